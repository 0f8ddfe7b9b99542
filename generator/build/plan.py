"""Which review pages a build has to make, and what lists and links on them say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.anthology.data import AnthologyData
from generator.build.state.data_changes import DataIntake
from generator.build.state.last_build import Past
from generator.build.state.preview_changes import Intake
from generator.grouping.features.corpus import Corpus
from generator.grouping.model.page_pairs import PagePairScorer, SamePerson
from generator.model import AuthorPage, Paper
from generator.review.block_context import BlockMaterial, gather, name_blocks, with_editor_slots
from generator.review.other_names import OtherNames, Pairs, compare_names, other_names, similar
from generator.review.page_changes import Change, PageState, compare
from generator.review.page_record import PageRecord

Blocks = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes.

    Attributes:
        records: all author pages by ID, sorted.
        blocks: name slug -> IDs of its author pages; both sorted.
        pairs: name slugs that may be one name.
        same: those that are probably one person.
        others: name slug -> pages of other names that probably show the same person.
        changes: page ID -> how it differs from the base preview's.
        reviewed: IDs of pages that get a review page.
        dirty: name slugs of blocks whose review pages must be made, sorted.
        gone: name slugs that no author page has any more, sorted.
        corpus: statistics, with the words of papers that are new since they were made.
        gathered: material of some blocks, if little is new.
    """

    records: Mapping[str, PageRecord]
    blocks: Blocks
    pairs: Pairs
    same: list[SamePerson]
    others: Mapping[str, OtherNames]
    changes: Mapping[str, Change]
    reviewed: frozenset[str]
    dirty: tuple[str, ...]
    gone: tuple[str, ...]
    corpus: Corpus
    gathered: Mapping[str, BlockMaterial]


def make_plan(
    intake: Intake,
    known: DataIntake,
    past: Past | None,
    corpus: Corpus,
    scorer: PagePairScorer,
    min_papers: int,
    base: Mapping[str, PageState] | None,
) -> Plan:
    """Find out what must be made: everything if there is no past.

    Args:
        intake, known: what is new.
        past: what was.
        corpus: statistics.
        scorer: fitted.
        min_papers: pages with fewer papers get no review page, unless something speaks for it.
        base: the author pages of the base preview, None if there is none to compare with.
    """
    records, content = _records(intake, known, past)
    blocks = name_blocks(records.values())
    if past is not None:
        corpus = corpus.with_papers(_new_papers(intake.pages, known.data, blocks, content, corpus))
    before, found = (past.records.values(), past.pairs) if past is not None else ((), None)
    pairs = similar(records.values(), before, found)
    same, gathered = _same(pairs, content, past, intake.pages, known, blocks, corpus, scorer)
    others = other_names(same, _records_of(blocks, records))
    changes = compare(base, {page_id: record.state for page_id, record in records.items()}) if base is not None else {}
    # Where papers moved, even a page of one paper is worth a look.
    moved = {page_id for page_id, change in changes.items() if change.came or change.left}
    reviewed = frozenset(
        record.id
        for record in records.values()
        if record.slots >= min_papers or (record.slots and (record.slug in others or record.id in moved))
    )
    dirty = content if past is None else content | _touched(past, records, content, same, others, changes, reviewed)
    gone = tuple(sorted(slug for slug in dirty if slug not in blocks))
    wanted = (slug for slug in dirty if slug in blocks and any(page in reviewed for page in blocks[slug]))
    return Plan(records, blocks, pairs, same, others, changes, reviewed, tuple(sorted(wanted)), gone, corpus, gathered)


def _records(intake: Intake, known: DataIntake, past: Past | None) -> tuple[dict[str, PageRecord], set[str]]:
    """All records, and the name slugs of blocks whose own content is new."""

    def record(page: AuthorPage) -> PageRecord:
        return PageRecord.of(page, with_editor_slots(page, known.data))

    if past is None:
        records = {page_id: record(page) for page_id, page in intake.pages.items()}
        return records, {record.slug for record in records.values()}
    kept = {page_id: record for page_id, record in past.records.items() if page_id not in intake.gone}
    fresh = {page_id: record(page) for page_id, page in intake.new.items()}
    content = {past.records[page_id].slug for page_id in intake.touched if page_id in past.records}
    content |= {record.slug for record in fresh.values()}
    items = known.items.keys() | known.gone
    if items:
        content |= {record.slug for record in kept.values() if not items.isdisjoint(record.listed)}
    if known.forms or known.persons:
        content |= {
            slug
            for slug, needs in past.needs.items()
            if not known.forms.isdisjoint(needs.forms) or not known.persons.isdisjoint(needs.persons)
        }
    if items or known.forms:
        again = [page_id for page_id, old in kept.items() if old.slug in content and page_id not in fresh]
        fresh |= {page_id: record(intake.pages[page_id]) for page_id in again}
    records = kept | fresh
    return (dict(sorted(records.items())) if fresh.keys() - kept.keys() else records), content


def _records_of(blocks: Blocks, records: Mapping[str, PageRecord]) -> Callable[[str], list[PageRecord]]:
    return lambda slug: [records[page_id] for page_id in blocks.get(slug, ())]


def _new_papers(
    pages: Mapping[str, AuthorPage], data: AnthologyData | None, blocks: Blocks, slugs: Iterable[str], corpus: Corpus
) -> dict[str, Paper]:
    """Papers of some blocks that the statistics don't know, but would if they were made now."""
    ids = (page_id for slug in slugs for page_id in blocks.get(slug, ()))
    papers = (paper for page_id in ids for paper in pages[page_id].papers)
    new = {paper.id: paper for paper in papers if paper.id not in corpus.papers}
    if data is None:
        return new
    return {paper_id: paper for paper_id, paper in new.items() if (item := data.items.get(paper_id)) and item.slots}


def _same(
    pairs: Pairs,
    content: set[str],
    past: Past | None,
    pages: Mapping[str, AuthorPage],
    known: DataIntake,
    blocks: Blocks,
    corpus: Corpus,
    scorer: PagePairScorer,
) -> tuple[list[SamePerson], Mapping[str, BlockMaterial]]:
    """Pairs that are probably one person, kept where neither name has changed; and the material that was gathered."""
    kept: list[SamePerson] = []
    asked = pairs
    if past is not None:
        there = was = {(a, b) for a, b, _ in pairs}
        if pairs is not past.pairs:
            was = {(a, b) for a, b, _ in past.pairs}
        kept = [p for p in past.same if (p.a, p.b) in there and p.a not in content and p.b not in content]
        asked = [(a, b, kind) for a, b, kind in pairs if a in content or b in content or (a, b) not in was]
    slugs = sorted({slug for a, b, _ in asked for slug in (a, b)})
    if past is not None:
        corpus = corpus.with_papers(_new_papers(pages, known.data, blocks, slugs, corpus))
    materials: Iterable[BlockMaterial] = gather(pages, known.data, {slug: blocks[slug] for slug in slugs})
    if past is not None:
        materials = list(materials)  # changed blocks among them are wanted again
    found = kept + compare_names(asked, materials, corpus, scorer)
    gathered = {material.slug: material for material in materials} if past is not None else {}
    return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b)), gathered


def _touched(
    past: Past,
    records: Mapping[str, PageRecord],
    content: set[str],
    same: list[SamePerson],
    others: Mapping[str, OtherNames],
    changes: Mapping[str, Change],
    reviewed: frozenset[str],
) -> set[str]:
    """Name slugs of blocks that are as they were, but whose pages say something else of other pages."""
    asked = content | {slug for pair in {*same} ^ {*past.same} for slug in (pair.a, pair.b)}
    asked |= {slug for pair in (*same, *past.same) if pair.a in asked or pair.b in asked for slug in (pair.a, pair.b)}
    pairs = [pair for pair in past.same if pair.a in asked or pair.b in asked]
    pages: dict[str, list[PageRecord]] = {slug: [] for pair in pairs for slug in (pair.a, pair.b)}
    for record in past.records.values():
        if record.slug in pages:
            pages[record.slug].append(record)
    before = other_names(pairs, pages.__getitem__)
    found = {slug for slug in asked if others.get(slug) != before.get(slug)}
    differing = {page for page in changes.keys() | past.changes.keys() if changes.get(page) != past.changes.get(page)}
    flipped = reviewed ^ past.summaries.keys()
    found |= {records[page].slug for page in differing | flipped if page in records}
    if flipped:
        found |= {record.slug for record in records.values() if not flipped.isdisjoint(record.links)}
        found |= {slug for slug, links in others.items() if any(other.link.id in flipped for other in links)}
    return found
