"""The data for a command that needs few papers of it: of files that the user's cache has, only these are unpacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import xxhash

from generator.anthology.data import AnthologyData, digest_of_data
from generator.anthology.ids import collection_of
from generator.anthology.item import Item
from generator.anthology.people import People
from generator.anthology.read_items import read_items
from generator.model import Mention, Role
from generator.runtime.user_cache import find_cached, keep_cached, key, known_keys

_PARTS = 64
"""Mentions without ID are kept in so many parts, of which a command reads those that it needs."""
_MentionValues = tuple[str, int, Role]
_Part = dict[str, tuple[_MentionValues, ...]]
"""Name slug -> paper, position and role of each mention."""


def read_lazily(data_dir: Path, digests: Mapping[str, bytes], jobs: int = 1) -> AnthologyData:
    """Return data whose items are read when they are asked for; the first time all are read, and kept for later.

    Args:
        data_dir: the folder that holds ``xml/`` and ``json/``.
        digests: path below it of each file -> digest of its content.
        jobs: processes that scan.

    Raises:
        DataError: a file is missing or broken, or two files have the same item.
    """
    digest = digest_of_data(digests)
    keys = [_part_key(digest, part) for part in range(_PARTS)]
    if len(known_keys(keys)) < _PARTS:
        data = AnthologyData.read(data_dir, jobs, digests)
        parts: list[_Part] = [{} for _ in keys]
        for slug, mentions in data.mentions_without_id.items():
            parts[_part_of(slug)][slug] = tuple((m.paper, m.position, m.role) for m in mentions)
        keep_cached((name, msgspec.msgpack.encode(part)) for name, part in zip(keys, parts, strict=True))
        return data
    return _LazyData(data_dir, People.read(data_dir), _LazyItems(data_dir, digests), digest)


@dataclass(frozen=True)
class _LazyData(AnthologyData):
    @cached_property
    def mentions_without_id(self) -> Mapping[str, tuple[Mention, ...]]:
        """See `AnthologyData`."""
        return _LazyMentions(self.digest, self.items)


class _LazyItems(Mapping[str, Item]):
    """All items by ID; the file of an item is read when the item is asked for."""

    def __init__(self, data_dir: Path, digests: Mapping[str, bytes]) -> None:
        self._data_dir, self._digests = data_dir, digests
        self._read: dict[str, dict[str, Item]] = {}

    def __getitem__(self, item_id: str) -> Item:
        return self._items_of(f"xml/{collection_of(item_id)}.xml")[item_id]

    def _items_of(self, file: str) -> Mapping[str, Item]:
        if file not in self._read:
            known = {file: self._digests[file]} if file in self._digests else {}
            found = [item for _, items in read_items(self._data_dir, known) for item in items]
            self._read[file] = {item.id: item for item in found}
        return self._read[file]

    def __iter__(self) -> Iterator[str]:
        for file in self._digests:
            if file.startswith("xml/"):
                yield from self._items_of(file)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _LazyMentions(Mapping[str, tuple[Mention, ...]]):
    """Mentions without ID by name slug; the part of a slug is read when the slug is asked for."""

    def __init__(self, digest: bytes, items: Mapping[str, Item]) -> None:
        self._digest, self._items = digest, items
        self._parts: dict[int, Mapping[str, tuple[Mention, ...]]] = {}

    def __getitem__(self, slug: str) -> tuple[Mention, ...]:
        part = _part_of(slug)
        if part not in self._parts:
            self._parts[part] = self._part(part)
        return self._parts[part][slug]

    def _part(self, part: int) -> Mapping[str, tuple[Mention, ...]]:
        name = _part_key(self._digest, part)
        try:
            found = msgspec.msgpack.decode(find_cached([name])[name], type=_Part)
        except (KeyError, msgspec.MsgspecError):  # it was deleted meanwhile, or damaged
            return AnthologyData(Path(), People.parse("{}"), self._items).mentions_without_id
        return {slug: tuple(Mention(*values) for values in mentions) for slug, mentions in found.items()}

    def __iter__(self) -> Iterator[str]:
        for part in range(_PARTS):
            yield from (slug for slug in self._part(part) if _part_of(slug) == part)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _part_of(slug: str) -> int:
    return xxhash.xxh3_64_intdigest(slug.encode()) % _PARTS


def _part_key(digest: bytes, part: int) -> bytes:
    return key("mentions without ID", digest, bytes([part]))
