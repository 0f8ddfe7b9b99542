"""Typed values in one SQLite file: single ones by name, many of a kind by key.

Values are written as MessagePack and read back into the dataclasses they were,
checked against their types: a file from elsewhere can be wrong, but runs nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

T = TypeVar("T")


class Store:
    """An open file.

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
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        self._db.execute("PRAGMA mmap_size=2147483648")
        if new:
            # Large pages: a single value may have many megabytes.
            self._db.executescript("PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
            self._db.execute("BEGIN")
            self._db.execute("CREATE TABLE single (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def begin(self) -> None:
        """What is written from now on counts once it is committed."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Let what was written count."""
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._db.close()

    def get(self, name: str, kind: Any) -> Any:
        """Return a single value.

        Raises:
            KeyError: there is none of this name.
            msgspec.ValidationError: it is of another kind.
        """
        found = self._db.execute("SELECT value FROM single WHERE key = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return msgspec.msgpack.decode(found[0], type=kind, dec_hook=_array)

    def put(self, name: str, value: Any) -> None:
        """Write a single value."""
        packed = msgspec.msgpack.encode(value, enc_hook=_plain)
        self._db.execute("REPLACE INTO single VALUES (?, ?)", (name, packed))

    def table(self, name: str, kind: Any) -> Table[Any]:
        """Many values of a kind by key."""
        return Table(self._db, name, kind)


class Table(Mapping[str, T], Generic[T]):
    """Values of one kind by key, read one by one as they are asked for."""

    def __init__(self, db: sqlite3.Connection, name: str, kind: Any) -> None:
        """Open the table, or make it when something is written."""
        self._db, self._name = db, name
        self._encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def __getitem__(self, key: str) -> T:
        """Read a value; raises `KeyError`."""
        found = self._db.execute(f"SELECT value FROM {self._name} WHERE key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        value: T = self._decode(found[0])
        return value

    def __iter__(self) -> Iterator[str]:
        """All keys, sorted."""
        return (key for (key,) in self._db.execute(f"SELECT key FROM {self._name} ORDER BY key"))

    def __len__(self) -> int:
        """How many there are."""
        (count,) = self._db.execute(f"SELECT count(*) FROM {self._name}").fetchone()
        return int(count)

    def change(self, new: Iterable[tuple[str, T]], gone: Iterable[str] = ()) -> None:
        """Take values out, then write others, in place of those with the same keys."""
        self._db.execute(f"CREATE TABLE IF NOT EXISTS {self._name} (key TEXT PRIMARY KEY, value BLOB)")
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
