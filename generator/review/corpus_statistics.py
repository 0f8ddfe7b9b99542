"""Corpus statistics, from the Anthology's data or from a preview."""

from __future__ import annotations

from collections.abc import Mapping

from generator.anthology.data import AnthologyData
from generator.anthology.instances import corpus_instances
from generator.grouping.features.corpus import Corpus
from generator.model import AuthorPage
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.runtime.progress import progress


def fit_corpus(pages: Mapping[str, AuthorPage], data: AnthologyData | None) -> Corpus:
    """Return corpus statistics over all papers of the data, or over those of the preview if there are no data."""
    with progress("Counting names and words") as step:
        if data is not None:
            corpus = Corpus.build(corpus_instances(data))
        else:
            blocks = block_contexts(pages, None, page_ids_by_slug(pages.values()))
            corpus = Corpus.build(i for context in blocks for i in context.block().instances)
        step(len(corpus.papers))
    return corpus
