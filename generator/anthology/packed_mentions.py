"""All mentions without ID by name slug, in parts as compact bytes: for the user's cache, and for the next build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import xxhash

from generator.model import Mention, Role

_PARTS = 64
"""Of these parts a command unpacks those that have the names it needs."""
PARTS = tuple(f"{part:02}" for part in range(_PARTS))
"""Names of the parts."""
_Part = dict[str, msgspec.Raw]
"""Name slug -> its packed mentions."""
_encode = msgspec.msgpack.Encoder().encode
_decode_part = msgspec.msgpack.Decoder(_Part).decode
_decode_mentions = msgspec.msgpack.Decoder(list[tuple[str, int, Role]]).decode
"""Paper, position and role of each mention."""


class PackedMentions(Mapping[str, tuple[Mention, ...]]):
    """Name slug -> its mentions without ID; those of a slug are unpacked each time when they are asked for.

    Args:
        parts: packed mentions by name of the part.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Unpack nothing yet."""
        self._parts = parts
        self._opened: dict[str, _Part] = {}

    def __getitem__(self, slug: str) -> tuple[Mention, ...]:
        """Return the mentions of a name slug, sorted; raises `KeyError`."""
        return tuple([Mention(*values) for values in _decode_mentions(self._part(_part_of(slug))[slug])])

    def __iter__(self) -> Iterator[str]:
        """Yield all name slugs."""
        for part in PARTS:
            yield from self._part(part)

    def __len__(self) -> int:
        """Return the number of name slugs."""
        return sum(len(self._part(part)) for part in PARTS)

    def _part(self, name: str) -> _Part:
        if name not in self._opened:
            self._opened[name] = _decode_part(self._parts[name])
        return self._opened[name]


def pack_mentions(mentions: Mapping[str, Iterable[Mention]]) -> dict[str, bytes]:
    """Return all parts by name.

    Args:
        mentions: name slug -> its mentions, sorted.
    """
    return repack_mentions(dict.fromkeys(PARTS, _encode({})), mentions, PARTS)


def repack_mentions(
    before: Mapping[str, bytes], changed: Mapping[str, Iterable[Mention]], parts: Iterable[str] = ()
) -> dict[str, bytes]:
    """Return the parts in which something changed, by name, and those of ``parts``.

    Args:
        before: all parts as they were.
        changed: name slug -> its mentions now, sorted; none removes the slug.
        parts: names of parts to return though nothing in them changed.
    """
    by_part: dict[str, dict[str, Iterable[Mention]]] = defaultdict(dict, {name: {} for name in parts})
    for slug, mentions in changed.items():
        by_part[_part_of(slug)][slug] = mentions
    found = {}
    for name, slugs in by_part.items():
        part = _decode_part(before[name])
        for slug, mentions in slugs.items():
            if packed := [(m.paper, m.position, m.role) for m in mentions]:
                part[slug] = msgspec.Raw(_encode(packed))
            else:
                part.pop(slug, None)
        found[name] = _encode(part)
    return found


def _part_of(slug: str) -> str:
    return PARTS[xxhash.xxh3_64_intdigest(slug.encode()) % _PARTS]
