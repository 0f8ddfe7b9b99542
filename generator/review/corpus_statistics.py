"""Corpus statistics, from the Anthology's data or from a preview.

Those of the data are counted file by file, in several processes.  What was counted is kept in the user's cache: for
each file, so that data that moved by a few files cost a few files; and for all data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.anthology.data import AnthologyData
from generator.anthology.instances import corpus_instances
from generator.anthology.item import Item
from generator.anthology.packed_items import PackedItems
from generator.anthology.people import People
from generator.anthology.read_items import summary_key
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.corpus_part import CorpusPart
from generator.model import AuthorPage
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.runtime.compression import zstd
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.packed_arrays import decode_array, encode_array
from generator.runtime.processes import batches, map_in_order
from generator.runtime.progress import progress
from generator.runtime.user_cache import find_cached, keep_cached, key

_FILES_PER_TASK, _TASKS_AHEAD, _FILES_OF_ONE_PROCESS = 8, 2, 40
PART = "corpus part"
"""Kind under which the statistics of a file are kept (`generator.anthology.read_items.Summaries`)."""
_Value = TypeVar("_Value")


def fit_corpus(pages: Mapping[str, AuthorPage], data: AnthologyData | None, jobs: int = 1) -> Corpus:
    """Return corpus statistics over all papers of the data, or over those of the preview if there are no data.

    Args:
        pages: author pages by ID.
        data: the Anthology's data, None for none.
        jobs: processes that count.
    """
    with progress("Counting names and words") as step:
        if data is None:
            blocks = block_contexts(pages, None, page_ids_by_slug(pages.values()))
            corpus = Corpus.build(i for context in blocks for i in context.block().instances)
        elif not isinstance(data.items, PackedItems):
            corpus = Corpus.build(corpus_instances(data))
        elif kept := _find([name := key("corpus", data.digest)], _whole) if data.digest else {}:
            corpus = kept[name]
        else:
            corpus = Corpus.of(_parts(data.items.files, jobs))
            if data.digest:
                keep_cached([(name, _encode(corpus))])
        step(len(corpus.papers))
    return corpus


def _parts(files: Mapping[str, bytes], jobs: int) -> list[CorpusPart]:
    """Count the papers of each file."""
    keys = {file: summary_key(PART, packed) for file, packed in files.items()}
    found = _find(keys.values(), _part)
    missing = [(file, files[file]) for file, name in keys.items() if name not in found]
    if len(missing) <= _FILES_OF_ONE_PROCESS:
        jobs = 1
    counted = map_in_order(_count, batches(missing, _FILES_PER_TASK), jobs, _TASKS_AHEAD)
    new = dict(zip((keys[file] for file, _ in missing), (part for some in counted for part in some), strict=True))
    keep_cached(new.items(), found)
    found |= {name: _part(packed) for name, packed in new.items()}
    return [found[name] for name in keys.values()]


@garbage_collection_paused()
def _count(files: Iterable[tuple[str, bytes]]) -> list[bytes]:
    """Return the packed part of each file."""
    return [count_items(PackedItems({file: packed}).values()) for file, packed in files]


def count_items(items: Iterable[Item]) -> bytes:
    """Return the packed `CorpusPart` of the items of a file, to be kept by `PART`."""
    data = AnthologyData(Path(), People({}, {}, {}, ()), {item.id: item for item in items})
    return zstd.compress(_encode(CorpusPart.of(corpus_instances(data))), 1)


def _encode(value: Corpus | CorpusPart) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=encode_array)


def _whole(packed: bytes) -> Corpus:
    return msgspec.msgpack.decode(packed, type=Corpus, dec_hook=decode_array)


def _part(packed: bytes) -> CorpusPart:
    return msgspec.msgpack.decode(zstd.decompress(packed), type=CorpusPart, dec_hook=decode_array)


def _find(names: Iterable[bytes], unpack: Callable[[bytes], _Value]) -> dict[bytes, _Value]:
    """Return those of some values that the user's cache has, by key."""
    found = {}
    for name, packed in find_cached(names).items():
        with suppress(KeyError, TypeError, ValueError, zstd.ZstdError):  # something else stands there
            found[name] = unpack(packed)
    return found
