"""What is needed to review one block, gathered from preview and data.

A block travels to a worker process as one `BlockMaterial`; it holds its own
pages, slots and persons and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.anthology.data import AnthologyData
from generator.model import (
    UNVERIFIED,
    AuthorPage,
    Block,
    Instance,
    Mention,
    Name,
    Paper,
    Person,
    PersonLink,
    Slot,
    name_slug,
    plain_name,
)
from generator.review.data_mismatch import mismatches
from generator.review.page_record import PageRecord


@dataclass(frozen=True, slots=True)
class NameMatching:
    """What decides where slots of one name slug go when they have no ID.

    Attributes:
        verified: persons with a name of that slug, and whether each has
            ``disable_name_matching``.
        page: page ID that a slot without ID resolves to now.
        inferred: mentions without ID of that slug, over the whole Anthology.
    """

    verified: tuple[tuple[str, bool], ...]
    page: str
    inferred: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class BlockMaterial:
    """The author pages of one name slug and all that their review needs.

    Attributes:
        slug: the name slug.
        pages: sorted by ID.
        slots: slots of the pages' mentions; empty without data.
        persons: entries of people.json that the pages name.
        named: all IDs that they name, also of those who have no entry.
        matching: by name slug, for every printed form on the pages.
        venues: paper ID -> venue ID, as the data have it.
        differing: page ID -> where the page shows other things than the data; those mentions have no slot.
    """

    slug: str
    pages: tuple[AuthorPage, ...]
    slots: dict[Mention, Slot] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    matching: dict[str, NameMatching] = field(default_factory=dict)
    venues: dict[str, str] = field(default_factory=dict)
    differing: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def block(self) -> Block:
        """All instances on the pages, as grouping wants them."""
        instances = (
            self._instance(page, papers[mention.paper], mention)
            for page in self.pages
            for papers in ({paper.id: paper for paper in page.papers},)
            for mention in page.mentions
        )
        return Block(self.slug, tuple(sorted(instances, key=lambda i: i.mention)))

    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Page ID -> its mentions, in page order."""
        return {page.id: page.mentions for page in self.pages}

    def _instance(self, page: AuthorPage, paper: Paper, mention: Mention) -> Instance:
        slot = self.slots.get(mention)
        others = [plain_name(a.name) for i, a in enumerate(paper.authors) if i != mention.position]
        printed = paper.authors[mention.position].name if mention.position < len(paper.authors) else page.name.full
        person = self.persons.get(slot.person) if slot else None
        return Instance(
            mention=mention,
            name=slot.name if slot else name_of(page, printed),
            coauthors=tuple(map(name_slug, others)),
            coauthor_names=tuple(others),
            title=paper.title,
            abstract=paper.abstract,
            venue=self.venues.get(paper.id, paper.venue),
            year=paper.year,
            affiliation=slot.affiliation if slot else "",
            person=person.id if person and not person.is_catch_all else "",
            orcid=slot.orcid if slot else "",
        )


def name_of(page: AuthorPage, printed: str) -> Name:
    """First and last name of a printed form, as far as the page tells where one ends."""
    printed = plain_name(printed)
    forms = (page.name, *page.also_published_as)
    for form in forms:
        if form.full == printed:
            return form
    for form in forms:
        words = len(form.last.split())
        parts = printed.split(" ")
        if form.slug == name_slug(printed) and len(parts) > words:
            return Name(" ".join(parts[:-words]), " ".join(parts[-words:]))
    first, _, last = printed.rpartition(" ")
    return Name(first, last)


def name_blocks(pages: Iterable[AuthorPage | PageRecord]) -> dict[str, list[str]]:
    """Name slug -> IDs of its author pages; both sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        found[page.slug].append(page.id)
    return {slug: sorted(found[slug]) for slug in sorted(found)}


def gather(
    pages: Mapping[str, AuthorPage], data: AnthologyData | None, wanted: Mapping[str, Iterable[str]]
) -> Iterator[BlockMaterial]:
    """Yield the material of blocks.

    Args:
        pages: author pages by ID.
        data: the Anthology's data, None for none.
        wanted: blocks, as `name_blocks` makes them.
    """
    for slug, page_ids in wanted.items():
        found = [with_editor_slots(pages[page_id], data) for page_id in page_ids]
        yield _with_data(slug, found, data) if data else BlockMaterial(slug, tuple(found))


def with_editor_slots(page: AuthorPage, data: AnthologyData | None) -> AuthorPage:
    """The page with mentions on items for which the preview prints no names (papers that only have editors)."""
    unseen = [
        slot.mention
        for paper in page.papers
        if data and not paper.authors and (item := data.items.get(paper.id))
        for slot in item.slots
        if data.resolve(slot)[0] == page.id
    ]
    return page.with_mentions((*page.mentions, *unseen)) if unseen else page


def _with_data(slug: str, pages: list[AuthorPage], data: AnthologyData) -> BlockMaterial:
    wrong = {page.id: found for page in pages if (found := mismatches(page, data))}
    sound = (m for page in pages for m in page.mentions if m not in wrong.get(page.id, ()))
    slots = {mention: data.slot(mention) for mention in sound}
    people = data.people
    matching = {}
    # A new author can get any form of the name that stands on the pages, printed on a paper or not.
    forms = {slug} | {form.slug for page in pages for form in (page.name, *page.also_published_as)}
    for form in sorted(forms | {slot.name.slug for slot in slots.values()}):
        verified = tuple((pid, people.persons[pid].disable_name_matching) for pid in people.ids_by_slug.get(form, ()))
        matching[form] = NameMatching(verified, people.match_slug(form), data.mentions_without_id.get(form, ()))
    named = {link.id for page in pages for link in (*page.may_belong_to, *page.similar)}
    named |= {page.id for page in pages} | {pid for m in matching.values() for pid, _ in m.verified}
    named |= {slot.person for slot in slots.values()}
    ids = tuple(sorted(named - {""}))
    persons = {pid: people.persons[pid] for pid in ids if pid in people.persons}
    venues = {m.paper: item.venues[0] for m in slots if (item := data.items[m.paper]).venues}
    differing = {page: tuple(dict.fromkeys(found.values())) for page, found in wrong.items()}
    return BlockMaterial(slug, tuple(pages), slots, persons, ids, matching, venues, differing)


def candidates(
    page: AuthorPage, material: BlockMaterial, suggested: list[str], other_names: list[PersonLink]
) -> list[PersonLink]:
    """Verified persons that papers of this page may belong to, most probable first.

    Args:
        page: the page.
        material: its block.
        suggested: IDs that grouping suggests.
        other_names: pages of other names that probably show the same person.
    """
    known = {link.id: link for link in (*other_names, *page.may_belong_to, *page.similar)}
    # Those with just this name come before those with a similar one.
    namesakes = [pid for m in material.matching.values() for pid, _ in m.verified]
    ids = [*suggested, *namesakes, *known]
    if page.verified:
        # Its own author last: to write the ID on papers that name matching put there.
        ids = [*(pid for pid in ids if pid != page.id), page.id]
    found = []
    for pid in dict.fromkeys(ids):
        person = material.persons.get(pid)
        if pid.endswith(UNVERIFIED):
            continue
        if person:
            found.append(PersonLink(pid, person.names[0].full, person.comment or person.degree))
        elif pid in known:
            found.append(known[pid])
    return found
