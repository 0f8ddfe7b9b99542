"""Finds out which review pages a build has to make, and what they show of other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.build.inputs import Inputs
from generator.build.same_person import Blocks, entry_pairs, new_papers, same_person_pairs
from generator.build.state.kept_values import LastBuild
from generator.grouping.features.corpus import Corpus
from generator.grouping.model.page_pairs import PagePairScorer, SamePerson
from generator.model import AuthorPage, Decided, Person
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import page_ids_by_slug, with_editor_mentions
from generator.review.entry_pairs import EntryPair, SameEntries, same_entries
from generator.review.other_names import OtherNames, Pairs, other_names, pairs_with_papers, similar_name_pairs
from generator.review.page_changes import PageChange, find_changes, slug_of_entry
from generator.review.request_facts import RequestFacts, request_facts

MAX_BLOCKS_FORKED = 2000
"""So many blocks are rendered in the time in which a worker process starts and reads what it needs."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build makes.

    Attributes:
        page_summaries: all author pages in short by ID, sorted.
        blocks: all name slugs with their author pages.
        similar_name_pairs: pairs of name slugs that may be forms of one name.
        same_person_pairs: those pairs of ``similar_names`` that are probably one person's, most probable first.
        other_names: name slug -> pages of other names that probably show the same person.
        entry_pairs: verified entries of one name that are probably one person's.
        same_entries: page ID -> the other entries of these pairs, without those that are decided to be two people.
        decided: what accepted patches decide beside assignments.
        changes_since_base: page ID -> how it differs from the base preview's.
        reviewed: IDs of pages that get a review page.
        to_render: name slugs of blocks whose review pages must be made, sorted.
        gone: name slugs that no author page has any more, sorted.
        requests: the correction requests, with what is known about them.
        corpus: corpus statistics, with the words of papers that are new since they were computed.
    """

    page_summaries: Mapping[str, AuthorPageSummary]
    blocks: Blocks
    similar_name_pairs: Pairs
    same_person_pairs: list[SamePerson]
    other_names: Mapping[str, OtherNames]
    entry_pairs: list[EntryPair]
    same_entries: SameEntries
    decided: Decided
    changes_since_base: Mapping[str, PageChange]
    reviewed: frozenset[str]
    to_render: tuple[str, ...]
    gone: tuple[str, ...]
    requests: tuple[RequestFacts, ...]
    corpus: Corpus

    @property
    def still_looked_at(self) -> frozenset[str]:
        """IDs of pages that were looked at, and have the same papers since."""
        return frozenset(
            at.page
            for at in self.decided.looked_at
            if (page := self.page_summaries.get(at.page))
            and {*page.papers} <= {*at.papers} <= {*page.papers, *page.papers_without_mention}
        )

    @property
    def is_small(self) -> bool:
        """Whether few blocks are rendered: forked copies of this process do so faster than worker processes."""
        return len(self.to_render) <= MAX_BLOCKS_FORKED


def make_plan(inputs: Inputs, last: LastBuild, corpus: Corpus, scorer: PagePairScorer, min_papers: int) -> Plan:
    """Find out what must be made; before the first build that is everything.

    Args:
        inputs: what is new or changed.
        last: the last build.
        corpus: corpus statistics, computed by this build or by the last one that built everything.
        scorer: scores pairs of pages of different names.
        min_papers: pages with fewer papers get a review page only if papers moved to or from them, if a page of
            another name probably shows the same person, if another verified author has the same name, or if a request
            names them.
    """
    page_summaries, changed = _page_summaries(inputs, last)
    blocks = page_ids_by_slug(page_summaries.values())
    selection, base = inputs.selection, inputs.base
    if selection is None:
        pairs = similar_name_pairs(page_summaries.values(), last.page_summaries.values(), last.similar_name_pairs)
    else:
        pairs = pairs_with_papers(selection.similar_name_pairs, page_summaries.values())
    same = same_person_pairs(pairs, changed, inputs, last, blocks, corpus, scorer)
    probably_one = entry_pairs(page_summaries, changed, inputs, last, blocks, corpus)
    if selection is not None:
        built = selection.built | {slug for pair in same for slug in (pair.a, pair.b)}
        page_summaries = {page_id: summary for page_id, summary in page_summaries.items() if summary.slug in built}
        blocks = {slug: page_ids for slug, page_ids in blocks.items() if slug in built}
        changed &= built
        probably_one = [pair for pair in probably_one if pair.a in page_summaries and pair.b in page_summaries]
        base = base and {page_id: entry for page_id, entry in base.items() if slug_of_entry(page_id, entry) in built}
    others = other_names(same, lambda slug: [page_summaries[page_id] for page_id in blocks.get(slug, ())])
    same_entry = same_entries(probably_one, page_summaries, inputs.decided)
    entries = {page_id: summary.manifest_entry for page_id, summary in page_summaries.items()}
    changes = find_changes(base, entries) if base is not None else {}
    # A page to or from which papers moved is worth a review even if it has only one paper.
    moved = {page_id for page_id, change in changes.items() if change.moved_here or change.moved_away}
    pages = inputs.preview.pages
    requests = request_facts(inputs.requests, page_summaries, blocks, lambda page: pages[page].papers)
    # However few papers they have.
    requested = {page.id for facts in requests for page in facts.pages}
    # Two verified authors of one name may be one person; the page of the one with few papers is where they are merged.
    verified = ([page for page in ids if page_summaries[page].verified] for ids in blocks.values() if len(ids) > 1)
    twins = {page for ids in verified if len(ids) > 1 for page in ids}
    asked = selection.asked if selection else frozenset[str]()
    singled_out = moved | requested | twins | asked
    reviewed = frozenset(
        summary.id
        for summary in page_summaries.values()
        if summary.mention_count >= min_papers
        or (summary.mention_count and (summary.slug in others or summary.id in singled_out))
    )
    outdated = changed | _outdated(last, page_summaries, changed, same, others, changes, reviewed)
    outdated |= _slugs_of_differing(probably_one, same_entry, last)
    outdated |= _slugs_of_rejected(inputs.decided, last.decided, page_summaries)
    to_render = sorted(slug for slug in outdated if any(page in reviewed for page in blocks.get(slug, ())))
    return Plan(
        page_summaries=page_summaries,
        blocks=blocks,
        similar_name_pairs=pairs,
        same_person_pairs=same,
        other_names=others,
        entry_pairs=probably_one,
        same_entries=same_entry,
        decided=inputs.decided,
        changes_since_base=changes,
        reviewed=reviewed,
        to_render=tuple(to_render),
        gone=tuple(sorted(slug for slug in outdated if slug not in blocks)),
        requests=requests,
        corpus=corpus.with_papers(new_papers(inputs, blocks, to_render, corpus)),
    )


def _page_summaries(inputs: Inputs, last: LastBuild) -> tuple[dict[str, AuthorPageSummary], set[str]]:
    """All author pages in short, sorted by ID, and the name slugs of blocks whose pages, slots or persons changed."""
    preview, data = inputs.preview, inputs.data

    def summary(page: AuthorPage) -> AuthorPageSummary:
        return AuthorPageSummary.of(page, with_editor_mentions(page, data.data), data.data)

    kept = {page_id: summary for page_id, summary in last.page_summaries.items() if page_id not in preview.removed}
    fresh = {page_id: summary(page) for page_id, page in preview.changed.items()}
    changed = {last.page_summaries[page_id].slug for page_id in preview.affected if page_id in last.page_summaries}
    changed |= {summary.slug for summary in fresh.values()}
    items = data.changed | data.removed | inputs.evidence.papers
    if items and kept:
        changed |= {summary.slug for summary in kept.values() if not items.isdisjoint(summary.listed_papers)}
    if data.slugs or data.persons:
        persons = data.persons | _orcids(data.persons, last.persons, data.people.persons if data.people else {})
        changed |= {
            slug
            for slug, needs in last.block_dependencies.items()
            if not data.slugs.isdisjoint(needs.slugs) or not persons.isdisjoint(needs.persons)
        }
    if items or data.slugs:
        again = [page_id for page_id, old in kept.items() if old.slug in changed and page_id not in fresh]
        fresh |= {page_id: summary(preview.pages[page_id]) for page_id in again}
    page_summaries = kept | fresh
    return (dict(sorted(page_summaries.items())) if fresh.keys() - kept.keys() else page_summaries), changed


def _orcids(ids: Iterable[str], *persons: Mapping[str, Person]) -> set[str]:
    """ORCIDs that persons of these IDs have or had."""
    return {known[pid].orcid for known in persons for pid in ids if pid in known} - {""}


def _outdated(
    last: LastBuild,
    page_summaries: Mapping[str, AuthorPageSummary],
    changed: set[str],
    same: list[SamePerson],
    others: Mapping[str, OtherNames],
    changes: Mapping[str, PageChange],
    reviewed: frozenset[str],
) -> set[str]:
    """Name slugs of blocks whose review pages change because other pages, or the comparison with the base, changed."""
    to_compare = changed | {slug for pair in {*same} ^ {*last.same_person_pairs} for slug in (pair.a, pair.b)}
    pairs = (*same, *last.same_person_pairs)
    to_compare |= {slug for pair in pairs if pair.a in to_compare or pair.b in to_compare for slug in (pair.a, pair.b)}
    others_before = other_names(*_pairs_and_pages(last, to_compare))
    found = {slug for slug in to_compare if others.get(slug) != others_before.get(slug)}
    before = last.changes_since_base
    differing = {page for page in changes.keys() | before.keys() if changes.get(page) != before.get(page)}
    # Pages that get a review page now and had none, or the reverse: links to them change.
    flipped = reviewed ^ last.review_summaries.keys()
    found |= {page_summaries[page].slug for page in differing | flipped if page in page_summaries}
    if flipped:
        found |= {summary.slug for summary in page_summaries.values() if not flipped.isdisjoint(summary.linked_pages)}
        found |= {slug for slug, links in others.items() if any(other.link.id in flipped for other in links)}
    return found


def _slugs_of_differing(pairs: list[EntryPair], now: SameEntries, last: LastBuild) -> set[str]:
    """Name slugs of blocks of which entries that are probably one person's differ from the last build's."""
    before = same_entries(last.entry_pairs, last.page_summaries, last.decided)
    return {
        slug
        for pair in {*pairs, *last.entry_pairs}
        if any(now.get(page) != before.get(page) for page in (pair.a, pair.b))
        for slug in pair.slugs
    }


def _slugs_of_rejected(now: Decided, before: Decided, pages: Mapping[str, AuthorPageSummary]) -> set[str]:
    """Name slugs of pages that were decided to be two people's since the last build, or no longer are."""
    differing = {*now.not_one_person} ^ {*before.not_one_person}
    return {pages[page].slug for pair in differing for page in pair if page in pages}


def _pairs_and_pages(
    last: LastBuild, slugs: set[str]
) -> tuple[list[SamePerson], Callable[[str], Iterable[AuthorPageSummary]]]:
    """What `other_names` needs of the last build: its pairs that have one of these slugs, and the pages of a slug."""
    pairs = [pair for pair in last.same_person_pairs if pair.a in slugs or pair.b in slugs]
    pages: dict[str, list[AuthorPageSummary]] = {slug: [] for pair in pairs for slug in (pair.a, pair.b)}
    for summary in last.page_summaries.values() if pages else ():
        if summary.slug in pages:
            pages[summary.slug].append(summary)
    return pairs, pages.__getitem__
