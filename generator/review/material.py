"""What is needed to review one block, gathered from preview and data.

A block travels to a worker process as one `BlockMaterial`; it holds its own
pages, slots and persons and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.anthology import AnthologyData
from generator.model import AuthorPage, Block, Instance, Mention, Name, Paper, Person, PersonLink, Slot, name_slug
from generator.preview import Preview

_OTHER_SCRIPT = re.compile(r" \([^()]*[^\x00-\u024f\u1e00-\u1eff][^()]*\)$")


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
        matching: by name slug, for every printed form on the pages.
    """

    slug: str
    pages: tuple[AuthorPage, ...]
    slots: dict[Mention, Slot] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    matching: dict[str, NameMatching] = field(default_factory=dict)

    def block(self) -> Block:
        """All instances on the pages, as grouping wants them."""
        instances = (
            instance_of(page, papers[mention.paper], mention, self.slots.get(mention), self.persons)
            for page in self.pages
            for papers in ({paper.id: paper for paper in page.papers},)
            for mention in page.mentions
        )
        return Block(self.slug, tuple(sorted(instances, key=lambda i: i.mention)))


def plain_name(printed: str) -> str:
    """A printed name without the form in another script that follows in parentheses."""
    return _OTHER_SCRIPT.sub("", printed)


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


def instance_of(
    page: AuthorPage, paper: Paper, mention: Mention, slot: Slot | None, persons: dict[str, Person]
) -> Instance:
    """What grouping sees of one mention on a page."""
    others = [plain_name(a.name) for i, a in enumerate(paper.authors) if i != mention.position]
    printed = paper.authors[mention.position].name if mention.position < len(paper.authors) else page.name.full
    certain = slot.person if slot else ""
    if certain and (person := persons.get(certain)) and person.is_catch_all:
        certain = ""
    return Instance(
        mention=mention,
        name=slot.name if slot else name_of(page, printed),
        coauthors=tuple(map(name_slug, others)),
        coauthor_names=tuple(others),
        title=paper.title,
        abstract=paper.abstract,
        venue=paper.venue,
        year=paper.year,
        affiliation=slot.affiliation if slot else "",
        person=certain,
        orcid=slot.orcid if slot else "",
    )


def gather(preview: Preview, data: AnthologyData | None, min_papers: int) -> Iterator[BlockMaterial]:
    """Yield the material of every block with a page of at least ``min_papers`` mentions.

    Blocks come sorted by slug.  Pages below the minimum stay in their block as
    context for grouping.
    """
    by_slug: dict[str, list[AuthorPage]] = defaultdict(list)
    for page in preview.pages.values():
        by_slug[page.slug].append(page)
    inferred = _inferred_by_slug(data) if data else {}
    for slug, pages in sorted(by_slug.items()):
        if data:
            pages = [_with_editor_slots(page, data) for page in pages]
        if max(len(page.mentions) for page in pages) >= min_papers:
            yield _with_data(slug, pages, data, inferred) if data else BlockMaterial(slug, tuple(pages))


def _inferred_by_slug(data: AnthologyData) -> dict[str, list[Mention]]:
    inferred: dict[str, list[Mention]] = defaultdict(list)
    for item in data.items.values():
        for slot in item.slots:
            if not slot.person:
                inferred[slot.name.slug].append(slot.mention)
    return inferred


def _with_editor_slots(page: AuthorPage, data: AnthologyData) -> AuthorPage:
    """The page with mentions on items for which the preview prints no names (papers that only have editors)."""
    unseen = [
        slot.mention
        for paper in page.papers
        if not paper.authors and (item := data.items.get(paper.id))
        for slot in item.slots
        if data.resolve(slot)[0] == page.id
    ]
    return page.with_mentions((*page.mentions, *unseen)) if unseen else page


def _with_data(
    slug: str, pages: list[AuthorPage], data: AnthologyData, inferred: dict[str, list[Mention]]
) -> BlockMaterial:
    slots = {
        mention: slot for page in pages for mention in page.mentions if (slot := data.find_slot(mention)) is not None
    }
    slugs = {slot.name.slug for slot in slots.values()} | {slug}
    people = data.people
    matching = {}
    for form in sorted(slugs):
        verified = tuple((pid, people.persons[pid].disable_name_matching) for pid in people.by_slug.get(form, ()))
        matching[form] = NameMatching(verified, people.resolve_slug(form), tuple(inferred.get(form, ())))
    named = {link.id for page in pages for link in (*page.may_belong_to, *page.similar)}
    named |= {page.id for page in pages} | {pid for m in matching.values() for pid, _ in m.verified}
    named |= {slot.person for slot in slots.values()}
    return BlockMaterial(
        slug,
        tuple(pages),
        slots,
        {pid: people.persons[pid] for pid in sorted(named) if pid in people.persons},
        matching,
    )


def candidates(page: AuthorPage, material: BlockMaterial, suggested: list[str]) -> list[PersonLink]:
    """Verified persons that papers of this page may belong to, most probable first."""
    known = {link.id: link for link in (*page.may_belong_to, *page.similar)}
    ids = [*suggested, *known, *(pid for m in material.matching.values() for pid, _ in m.verified)]
    found = []
    for pid in dict.fromkeys(ids):
        person = material.persons.get(pid)
        if pid == page.id or pid.endswith("/unverified"):
            continue
        if person:
            found.append(PersonLink(pid, person.names[0].full, person.comment or person.degree))
        elif pid in known:
            found.append(known[pid])
    return found
