"""Which other names may be a form of one name: initials, middle names, diacritics, swapped order, joined parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain, combinations, product

_SHORT_FORMS = {
    "bill": "william",
    "bob": "robert",
    "dick": "richard",
    "jim": "james",
    "kate": "katherine",
    "liz": "elizabeth",
    "mike": "michael",
    "ted": "edward",
    "tony": "anthony",
}
"""Short forms that aren't the beginning of the long one."""
_UMLAUT = re.compile(r"(?<=[aou])e")
_MOST_IN_BUCKET = 400
_MOST_WORDS = 6


class Variant(StrEnum):
    """How two name slugs differ."""

    SPELLING = "spelling"
    SWAPPED = "swapped"
    MIDDLE = "middle"
    INITIAL = "initial"
    SHORT = "short"


def variant(a: str, b: str) -> Variant | None:
    """Return how two name slugs may be one name, None if they can't or are equal.

    ``bernhard-schoelkopf`` and ``bernhard-scholkopf`` differ in spelling,
    ``xiao-ming-wu`` and ``xiaoming-wu`` too; ``jinho-choi`` lacks a middle
    name of ``jinho-d-choi``; ``a-joshi`` is an initial, ``chris-thomas`` is
    short for ``christopher-thomas``.
    """
    if a == b:
        return None
    if _folded(a) == _folded(b):
        return Variant.SPELLING
    left, right = a.split("-"), b.split("-")
    if sorted(left) == sorted(right) or (len(left) > 1 and _folded("".join(left[1:] + left[:1])) == _folded(b)):
        return Variant.SWAPPED
    if min(len(left), len(right)) < 2:
        return None
    if _within(left, right) or _within(right, left):
        return Variant.MIDDLE
    if _folded(left[-1]) != _folded(right[-1]):
        return None
    (one, *rest), (other, *more) = left[:-1], right[:-1]
    if not _agree(rest, more):
        return None
    if _folded(one) == _folded(other):
        return Variant.MIDDLE
    short, long = sorted((_SHORT_FORMS.get(one, one), _SHORT_FORMS.get(other, other)), key=len)
    if not long.startswith(short):
        return None
    if len(short) == 1:
        return Variant.INITIAL
    return Variant.SHORT if len(short) > 2 else None


def similar_names(slugs: Iterable[str]) -> Iterator[tuple[str, str, Variant]]:
    """Yield all pairs of name slugs that may be one name, each once, sorted."""
    buckets: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    opened: dict[str, set[str]] = defaultdict(set)
    for slug in slugs:
        words = slug.split("-")
        buckets["=" + _folded(slug)].add(slug)
        buckets["~" + "".join(sorted(words))].add(slug)
        if len(words) > 1:
            buckets["=" + _folded("".join(words[1:] + words[:1]))].add(slug)
            first, last = _SHORT_FORMS.get(words[0], words[0]), _folded(words[-1])
            for one, other in combinations(words, 2) if len(words) <= _MOST_WORDS else ():
                if len(one) > 1 and len(other) > 1:
                    buckets[f"{one} {other}"].add(slug)
            buckets[f"{first[:3]} {last}"].add(slug)
            opened[f"{first[0]}. {last}"].add(slug)
            if len(first) == 1:
                initials[f"{first}. {last}"].add(slug)
    pairs = chain(
        (pair for bucket in buckets.values() if len(bucket) <= _MOST_IN_BUCKET for pair in combinations(bucket, 2)),
        (pair for key, short in initials.items() for pair in product(short, opened[key])),
    )
    found = {}
    for one, other in pairs:
        pair = (one, other) if one < other else (other, one)
        if pair not in found and (kind := variant(*pair)):
            found[pair] = kind
    for (a, b), kind in sorted(found.items()):
        yield a, b, kind


def _within(short: list[str], long: list[str]) -> bool:
    """Whether all words of a name stand in a longer one, in order."""
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)


def _agree(rest: list[str], more: list[str]) -> bool:
    """Whether middle names don't contradict: one side has none, or each is the other's or its initial."""
    if not rest or not more:
        return True
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(rest, more, strict=False))


def _folded(slug: str) -> str:
    return _UMLAUT.sub("", slug.replace("-", ""))
