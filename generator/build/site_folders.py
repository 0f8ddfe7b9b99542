"""Where a site is built and kept: its folder, those beside it, and how one takes the place of another."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import msgspec

MARK = "review-site.json"
"""A file in a site by which a later build knows that it may replace the folder, and which build made it."""
STATE = "state.sqlite"
"""What the next build needs, in a folder beside the site. Delete it for a build of everything."""


class Place:
    """A site's folder and those beside it.

    Attributes:
        out: the site.
        building, old: the next one while it is made, the last one while it is taken away.
        state: what the next build needs.
        new_state: the same while it is made.
        spare: the site before the last, which becomes the next one with less work than a new folder.
    """

    def __init__(self, out: Path, state: Path | None = None) -> None:
        """Name the folders; ``state`` is the folder for the state, None for one beside the site."""
        self.out = out
        self.building = out.with_name(f".{out.name}.building")
        self.old = out.with_name(f".{out.name}.old")
        self._states = state or out.with_name(f".{out.name}.state")
        self.state = self._states / STATE
        self.new_state = self._states / f"{STATE}.new"
        self.spare = self._states / "spare"

    @property
    def is_free(self) -> bool:
        """Whether a site may be put at ``out``: nothing is there, an empty folder, or a site."""
        return not self.out.exists() or (self.out.is_dir() and (not any(self.out.iterdir()) or self._mark.is_file()))

    @property
    def build(self) -> str:
        """ID of the build that made the site, ``""`` if there is none."""
        return _build_of(self.out)

    @property
    def _mark(self) -> Path:
        return self.out / MARK

    def prepare(self) -> None:
        """Bring to an end what a killed build began, and make the folders."""
        state = _build_of_state(self.state)
        if state and _build_of(self.building) == state != self.build:
            self.swap()  # it was finished, only not in its place
        elif self.old.is_dir() and not self.out.exists():
            self.old.rename(self.out)  # it was killed between its two renames
        self.clear()
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self._states.mkdir(parents=True, exist_ok=True)

    def copy_of(self, site: Path) -> None:
        """Begin the next site as a copy of one, by hard links.

        Whoever changes a file in the copy replaces it (`generator.site.output_files.write`).
        """
        with suppress(OSError):  # there is none, or it lies on another disk
            self.spare.rename(self.building)
        _mirror(str(site), str(self.building))
        (self.building / MARK).unlink()

    def finish(self, build: str) -> None:
        """Mark the next site as complete."""
        (self.building / MARK).write_text(json.dumps({"format": 1, "build": build}) + "\n", "utf-8")

    def take_new_state(self) -> None:
        """Let the next site count, from here on: one that was killed after this is put in its place."""
        self.state.with_name(f"{STATE}-journal").unlink(missing_ok=True)  # of a state that is of no use any more
        self.new_state.replace(self.state)

    def swap(self) -> None:
        """Put the next site in the place of the last one, which goes out of the way whole: deleting takes long."""
        if self.out.exists():
            shutil.rmtree(self.old, ignore_errors=True)
            self.out.rename(self.old)
        self.building.rename(self.out)

    def keep_old(self) -> None:
        """Keep the site that was replaced; what it has in common with the present one takes no room."""
        with suppress(OSError):
            self.old.rename(self.spare)

    def forget_spare(self) -> None:
        """Let go of a site that has nothing in common with the present one."""
        shutil.rmtree(self.spare, ignore_errors=True)

    def clear(self) -> None:
        """Take away what is no site."""
        for folder in (self.building, self.old):
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
        self.new_state.unlink(missing_ok=True)
        with suppress(OSError):
            self._states.rmdir()  # only if nothing was ever kept there


def _mirror(source: str, target: str) -> None:
    """Make one folder the same as another by hard links; what already is the same file stays."""
    there = {}
    if os.path.isdir(target):  # noqa: PTH112 - no pathlib: there are fifty thousand files
        with os.scandir(target) as entries:
            there = {entry.name: entry for entry in entries}
    else:
        os.mkdir(target)  # noqa: PTH102
    with os.scandir(source) as entries:
        for entry in entries:
            path = f"{target}/{entry.name}"
            other = there.pop(entry.name, None)
            if entry.is_dir():
                if other is not None and not other.is_dir(follow_symlinks=False):
                    os.unlink(path)  # noqa: PTH108
                _mirror(entry.path, path)
            elif other is None or other.inode() != entry.inode():
                if other is not None:
                    _remove(other)
                os.link(entry.path, path)
    for other in there.values():
        _remove(other)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108


def _build_of(site: Path) -> str:
    try:
        return str(json.loads((site / MARK).read_text("utf-8")).get("build", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _build_of_state(file: Path) -> str:
    if not file.is_file():
        return ""
    from generator.build.state.last_build import Past, StartAnewError

    try:
        with closing(Past(file)) as past:
            return past.about.build
    except (StartAnewError, sqlite3.DatabaseError, msgspec.MsgspecError):
        return ""
