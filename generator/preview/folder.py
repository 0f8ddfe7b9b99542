"""Files of a preview in a folder, with what an earlier reading knows of its folders."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.limits import MAX_PAGE_BYTES

_DEPTH = 4
"""Folders below people/ that can matter: ``<id>/unverified/awards``, and one to tell that there is more."""


@dataclass(slots=True)
class Folders:
    """When folders changed: one that is as old as it was holds the same files, and need not be listed again.

    Attributes:
        stamps: time of change by path below ``people/``, of an earlier reading.
        files: paths of the files that it found.
        seen: the stamps of this reading, filled while it goes on.
    """

    stamps: Mapping[str, int] = field(default_factory=dict)
    files: Iterable[str] = ()
    seen: dict[str, int] = field(default_factory=dict)


def members(root: Path, folders: Folders) -> Iterator[tuple[str, str, str]]:
    """Yield each plain file below ``people/``: its path there, where it lies, and size and time of change.

    Folders come sorted by name.

    Raises:
        PreviewError: there is no ``people/``.
    """
    people = root if root.name == "people" else root / "people"
    if not people.is_dir():
        raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
    names, below = _children(folders)
    base = f"{people}{os.sep}"
    waiting = [""]
    # No pathlib in here: there are a hundred thousand folders.
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        try:
            changed = os.stat(base + folder, follow_symlinks=False).st_mtime_ns  # noqa: PTH116
            if folders.stamps.get(folder) == changed:
                found, inner = names[folder], below[folder]
            else:
                found, inner = _list(base + folder)
        except FileNotFoundError:
            continue  # it has just been taken away
        # Names that can't be printed are told otherwise than they are, so their folder is listed each time.
        if all(map(str.isprintable, (*found, *inner))):
            folders.seen[folder] = changed
        for name in found:
            try:
                status = os.stat(f"{base}{prefix}{name}", follow_symlinks=False)  # noqa: PTH116
            except FileNotFoundError:
                continue
            if status.st_size <= MAX_PAGE_BYTES:
                yield prefix + name, f"{base}{prefix}{name}", f"{status.st_size} {status.st_mtime_ns}"
        if prefix.count("/") < _DEPTH:
            waiting += [prefix + name for name in reversed(inner)]


def _list(folder: str) -> tuple[list[str], list[str]]:
    """Names of files and folders in a folder, sorted."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    return (
        [entry.name for entry in listed if entry.is_file(follow_symlinks=False)],
        [entry.name for entry in listed if entry.is_dir(follow_symlinks=False)],
    )


def _children(folders: Folders) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Names of files and folders in each known folder."""
    names: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for path in folders.files:
        folder, _, name = path.rpartition("/")
        names[folder].append(name)
    for path in folders.stamps:
        if path:
            folder, _, name = path.rpartition("/")
            below[folder].append(name)
    return names, below
