"""Typed values in one SQLite file: single ones by name, many of a kind by key.

Values are written as MessagePack and read back into the dataclasses they were,
checked against their types: a file from elsewhere can be wrong, but runs nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

T = TypeVar("T")
Key = str | bytes


class Store:
    """An open file.

    Attributes:
        db: connection to it.

    Args:
        path: the file.
        new: it is made anew, and nobody reads it before it is complete; else what is written becomes part of it all
            at once, by SQLite's own journal.

    Raises:
        sqlite3.DatabaseError: it is no such file.
    """

    def __init__(self, path: Path, new: bool = False) -> None:
        """Open the file."""
        if new:
            path.unlink(missing_ok=True)
        mode = "rwc" if new else "rw"
        self.db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        self.db.execute("PRAGMA mmap_size=2147483648")
        if new:
            # Large pages: a single value may have many megabytes.
            self.db.executescript("PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
            self.db.execute("BEGIN")
            self.db.execute("CREATE TABLE single (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def begin(self) -> None:
        """What is written from now on counts once it is committed."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Let what was written count."""
        self.db.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self.db.close()

    def get(self, name: str, kind: Any) -> Any:
        """Return a single value.

        Raises:
            KeyError: there is none of this name.
            msgspec.ValidationError: it is of another kind.
        """
        found = self.db.execute("SELECT value FROM single WHERE key = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return msgspec.msgpack.decode(found[0], type=kind, dec_hook=_array)

    def put(self, name: str, value: Any) -> None:
        """Write a single value."""
        packed = msgspec.msgpack.encode(value, enc_hook=_plain)
        self.db.execute("REPLACE INTO single VALUES (?, ?)", (name, packed))

    def table(self, name: str, kind: Any, finish: Callable[[Any], Any] | None = None) -> Table[Any]:
        """Many values of a kind by key; ``finish`` makes of each what it was before it was kept."""
        return Table(self, name, kind, finish)


class Table(Mapping[Any, T], Generic[T]):
    """Values of one kind by key, each read once when it is first asked for."""

    def __init__(self, store: Store, name: str, kind: Any, finish: Callable[[T], T] | None) -> None:
        """Open the table, or make it when something is written."""
        self._db, self._name, self._finish = store.db, name, finish
        self._encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._read: dict[Key, T] = {}

    def __getitem__(self, key: Key) -> T:
        """Read a value; raises `KeyError`."""
        if key not in self._read:
            found = self._db.execute(f"SELECT value FROM {self._name} WHERE key = ?", (key,)).fetchone()
            if found is None:
                raise KeyError(key)
            value: T = self._decode(found[0])
            self._read[key] = self._finish(value) if self._finish else value
        return self._read[key]

    def __iter__(self) -> Iterator[Any]:
        """All keys, sorted."""
        return (key for (key,) in self._db.execute(f"SELECT key FROM {self._name} ORDER BY key"))

    def __len__(self) -> int:
        """How many there are."""
        (count,) = self._db.execute(f"SELECT count(*) FROM {self._name}").fetchone()
        return int(count)

    def change(self, new: Iterable[tuple[Key, T]], gone: Iterable[Key] = ()) -> None:
        """Take values out, then write others, in place of those with the same keys."""
        self._read.clear()
        self._db.execute(f"CREATE TABLE IF NOT EXISTS {self._name} (key PRIMARY KEY, value BLOB)")
        self._db.executemany(f"DELETE FROM {self._name} WHERE key = ?", ((key,) for key in gone))
        rows = ((key, self._encode(value)) for key, value in new)
        self._db.executemany(f"REPLACE INTO {self._name} VALUES (?, ?)", rows)


class Overlay(Mapping[str, T], Generic[T]):
    """A mapping as it is after some values changed and some went.

    Args:
        new: what changed or came.
        gone: keys that went.
        old: what there was.
    """

    def __init__(self, new: Mapping[str, T], gone: Iterable[str], old: Mapping[str, T]) -> None:
        """Lay one over the other."""
        self.new, self.gone, self.old = new, frozenset(gone) - new.keys(), old

    def __getitem__(self, key: str) -> T:
        """The new value, else the old one."""
        if key in self.new:
            return self.new[key]
        if key in self.gone:
            raise KeyError(key)
        return self.old[key]

    def __iter__(self) -> Iterator[str]:
        """Old keys first."""
        yield from (key for key in self.old if key not in self.gone and key not in self.new)
        yield from self.new

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {"type": value.dtype.str, "data": value.tobytes()}
    raise TypeError(f"{type(value).__name__} can't be kept")


def _array(_: type, value: Any) -> Any:
    return np.frombuffer(value["data"], np.dtype(value["type"]))
