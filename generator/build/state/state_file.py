"""The state file with a checksum beside it: damage is found before anything is taken from the file.

SQLite has no checksums of its own, and a flipped byte can pass as another title or another key. The checksum is that
of the whole file (XXH3, 64 bits: half a gigabyte takes less than a tenth of a second).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import xxhash

from generator.build.state.kept_values import LastBuild
from generator.build.state.store import Store

_CHUNK = 1 << 20
UNREADABLE = (sqlite3.DatabaseError, msgspec.MsgspecError)
"""What reading a damaged state file may raise."""


class StartAnewError(Exception):
    """The state can't be used and everything must be built; the message says why."""


class StateFile:
    """A state file and its checksum.

    Args:
        path: of the SQLite file; the checksum lies beside it.
    """

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self.path = path
        self._checksum = path.with_name(f"{path.name}.checksum")
        self._journal = path.with_name(f"{path.name}-journal")

    def exists(self) -> bool:
        """Tell whether a build has left a state."""
        return self.path.is_file()

    @contextmanager
    def create(self) -> Iterator[Store]:
        """Write a new state file; it is complete when the block ends without an exception."""
        self.delete()
        with closing(Store(self.path, create=True)) as store:
            yield store
            store.commit()
        self._seal()

    @contextmanager
    def open(self) -> Iterator[Store]:
        """Open the state for reading, and for writing between `Store.begin` and `commit`.

        Raises:
            StartAnewError: the file does not match its checksum.
        """
        self._verify()
        with closing(Store(self.path)) as store:
            yield store

    def commit(self, store: Store, build: str) -> None:
        """Make the changes take effect, and note the new checksum.

        Args:
            store: open, with changes.
            build: ID of the build that made them. If the process is killed after the commit, but before the checksum
                is written, the next build accepts the file if it has this ID.
        """
        self._write_checksum(self._read_checksum()[0], build)
        store.commit()
        self._seal()

    def build(self) -> str:
        """Return the ID of the build that left the state; ``""`` if there is none or it is damaged."""
        if not self.exists():
            return ""
        try:
            with self.open() as store:
                return LastBuild(store).info.build
        except (StartAnewError, *UNREADABLE):
            return ""

    def copy_to(self, other: StateFile) -> None:
        """Copy the state, checksum included."""
        shutil.copyfile(self.path, other.path)
        shutil.copyfile(self._checksum, other._checksum)

    def move_to(self, other: StateFile) -> None:
        """Replace another state by this one."""
        other.delete()
        self._checksum.replace(other._checksum)
        self.path.replace(other.path)

    def delete(self) -> None:
        """Delete the files of the state."""
        for path in (self.path, self._checksum, self._journal):
            path.unlink(missing_ok=True)

    def _verify(self) -> None:
        """Undo changes that were not committed; raise `StartAnewError` if the checksum doesn't fit."""
        if self._journal.exists():  # a killed build left it: SQLite takes the changes back when the file is read
            with closing(Store(self.path)) as store:
                store.undo_interrupted_changes()
        expected, unfinished = self._read_checksum()
        if expected == self._compute():
            return
        if unfinished:
            with closing(Store(self.path)) as store:
                if LastBuild(store).info.build == unfinished:
                    return
        raise StartAnewError(f"{self.path} is damaged (it does not match its checksum)")

    def _seal(self) -> None:
        """Write the checksum of the file as it is now."""
        self._write_checksum(self._compute(), "")

    def _compute(self) -> str:
        checksum = xxhash.xxh3_64()
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                checksum.update(chunk)
        return checksum.hexdigest()

    def _read_checksum(self) -> tuple[str, str]:
        """Return the checksum, and the ID of a build whose commit may not be in it yet; ``""`` if there is none."""
        if not self._checksum.is_file():  # a pipe in its place would be waited for
            return "", ""
        try:
            found = json.loads(self._checksum.read_text("utf-8"))
            return str(found["xxh3"]), str(found["unfinished"])
        except (OSError, ValueError, KeyError, TypeError):
            return "", ""

    def _write_checksum(self, checksum: str, unfinished: str) -> None:
        draft = self._checksum.with_name(f"{self._checksum.name}.new")
        draft.write_text(json.dumps({"xxh3": checksum, "unfinished": unfinished}) + "\n", "utf-8")
        draft.replace(self._checksum)
