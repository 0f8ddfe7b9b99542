"""Statistics of the whole corpus, from the Anthology's data or from a preview."""

from __future__ import annotations

from collections.abc import Mapping

from generator.anthology.data import AnthologyData, corpus_instances
from generator.grouping.features.corpus import Corpus
from generator.model import AuthorPage
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.runtime.progress import progress


def fit_corpus(pages: Mapping[str, AuthorPage], data: AnthologyData | None) -> Corpus:
    """Statistics over all papers: of the whole data if there are any, else of the preview."""
    with progress("Counting names and words") as step:
        if data is not None:
            corpus = Corpus.build(corpus_instances(data))
        else:
            blocks = block_contexts(pages, None, page_ids_by_slug(pages.values()))
            corpus = Corpus.build(i for material in blocks for i in material.block().instances)
        step(len(corpus.papers))
    return corpus
