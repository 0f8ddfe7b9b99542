"""Corpus statistics, from the Anthology's data or from a preview."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.anthology.data import AnthologyData
from generator.anthology.instances import corpus_instances
from generator.grouping.features.corpus import Corpus
from generator.model import AuthorPage
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.runtime.packed_arrays import decode_array, encode_array
from generator.runtime.progress import progress
from generator.runtime.user_cache import find_cached, keep_cached, key


def fit_corpus(pages: Mapping[str, AuthorPage], data: AnthologyData | None) -> Corpus:
    """Return corpus statistics over all papers of the data, or over those of the preview if there are no data.

    Statistics of data that were counted before come from the user's cache.
    """
    with progress("Counting names and words") as step:
        if data is not None:
            cached = _cached(data.digest)
            corpus = cached or Corpus.build(corpus_instances(data))
            if data.digest and not cached:
                keep_cached([(_key(data.digest), msgspec.msgpack.encode(corpus, enc_hook=encode_array))])
        else:
            blocks = block_contexts(pages, None, page_ids_by_slug(pages.values()))
            corpus = Corpus.build(i for context in blocks for i in context.block().instances)
        step(len(corpus.papers))
    return corpus


def _cached(digest: bytes) -> Corpus | None:
    """The statistics of data with this digest; None if the cache has none, or something else."""
    packed = find_cached([_key(digest)]) if digest else {}
    try:
        return msgspec.msgpack.decode(packed[_key(digest)], type=Corpus, dec_hook=decode_array)
    except (KeyError, TypeError, ValueError):
        return None


def _key(digest: bytes) -> bytes:
    return key("corpus", digest)
