"""Values that were made from files of the user, kept in the user's cache folder and shared by all commands.

A value is found by a digest of all that it was made from (`key`), so what is found fits, however many checkouts and
versions of the program there are.  Each value has a checksum, and a file that is damaged is begun anew: the worst that
can happen to the cache is that work is done again.  SQLite keeps several processes apart.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import xxhash
from platformdirs import user_cache_path

MAX_BYTES = 1_000_000_000
"""All values together have at most so many bytes; those that were not used for the longest time are deleted first."""
_SECONDS_TO_WAIT = 20.0
"""So long a command waits until another one has written; then it goes on without the cache."""
_KEYS_PER_QUERY = 500
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept"
    " (key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, checksum BLOB NOT NULL, value BLOB NOT NULL)"
)


def cache_file() -> Path:
    """Return the file of the cache, whether it exists or not."""
    return user_cache_path("anthology-review", appauthor=False) / "read.sqlite"


def key(kind: str, *parts: bytes) -> bytes:
    """Return the key of a value: a digest of its kind, of this program's code, and of what the value is made from."""
    return blake2b(b"\0".join((kind.encode(), _code_digest(), *parts)), digest_size=20).digest()


def find_cached(keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return those of some values that are in the cache, by key."""
    rows = _select("key, checksum, value", keys)
    return {name: value for name, checksum, value in rows if checksum == _checksum(name, value)}


def known_keys(keys: Iterable[bytes]) -> set[bytes]:
    """Return the keys of those of some values that are in the cache, damaged or not."""
    return {name for (name,) in _select("key", keys)}


def _select(columns: str, keys: Iterable[bytes]) -> list[tuple[Any, ...]]:
    wanted: list[bytes] = list(keys)
    found: list[tuple[Any, ...]] = []
    with _faults_forgiven():
        if cache_file().is_file():
            with closing(_connect()) as db:
                for start in range(0, len(wanted), _KEYS_PER_QUERY):
                    some = wanted[start : start + _KEYS_PER_QUERY]
                    marks = ",".join("?" * len(some))
                    found += db.execute(f"SELECT {columns} FROM kept WHERE key IN ({marks})", some).fetchall()
    return found


def keep_cached(values: Iterable[tuple[bytes, bytes]], used: Iterable[bytes] = ()) -> None:
    """Keep values by key; without effect where the cache can't be written.

    Args:
        values: keys and values.
        used: keys of values that were found and used, so that they stay longer.
    """
    day = int(time.time()) // 86400
    rows = ((name, day, len(value), _checksum(name, value), value) for name, value in values)
    with _faults_forgiven():
        cache_file().parent.mkdir(parents=True, exist_ok=True)
        with closing(_connect()) as db:
            db.execute(_TABLE)
            db.execute("BEGIN IMMEDIATE")
            db.executemany("REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
            db.executemany("UPDATE kept SET used = ?1 WHERE key = ?2 AND used < ?1", ((day, name) for name in used))
            _delete_least_used(db)
            db.execute("COMMIT")


def clear_cache() -> int:
    """Delete the cache; return how many bytes it had.

    Raises:
        OSError: it can't be deleted.
    """
    deleted = 0
    for file in (cache_file(), cache_file().with_name(f"{cache_file().name}-journal")):
        if file.is_file():
            deleted += file.stat().st_size
            file.unlink()
    return deleted


def _delete_least_used(db: sqlite3.Connection) -> None:
    (total,) = db.execute("SELECT coalesce(sum(size), 0) FROM kept").fetchone()
    if total <= MAX_BYTES:
        return
    for name, size in db.execute("SELECT key, size FROM kept ORDER BY used, rowid").fetchall():
        db.execute("DELETE FROM kept WHERE key = ?", (name,))
        total -= size
        if total <= MAX_BYTES:
            return


def _connect() -> sqlite3.Connection:
    db = sqlite3.connect(cache_file(), timeout=_SECONDS_TO_WAIT, isolation_level=None)
    db.execute("PRAGMA page_size=65536")  # of a new file; most values have tens of kilobytes
    db.execute("PRAGMA synchronous=OFF")  # what a power cut damages is noticed, and made again
    return db


@contextmanager
def _faults_forgiven() -> Iterator[None]:
    """Go on without the cache if it can't be used; delete it if it is damaged."""
    try:
        yield
    except (OSError, sqlite3.OperationalError):
        pass  # another process writes for long, the disk is full, or the folder can't be written
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite's message may quote what is damaged
        with suppress(OSError):
            clear_cache()


def _checksum(name: Any, value: Any) -> bytes:
    if not isinstance(name, bytes) or not isinstance(value, bytes):
        return b""  # damaged
    checksum = xxhash.xxh3_128(name)
    checksum.update(value)
    return checksum.digest()


@cache
def _code_digest() -> bytes:
    found = blake2b(digest_size=20)
    package = Path(__file__).parent.parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.json"))):
        found.update(f"\0{path.relative_to(package)}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    return found.digest()
