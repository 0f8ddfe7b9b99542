"""Pairs of names that may be forms of one name: initials, middle names, diacritics, swapped order, joined parts."""

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
"""Short forms that aren't the beginning of the full form."""
_UMLAUT = re.compile(r"(?<=[aou])e")
_MAX_NAMES_PER_KEY = 400
"""More names have no key in common that is a sign of one name; of initials with a family name, real ones have 253."""
_MAX_WORDS = 6


class Variant(StrEnum):
    """How two name slugs differ."""

    SPELLING = "spelling"
    SWAPPED = "swapped"
    MIDDLE = "middle"
    INITIAL = "initial"
    SHORT = "short"


NamePair = tuple[str, str, Variant]
"""Two name slugs in ascending order, and how they differ."""
_NamesByKey = dict[str, set[str]]


def variant(a: str, b: str) -> Variant | None:
    """Return how two name slugs may be one name, None if they can't or are equal.

    ``bernhard-schoelkopf`` and ``bernhard-scholkopf`` differ in spelling, and so do ``xiao-ming-wu`` and
    ``xiaoming-wu``; ``jinho-choi`` lacks a middle name of ``jinho-d-choi``; ``a-joshi`` has an initial;
    ``chris-thomas`` is a short form of ``christopher-thomas``.
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
    if _is_subsequence(left, right) or _is_subsequence(right, left):
        return Variant.MIDDLE
    if _folded(left[-1]) != _folded(right[-1]):
        return None
    (one, *rest), (other, *more) = left[:-1], right[:-1]
    if not _middle_names_agree(rest, more):
        return None
    if _folded(one) == _folded(other):
        return Variant.MIDDLE
    short, long = sorted((_SHORT_FORMS.get(one, one), _SHORT_FORMS.get(other, other)), key=len)
    if not long.startswith(short):
        return None
    if len(short) == 1:
        return Variant.INITIAL
    return Variant.SHORT if len(short) > 2 else None


def similar_names(slugs: Iterable[str]) -> Iterator[NamePair]:
    """Yield all pairs of name slugs that may be forms of one name, each once, sorted.

    Only names with a common blocking key are compared.

    Notes:
        P. Christen, "A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", 2012 (blocking).
    """
    yield from _variants(_candidates(_names_by_key(slugs)), {})


def names_similar_to(wanted: Set[str], slugs: Iterable[str]) -> Iterator[NamePair]:
    """Yield those pairs that `similar_names` yields of all name slugs in which a wanted one stands.

    Args:
        wanted: name slugs.
        slugs: all name slugs, or at least those that are `comparable`.
    """
    keys = _names_by_key(wanted)
    yield from _variants(_candidates(_names_by_key(comparable(wanted, slugs), keys), wanted), {})


def comparable(wanted: Set[str], slugs: Iterable[str]) -> Iterator[str]:
    """Yield the name slugs that can have a blocking key of a wanted one; to find all keys of a name takes far longer.

    A key is made of two words, or of all letters of a name but for some e and hyphens.
    """
    words = {form for slug in wanted for word in slug.split("-") for form in (word, _folded(word))}
    lengths = set(map(_length_of_key, wanted))
    for slug in slugs:
        parts = slug.split("-")
        if not words.isdisjoint(parts) or _folded(parts[-1]) in words or _length_of_key(slug) in lengths:
            yield slug


def _length_of_key(slug: str) -> int:
    return len(slug) - slug.count("-") - slug.count("e")


def update_similar_names(
    slugs: Set[str], previous_slugs: Set[str], previous_pairs: Iterable[NamePair]
) -> Iterator[NamePair]:
    """Yield what `similar_names` yields, but compare only pairs in which a name is new.

    Args:
        slugs: all names.
        previous_slugs: all names of the previous build.
        previous_pairs: result of `similar_names` for the previous names.
    """
    new, removed = slugs - previous_slugs, previous_slugs - slugs
    changed = _names_by_key(new | removed)
    names_by_key = _names_by_key(slugs, changed)
    previous_names_by_key = {
        key: names & removed | names_by_key.get(key, set()) - new for key, names in changed.items()
    }
    if _common_keys(names_by_key) != _common_keys(previous_names_by_key):
        yield from similar_names(slugs)  # pairs of unchanged names become candidates or cease to be
    else:
        kept = {(a, b): kind for a, b, kind in previous_pairs if a not in removed and b not in removed}
        yield from _variants(_candidates(names_by_key, new), kept)


def _variants(candidates: Iterable[tuple[str, str]], found: dict[tuple[str, str], Variant]) -> Iterator[NamePair]:
    """Yield the candidates that may be forms of one name together with all pairs of ``found``, sorted."""
    for one, other in candidates:
        pair = (one, other) if one < other else (other, one)
        if pair not in found and (kind := variant(*pair)):
            found[pair] = kind
    return ((a, b, kind) for (a, b), kind in sorted(found.items()))


def _candidates(names_by_key: _NamesByKey, wanted: Set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield pairs of names with a common key, some more than once; only pairs with a wanted name if there are any.

    If the key is that of an initial, one of the two names must have an initial: too many names share such a key.
    """
    common_keys = _common_keys(names_by_key)
    for key, names in names_by_key.items():
        if key in common_keys:
            continue
        partners = {name for name in names if _has_initial(name)} if _is_initial_key(key) else names
        if wanted is not None:
            yield from product(names & wanted, partners)
            yield from product(partners & wanted, names)
        elif _is_initial_key(key):
            yield from product(partners, names)
        else:
            yield from combinations(names, 2)


def _common_keys(names_by_key: _NamesByKey) -> set[str]:
    """Return keys that too many names have for them to be a sign of one name."""
    return {key for key, names in names_by_key.items() if len(names) > _MAX_NAMES_PER_KEY}


def _names_by_key(slugs: Iterable[str], wanted: Container[str] | None = None) -> _NamesByKey:
    """Return the names of each blocking key, or of each wanted one."""
    names_by_key: _NamesByKey = defaultdict(set)
    for slug in slugs:
        for key in _blocking_keys(slug):
            if wanted is None or key in wanted:
                names_by_key[key].add(slug)
    return names_by_key


def _blocking_keys(slug: str) -> Iterator[str]:
    """Yield keys of which two forms of one name have at least one in common."""
    words = slug.split("-")
    yield "=" + _folded(slug)
    yield "~" + "".join(sorted(words))
    if len(words) > 1:
        yield "=" + _folded("".join(words[1:] + words[:1]))
        first, last = _SHORT_FORMS.get(words[0], words[0]), _folded(words[-1])
        if len(words) <= _MAX_WORDS:
            yield from (f"{one} {other}" for one, other in combinations(words, 2) if len(one) > 1 and len(other) > 1)
        yield f"{first[:3]} {last}"
        yield f"{first[:1]}. {last}"


def _is_initial_key(key: str) -> bool:
    """Whether a blocking key is the first letter of a given name, with a family name."""
    return key[1:2] == "."


def _has_initial(slug: str) -> bool:
    return slug[1:2] == "-"


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    """Whether all words of a name stand in a longer one, in order."""
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)


def _middle_names_agree(rest: list[str], more: list[str]) -> bool:
    """Whether middle names don't contradict: one side has none, or each is the other's or its initial."""
    if not rest or not more:
        return True
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(rest, more, strict=False))


def _folded(slug: str) -> str:
    """Return a slug without hyphens, and without an e that may stand for an umlaut (``oe`` becomes ``o``)."""
    plain = slug.replace("-", "")
    return _UMLAUT.sub("", plain) if "e" in plain else plain
