"""Finds author pages that are probably one person's: pages of different names, and verified entries of one name.

Results of the last build are kept where nothing changed that they are made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.anthology.data import AnthologyData
from generator.build.inputs import Inputs
from generator.build.state.kept_values import LastBuild
from generator.grouping.features.corpus import Corpus
from generator.grouping.model.page_pairs import PagePairScorer, SamePerson
from generator.model import Paper
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import block_contexts
from generator.review.entry_pairs import EntryPair, compare_entries, entries_to_compare, names_of
from generator.review.other_names import Pairs, same_person_names

Blocks = Mapping[str, list[str]]
"""Name slug -> IDs of its author pages; both sorted."""


def new_papers(inputs: Inputs, blocks: Blocks, slugs: Iterable[str], corpus: Corpus) -> dict[str, Paper]:
    """Papers of these blocks that the corpus statistics lack, but would count if they were computed now."""
    data = inputs.data.data
    ids = (page_id for slug in slugs for page_id in blocks.get(slug, ()))
    papers = (paper for page_id in ids for paper in inputs.preview.pages[page_id].papers)
    new = {paper.id: paper for paper in papers if paper.id not in corpus.papers}
    return new if data is None else {paper_id: paper for paper_id, paper in new.items() if _has_slots(data, paper_id)}


def _has_slots(data: AnthologyData, paper_id: str) -> bool:
    item = data.items.get(paper_id)
    return item is not None and bool(item.slots)


def same_person_pairs(
    pairs: Pairs,
    changed: set[str],
    inputs: Inputs,
    last: LastBuild,
    blocks: Blocks,
    corpus: Corpus,
    scorer: PagePairScorer,
) -> list[SamePerson]:
    """Pairs of names that are probably one person's; results of the last build are kept if neither block changed."""
    now = {(a, b) for a, b, _ in pairs}
    before = now if pairs is last.similar_name_pairs else {(a, b) for a, b, _ in last.similar_name_pairs}
    kept = [p for p in last.same_person_pairs if (p.a, p.b) in now and p.a not in changed and p.b not in changed]
    to_score = [(a, b, kind) for a, b, kind in pairs if a in changed or b in changed or (a, b) not in before]
    slugs = {slug for a, b, _ in to_score for slug in (a, b)}
    corpus = corpus.with_papers(new_papers(inputs, blocks, slugs, corpus))
    scored = {slug: blocks[slug] for slug in sorted(slugs)}
    contexts = block_contexts(inputs.preview.pages, inputs.data.data, scored, inputs.evidence.statements)
    found = kept + same_person_names(to_score, contexts, corpus, scorer)
    return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b))


def entry_pairs(
    pages: Mapping[str, AuthorPageSummary],
    changed: set[str],
    inputs: Inputs,
    last: LastBuild,
    blocks: Blocks,
    corpus: Corpus,
) -> list[EntryPair]:
    """Verified entries of one name that are probably one person's, sorted.

    Args:
        pages: all author pages in short, by ID.
        changed: name slugs of blocks that changed.
        inputs: what is new or changed.
        last: the last build.
        blocks: all name slugs with their author pages.
        corpus: corpus statistics.
    """
    pairs = {(a, b): names_of(pages[a], pages[b]) for a, b in entries_to_compare(pages)}
    before = set(entries_to_compare(last.page_summaries))
    # The block of a page has the slug of its own name, which is one of its names.
    to_compare = [pair for pair, slugs in pairs.items() if pair not in before or not changed.isdisjoint(slugs)]
    again = set(to_compare)
    kept = [pair for pair in last.entry_pairs if (pair.a, pair.b) in pairs and (pair.a, pair.b) not in again]
    slugs = sorted({slug for pair in to_compare for slug in pairs[pair] if slug in blocks})
    compared = {slug: blocks[slug] for slug in slugs}
    contexts = block_contexts(inputs.preview.pages, inputs.data.data, compared, inputs.evidence.statements)
    found = kept + compare_entries(to_compare, pages, contexts, corpus)
    return sorted(found, key=lambda pair: (pair.a, pair.b))
