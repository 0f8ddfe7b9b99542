"""Typed values in one SQLite file: single values by name, and tables of many values of one kind by key.

Values are written as MessagePack and read back into the dataclasses that they were, checked against their types: a
file that somebody else made can hold wrong values, but can't run code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from generator.runtime.packed_arrays import decode_array, encode_array

T = TypeVar("T")
Key = str | bytes


class Store:
    """An open SQLite file.

    Args:
        path: the file.
        create: write a new file, which nobody reads before it is complete. Otherwise the file must exist, and changes
            take effect together when they are committed (SQLite's rollback journal).

    Raises:
        sqlite3.DatabaseError: the file is no SQLite database.
    """

    def __init__(self, path: Path, create: bool = False) -> None:
        """Open the file."""
        if create:
            path.unlink(missing_ok=True)
        mode = "rwc" if create else "rw"
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        self._db.execute("PRAGMA mmap_size=2147483648")
        if create:
            # Large pages, since a single value may have many megabytes.
            self._db.executescript("PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
            self._db.execute("BEGIN")
            self._db.execute("CREATE TABLE single (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def undo_interrupted_changes(self) -> None:
        """Let SQLite roll back what a killed process left in the journal, which it does when the file is first read."""
        self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def begin(self) -> None:
        """Start a transaction."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make all changes since `begin` (or since the file was created) take effect."""
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file; changes that were not committed are lost."""
        self._db.close()

    def get(self, name: str, kind: Any) -> Any:
        """Return a single value.

        Raises:
            KeyError: there is no value of this name.
            msgspec.ValidationError: the value is not of this type.
        """
        found = self._db.execute("SELECT value FROM single WHERE key = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return msgspec.msgpack.decode(found[0], type=kind, dec_hook=decode_array)

    def put(self, name: str, value: Any) -> None:
        """Write a single value."""
        packed = msgspec.msgpack.encode(value, enc_hook=encode_array)
        self._db.execute("REPLACE INTO single VALUES (?, ?)", (name, packed))

    def table(self, name: str, kind: Any) -> StoredTable[Any]:
        """Return a table whose values are of the type ``kind``; it is created by the first `StoredTable.change`."""
        return StoredTable(self._db, name, kind)


class StoredTable(Mapping[Any, T], Generic[T]):
    """Values of one type by key; each is read when it is first asked for, then cached.

    Args:
        db: the open database.
        name: of the table.
        kind: type of the values.
    """

    def __init__(self, db: sqlite3.Connection, name: str, kind: Any) -> None:
        """Prepare to read."""
        self._db, self._name = db, name
        self._encode = msgspec.msgpack.Encoder(enc_hook=encode_array).encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._cache: dict[Key, T] = {}

    def __getitem__(self, key: Key) -> T:
        """Return a value; raises `KeyError`."""
        if key not in self._cache:
            found = self._db.execute(f"SELECT value FROM {self._name} WHERE key = ?", (key,)).fetchone()
            if found is None:
                raise KeyError(key)
            self._cache[key] = self._decode(found[0])
        return self._cache[key]

    def __iter__(self) -> Iterator[Any]:
        """Yield all keys, sorted."""
        return (key for (key,) in self._db.execute(f"SELECT key FROM {self._name} ORDER BY key"))

    def __len__(self) -> int:
        """Return the number of values."""
        (count,) = self._db.execute(f"SELECT count(*) FROM {self._name}").fetchone()
        return int(count)

    def change(self, written: Iterable[tuple[Key, T]], removed: Iterable[Key] = ()) -> None:
        """Remove values, then write others; a written value replaces the one with the same key."""
        self._cache.clear()
        self._db.execute(f"CREATE TABLE IF NOT EXISTS {self._name} (key PRIMARY KEY, value BLOB)")
        self._db.executemany(f"DELETE FROM {self._name} WHERE key = ?", ((key,) for key in removed))
        rows = ((key, self._encode(value)) for key, value in written)
        self._db.executemany(f"REPLACE INTO {self._name} VALUES (?, ?)", rows)
