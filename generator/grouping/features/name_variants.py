"""Which other names may be a form of one name: initials, middle names, diacritics, swapped order, joined parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Set
from enum import StrEnum
from itertools import combinations, product

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


Pair = tuple[str, str, Variant]
"""Two name slugs in order, and how they differ."""
_Buckets = dict[str, set[str]]


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


def similar_names(slugs: Iterable[str]) -> Iterator[Pair]:
    """Yield all pairs of name slugs that may be one name, each once, sorted."""
    yield from _variants(_candidates(_buckets(slugs)), {})


def similar_names_since(slugs: Set[str], before: Set[str], known: Iterable[Pair]) -> Iterator[Pair]:
    """Yield what `similar_names` yields, but look only for pairs of names that came.

    Args:
        slugs: all names.
        before: those of which ``known`` are the pairs.
        known: from `similar_names`.
    """
    came, gone = slugs - before, before - slugs
    changed = _buckets(came | gone)
    buckets = _buckets(slugs, changed)
    if _full(buckets) != _full({key: names & gone | buckets.get(key, set()) - came for key, names in changed.items()}):
        yield from similar_names(slugs)  # pairs of other names come or go too
    else:
        kept = {(a, b): kind for a, b, kind in known if a not in gone and b not in gone}
        yield from _variants(_candidates(buckets, came), kept)


def _variants(pairs: Iterable[tuple[str, str]], found: dict[tuple[str, str], Variant]) -> Iterator[Pair]:
    """Of some pairs those that may be one name, with those that were found before."""
    for one, other in pairs:
        pair = (one, other) if one < other else (other, one)
        if pair not in found and (kind := variant(*pair)):
            found[pair] = kind
    return ((a, b, kind) for (a, b), kind in sorted(found.items()))


def _candidates(buckets: _Buckets, of: Set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of names in one bucket, some more than once; with ``of`` those with one of these names."""
    full = _full(buckets)
    for key, names in buckets.items():
        if key in full:
            continue
        some = {name for name in names if _is_initial(name)} if _is_letter(key) else names
        if of is not None:
            yield from product(names & of, some)
            yield from product(some & of, names)
        elif _is_letter(key):
            yield from product(some, names)
        else:
            yield from combinations(names, 2)


def _full(buckets: _Buckets) -> set[str]:
    """Keys that so many names have that they say nothing."""
    return {key for key, names in buckets.items() if len(names) > _MOST_IN_BUCKET and not _is_letter(key)}


def _buckets(slugs: Iterable[str], wanted: Container[str] | None = None) -> _Buckets:
    """Names by what two forms of a name have in common."""
    buckets: _Buckets = defaultdict(set)
    for slug in slugs:
        for key in _keys(slug):
            if wanted is None or key in wanted:
                buckets[key].add(slug)
    return buckets


def _keys(slug: str) -> Iterator[str]:
    words = slug.split("-")
    yield "=" + _folded(slug)
    yield "~" + "".join(sorted(words))
    if len(words) > 1:
        yield "=" + _folded("".join(words[1:] + words[:1]))
        first, last = _SHORT_FORMS.get(words[0], words[0]), _folded(words[-1])
        if len(words) <= _MOST_WORDS:
            yield from (f"{one} {other}" for one, other in combinations(words, 2) if len(one) > 1 and len(other) > 1)
        yield f"{first[:3]} {last}"
        yield f"{first[:1]}. {last}"


def _is_letter(key: str) -> bool:
    """Whether a key is the first letter of a first name, with a last name."""
    return key[1:2] == "."


def _is_initial(slug: str) -> bool:
    return slug[1:2] == "-"


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
    plain = slug.replace("-", "")
    return _UMLAUT.sub("", plain) if "e" in plain else plain
