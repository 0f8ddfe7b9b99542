"""Declares values that a build keeps as attributes of a class, reads them lazily, and writes those that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, Self, TypeVar, overload

from generator.build.state.store import Key, Store

T = TypeVar("T")


class KeptValues:
    """Base of a class that declares kept values.

    Args:
        store: the open state file; None if nothing was kept, then every value is empty.
    """

    def __init__(self, store: Store | None = None) -> None:
        """Read nothing yet."""
        self._store = store

    def read(self, name: str, kind: Any, empty: Callable[[], Any]) -> Any:
        """Read a single value; ``empty()`` if none was kept."""
        try:
            return self._store.get(name, kind) if self._store else empty()
        except KeyError:
            return empty()

    def open_table(self, name: str, kind: Any) -> Mapping[Any, Any]:
        """Open a table; an empty mapping if nothing was kept."""
        return self._store.table(name, kind) if self._store else {}


class _Declaration:
    """A descriptor that reads its value once and puts it into the instance, where Python then finds it first."""

    kind: Any
    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name


class Value(_Declaration, Generic[T]):
    """A value that is read as a whole; if none was kept, the empty value of its type.

    Args:
        kind: a type whose empty value is made by calling it without arguments.
    """

    def __init__(self, kind: type[T]) -> None:
        """Declare a value."""
        self.kind = kind

    @overload
    def __get__(self, kept: None, owner: type) -> Self: ...
    @overload
    def __get__(self, kept: KeptValues, owner: type) -> T: ...
    def __get__(self, kept: KeptValues | None, owner: type) -> Self | T:
        """Read the value."""
        if kept is None:
            return self
        value: T = kept.read(self.name, self.kind, self.kind)
        kept.__dict__[self.name] = value
        return value


class OptionalValue(_Declaration, Generic[T]):
    """A value that is read as a whole; None if none was kept."""

    def __init__(self, kind: type[T]) -> None:
        """Declare a value."""
        self.kind = kind

    @overload
    def __get__(self, kept: None, owner: type) -> Self: ...
    @overload
    def __get__(self, kept: KeptValues, owner: type) -> T | None: ...
    def __get__(self, kept: KeptValues | None, owner: type) -> Self | T | None:
        """Read the value."""
        if kept is None:
            return self
        value: T | None = kept.read(self.name, self.kind, lambda: None)
        kept.__dict__[self.name] = value
        return value


class Table(_Declaration, Generic[T]):
    """Values of one type by key, of which a build needs few: each is read when it is first asked for."""

    def __init__(self, kind: Any) -> None:
        """Declare a table."""
        self.kind = kind

    @overload
    def __get__(self, kept: None, owner: type) -> Self: ...
    @overload
    def __get__(self, kept: KeptValues, owner: type) -> Mapping[Any, T]: ...
    def __get__(self, kept: KeptValues | None, owner: type) -> Self | Mapping[Any, T]:
        """Open the table."""
        if kept is None:
            return self
        table: Mapping[Any, T] = kept.open_table(self.name, self.kind)
        kept.__dict__[self.name] = table
        return table


class StateUpdate:
    """Writes the values of this build that differ from those of the last one.

    Args:
        last: values of the last build.
        store: the state file, open for writing; None to keep nothing.
    """

    def __init__(self, last: KeptValues, store: Store | None) -> None:
        """Write nothing yet."""
        self._last, self._store = last, store

    def keep(self, which: Value[T] | OptionalValue[T], value: T) -> None:
        """Keep a value, if it differs from that of the last build."""
        previous = getattr(self._last, which.name)
        if self._store is not None and value is not previous and value != previous:
            self._store.put(which.name, value)

    def keep_rows(self, which: Table[T], written: Iterable[tuple[Key, T]], removed: Iterable[Key] = ()) -> None:
        """Write new and changed values of a table, and remove the values of some keys."""
        if self._store is not None:
            self._store.table(which.name, which.kind).change(written, removed)
