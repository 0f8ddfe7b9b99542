"""All that the review pages of one block need from the preview and the Anthology's data.

A block is grouped and rendered in a worker process.  What is sent there is one
`BlockContext`: the block's own pages, slots and persons, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.anthology.data import AnthologyData
from generator.evidence.attribution import Statements, other_sources
from generator.model import (
    AuthorPage,
    Block,
    Instance,
    Mention,
    Name,
    OtherSources,
    Paper,
    Person,
    Slot,
    name_slug,
    plain_name,
)
from generator.model.statements import OPENREVIEW
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.data_mismatch import find_mismatches

_NOTHING = OtherSources()


@dataclass(frozen=True, slots=True)
class NameMatching:
    """How name matching resolves the slots of one name slug that carry no ID.

    Attributes:
        verified: (ID, its ``disable_name_matching``) of each verified person who has a name of that slug.
        resolves_to: page ID to which a slot without ID resolves in the data as they are.
        without_id: all mentions of that slug without ID, of the whole Anthology.
    """

    verified: tuple[tuple[str, bool], ...]
    resolves_to: str
    without_id: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The author pages of one name slug, and all that is needed to group and review them.

    Without the Anthology's data only ``slug`` and ``pages`` are filled.

    Attributes:
        slug: the name slug.
        pages: the block's author pages, sorted by ID, editors' mentions included (`with_editor_mentions`).
        slots: slot of each mention on the pages, except of the mentions in ``mismatches``.
        persons: entries of people.json by ID, of all ``person_ids`` that have one.
        person_ids: all IDs that the pages refer to (own IDs, links, namesakes, slots), sorted, with an entry or not.
        matching: name slug -> its name matching, for the slugs of all forms of the author's name on the pages.
        venues: paper ID -> ID of the first venue that the data give; papers without one are left out.
        orcid_twins: mention -> other authors of its paper, as printed, that have its ORCID; only mentions with some.
        mismatches: page ID -> descriptions of where the page disagrees with the data (`find_mismatches`).
        other_sources: what evidence files say of the mentions on the pages; filled without the Anthology's data, too.
    """

    slug: str
    pages: tuple[AuthorPage, ...]
    slots: dict[Mention, Slot] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    person_ids: tuple[str, ...] = ()
    matching: dict[str, NameMatching] = field(default_factory=dict)
    venues: dict[str, str] = field(default_factory=dict)
    mismatches: dict[str, tuple[str, ...]] = field(default_factory=dict)
    other_sources: dict[Mention, OtherSources] = field(default_factory=dict)
    orcid_twins: dict[Mention, tuple[str, ...]] = field(default_factory=dict)

    @property
    def orcids(self) -> tuple[str, ...]:
        """ORCIDs on the slots, sorted."""
        return tuple(sorted({slot.orcid for slot in self.slots.values()} - {""}))

    def owner_of(self, orcid: str) -> Person | None:
        """The person whose entry has this ORCID, one of ``orcids``; None if there is none."""
        return next((person for person in self.persons.values() if person.orcid == orcid), None)

    def block(self) -> Block:
        """The block as the input of grouping: one instance for each mention on the pages."""
        instances = (
            self._instance(page, papers[mention.paper], mention)
            for page in self.pages
            for papers in ({paper.id: paper for paper in page.papers},)
            for mention in page.mentions
        )
        return Block(self.slug, tuple(sorted(instances, key=lambda i: i.mention)))

    def mentions_by_page(self) -> dict[str, tuple[Mention, ...]]:
        """Page ID -> its mentions, in page order."""
        return {page.id: page.mentions for page in self.pages}

    def _instance(self, page: AuthorPage, paper: Paper, mention: Mention) -> Instance:
        slot = self.slots.get(mention)
        others = [plain_name(a.name) for i, a in enumerate(paper.authors) if i != mention.position]
        printed = paper.authors[mention.position].name if mention.position < len(paper.authors) else page.name.full
        person = self.persons.get(slot.person) if slot else None
        affiliation, affiliation_source = self.affiliation(mention)
        elsewhere = self.other_sources.get(mention, _NOTHING).identities
        account = next((identity.id for identity in elsewhere if identity.source == OPENREVIEW), "")
        return Instance(
            mention=mention,
            name=slot.name if slot else split_name(page, printed),
            coauthors=tuple(map(name_slug, others)),
            coauthor_names=tuple(others),
            title=paper.title,
            abstract=paper.abstract,
            venue=self.venues.get(paper.id, paper.venue),
            year=paper.year,
            affiliation=affiliation,
            person=person.id if person and not person.is_catch_all else "",
            orcid=slot.orcid if slot else "",
            openreview=slot.openreview if slot and slot.openreview else account,
            identities=tuple(identity for identity in elsewhere if identity.source != OPENREVIEW),
            affiliation_source=affiliation_source,
        )

    def affiliation(self, mention: Mention) -> tuple[str, str]:
        """The affiliation of a mention, and the source that gives it if the data give none; both ``""`` if unknown."""
        slot, elsewhere = self.slots.get(mention), self.other_sources.get(mention)
        if (slot and slot.affiliation) or not elsewhere:
            return slot.affiliation if slot else "", ""
        return elsewhere.affiliation, elsewhere.affiliation_source


def split_name(page: AuthorPage, printed: str) -> Name:
    """Split a printed name of the page's author into first and last name.

    Splits where a form of the name on the page is split: one that is printed
    alike, else one that has the same slug, by its number of last names.  If no
    form fits, the last word is the last name.
    """
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


def page_ids_by_slug(pages: Iterable[AuthorPage | AuthorPageSummary]) -> dict[str, list[str]]:
    """Divide author pages into blocks: name slug -> IDs of its author pages, both sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        found[page.slug].append(page.id)
    return {slug: sorted(found[slug]) for slug in sorted(found)}


def block_contexts(
    pages: Mapping[str, AuthorPage],
    data: AnthologyData | None,
    blocks: Mapping[str, Iterable[str]],
    statements: Statements = MappingProxyType({}),
) -> Iterator[BlockContext]:
    """Yield the contexts of blocks, in the order of ``blocks``.

    Args:
        pages: author pages by ID.
        data: the Anthology's data, None for none.
        blocks: name slug -> IDs of its pages, from `page_ids_by_slug`; a subset of the preview's is enough.
        statements: what other sources say, by paper.
    """
    anything_said = bool(statements)  # asked once, since a table of the last build counts its rows
    for slug, page_ids in blocks.items():
        found = [with_editor_mentions(pages[page_id], data) for page_id in page_ids]
        elsewhere = _from_other_sources(found, statements) if anything_said else {}
        yield (
            _with_data(slug, found, data, elsewhere)
            if data
            else BlockContext(slug, tuple(found), other_sources=elsewhere)
        )


def _from_other_sources(pages: Iterable[AuthorPage], statements: Statements) -> dict[Mention, OtherSources]:
    """What other sources say of the mentions on these pages."""
    found = {}
    for page in pages:
        papers = {paper.id: paper for paper in page.papers}
        for mention in page.mentions:
            if said := statements.get(mention.paper):
                printed = [author.name for author in papers[mention.paper].authors]
                if elsewhere := other_sources(mention, printed, said):
                    found[mention] = elsewhere
    return found


def with_editor_mentions(page: AuthorPage, data: AnthologyData | None) -> AuthorPage:
    """The page with mentions of its author on papers for which the preview prints no names.

    These are items that have editors only; the data say who they are.  Without
    data, or without such papers, it is the page itself.
    """
    unprinted = [
        slot.mention
        for paper in page.papers
        if data and not paper.authors and (item := data.items.get(paper.id))
        for slot in item.slots
        if data.resolve(slot)[0] == page.id
    ]
    return page.with_mentions((*page.mentions, *unprinted)) if unprinted else page


def _with_data(
    slug: str, pages: list[AuthorPage], data: AnthologyData, elsewhere: dict[Mention, OtherSources]
) -> BlockContext:
    """The context of one block, from its author pages (editors' mentions included) and the data."""
    mismatches = {page.id: found for page in pages if (found := find_mismatches(page, data))}
    confirmed = (m for page in pages for m in page.mentions if m not in mismatches.get(page.id, ()))
    slots = {mention: data.slot(mention) for mention in confirmed}
    people = data.people
    matching = {}
    # A reviewer can give a new author any form of the name on the pages, whether a paper prints it or not.
    forms = {slug} | {form.slug for page in pages for form in (page.name, *page.also_published_as)}
    for form in sorted(forms | {slot.name.slug for slot in slots.values()}):
        verified = tuple((pid, people.persons[pid].disable_name_matching) for pid in people.ids_by_slug.get(form, ()))
        matching[form] = NameMatching(verified, people.match_slug(form), data.mentions_without_id.get(form, ()))
    referred = {link.id for page in pages for link in (*page.may_belong_to, *page.similar)}
    referred |= {page.id for page in pages} | {pid for m in matching.values() for pid, _ in m.verified}
    referred |= {slot.person for slot in slots.values()}
    referred |= {people.id_by_orcid.get(slot.orcid, "") for slot in slots.values() if slot.orcid}
    person_ids = tuple(sorted(referred - {""}))
    persons = {pid: people.persons[pid] for pid in person_ids if pid in people.persons}
    venues = {m.paper: item.venues[0] for m in slots if (item := data.items[m.paper]).venues}
    descriptions = {page_id: tuple(dict.fromkeys(found.values())) for page_id, found in mismatches.items()}
    twins = {mention: _with_orcid_of(slot, data) for mention, slot in slots.items() if slot.orcid}
    twins = {mention: names for mention, names in twins.items() if names}
    return BlockContext(
        slug, tuple(pages), slots, persons, person_ids, matching, venues, descriptions, elsewhere, twins
    )


def _with_orcid_of(slot: Slot, data: AnthologyData) -> tuple[str, ...]:
    """Names of other authors of the paper that have the slot's ORCID."""
    others = data.items[slot.mention.paper].slots_of(slot.mention.role)
    return tuple(other.name.full for other in others if other.orcid == slot.orcid and other.mention != slot.mention)
