"""A mapping after some of its values changed and some were removed, without copying the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


def overlay(changed: Mapping[str, T], removed: Iterable[str], previous: Mapping[str, T]) -> Mapping[str, T]:
    """Return ``previous`` as it is after the change.

    Args:
        changed: new values, and values that replace others.
        removed: keys that are gone; one that is also in ``changed`` stays.
        previous: the values before.
    """
    # Without previous values ``changed`` itself is returned: lookups in a dict are several times as fast.
    return _Overlay(changed, removed, previous) if previous else changed


class _Overlay(Mapping[str, T], Generic[T]):
    def __init__(self, changed: Mapping[str, T], removed: Iterable[str], previous: Mapping[str, T]) -> None:
        self._changed, self._removed = changed, frozenset(removed) - changed.keys()
        self._previous = previous

    def __getitem__(self, key: str) -> T:
        if key in self._changed:
            return self._changed[key]
        if key in self._removed:
            raise KeyError(key)
        return self._previous[key]

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._previous if key not in self._removed and key not in self._changed)
        yield from self._changed

    def __len__(self) -> int:
        return sum(1 for _ in self)
