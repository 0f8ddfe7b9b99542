"""Files of a preview in a folder, with what an earlier reading knows of its folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.limits import MAX_PAGE_BYTES
from generator.runtime.processes import run_forked

_DEPTH = 4
"""Folders below people/ that can matter: ``<id>/unverified/awards``, and one to tell that there is more."""


Stamp = tuple[int, int]
"""Size and time of change of a file, as rsync compares them."""
NEVER: Stamp = (-1, -1)
"""Stamp of a file that is looked into each time."""
_NEVER = -1
"""Likewise of a folder."""


@dataclass(slots=True)
class Folders:
    """When folders and files changed: what is as old as it was need not be looked into again.

    Attributes:
        stamps: time of change of each folder by path below ``people/``, of an earlier reading.
        files: size and time of change of each file that it found.
        seen: the folders' stamps of this reading, filled while it goes on.
        same: the files that are as they were, likewise.
    """

    stamps: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, Stamp] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)


def members(root: Path, folders: Folders) -> Iterator[tuple[str, str, Stamp]]:
    """Yield each plain file below ``people/`` that is not the same: its path there, where it lies, size and time.

    Raises:
        PreviewError: there is no ``people/``.
    """
    people = root if root.name == "people" else root / "people"
    if not people.is_dir():
        raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
    base = f"{people}{os.sep}"
    # No pathlib in here: there are three hundred thousand files and folders.
    waiting = [""]
    if folders.stamps:
        changed_files = run_forked(_changed_files, base, folders.files)
        waiting = list(_changed_folders(base, folders))
        others = changed_files()
        for path in folders.files:
            if (folder := path.rpartition("/")[0]) in folders.seen:
                if path not in others:
                    folders.same.append(path)
                elif (now := others[path]) is not None:
                    yield path, base + path, now
                else:
                    folders.seen[folder] = _NEVER
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        try:
            changed = os.lstat(base + folder).st_mtime_ns
            names, inner = _list(base + folder)
        except FileNotFoundError:
            continue  # it has just been taken away
        # Names that can't be printed are told otherwise than they are.
        folders.seen[folder] = changed if all(map(str.isprintable, (*names, *inner))) else _NEVER
        for name in names:
            if (now := _stamp(f"{base}{prefix}{name}")) is not None:
                yield prefix + name, f"{base}{prefix}{name}", now
        if prefix.count("/") < _DEPTH:
            waiting += [path for name in reversed(inner) if (path := prefix + name) not in folders.stamps]


def _changed_files(base: str, files: Mapping[str, Stamp]) -> dict[str, Stamp | None]:
    """Known files that are other than they were, as they are now."""
    return {path: now for path, stamp in files.items() if (now := _stamp(base + path)) != stamp}


def _changed_folders(base: str, folders: Folders) -> Iterator[str]:
    """Known folders that must be listed again; the others count as seen."""
    lstat, seen = os.lstat, folders.seen
    for folder, stamp in folders.stamps.items():
        if folder.endswith("/unverified") and f"{folder}/index.html" in folders.files:
            seen[folder] = stamp  # nothing beside its author page would matter
            continue
        try:
            if lstat(base + folder).st_mtime_ns == stamp:
                seen[folder] = stamp
            else:
                yield folder
        except (FileNotFoundError, NotADirectoryError):
            continue


def _stamp(path: str) -> Stamp | None:
    """Size and time of change of a file, None if it is gone or too large for an author page."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size <= MAX_PAGE_BYTES else None


def _list(folder: str) -> tuple[list[str], list[str]]:
    """Names of files and folders in a folder, sorted."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    return (
        [entry.name for entry in listed if entry.is_file(follow_symlinks=False)],
        [entry.name for entry in listed if entry.is_dir(follow_symlinks=False)],
    )
