"""Where a preview's files come from: a folder, a tar (plain, gz, zst) or a zip.

Archives are streamed: nothing is unpacked to disk, and members that are not
plain files below ``people/`` are never opened.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import zstandard

from generator.errors import PreviewError

MAX_PAGE_BYTES = 32 * 1024 * 1024
"""A larger file is no author page (the largest real one has 1.1 MB)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the preview.

    Attributes:
        path: below ``people/``.
        held: its content, or where it lies: then whoever parses it reads it.
        stamp: of a file in a folder its size and time of change (as rsync compares them), ``""`` in an archive.
    """

    path: str
    held: bytes | str
    stamp: str = ""

    def content(self) -> bytes:
        """The bytes; raises `OSError` where they can't be read."""
        return self.held if isinstance(self.held, bytes) else Path(self.held).read_bytes()


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


def iter_files(path: Path, folders: Folders | None = None) -> Iterator[File]:
    """Yield each file of the preview.

    Args:
        path: a folder or an archive.
        folders: what is known of a folder, and gets to know.

    Raises:
        PreviewError: if ``path`` is missing, of no known kind, or broken.
    """
    if path.is_dir():
        yield from _folder(path, folders or Folders())
    elif not path.is_file():
        raise PreviewError(f"{path}: no such file or folder. Give a built preview, or an archive of it.")
    elif path.name.endswith((".tar", ".tar.gz", ".tgz", ".tar.zst")):
        yield from _tar(path)
    elif path.suffix == ".zip":
        yield from _zip(path)
    else:
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")


def _below_people(name: str) -> str | None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "people" not in parts:
        return None
    return "/".join(parts[parts.index("people") + 1 :]) or None


def _folder(root: Path, folders: Folders) -> Iterator[File]:
    people = root if root.name == "people" else root / "people"
    if not people.is_dir():
        raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
    names, below = _children(folders)
    base = f"{people}{os.sep}"
    waiting = [""]
    # No pathlib in here: there are a hundred thousand folders.
    while waiting:
        folder = waiting.pop()
        changed = os.stat(base + folder, follow_symlinks=False).st_mtime_ns  # noqa: PTH116
        folders.seen[folder] = changed
        prefix = f"{folder}/" if folder else ""
        if folders.stamps.get(folder) == changed:
            found, inner = names[folder], below[folder]
        else:
            with os.scandir(base + folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
            found = [entry.name for entry in listed if entry.is_file(follow_symlinks=False)]
            inner = [prefix + entry.name for entry in listed if entry.is_dir(follow_symlinks=False)]
        for name in found:
            try:
                status = os.stat(f"{base}{prefix}{name}", follow_symlinks=False)  # noqa: PTH116
            except FileNotFoundError:
                continue  # it has just been taken away
            if status.st_size <= MAX_PAGE_BYTES:
                yield File(prefix + name, f"{base}{prefix}{name}", f"{status.st_size} {status.st_mtime_ns}")
        waiting += reversed(inner)


def _children(folders: Folders) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Names of files and paths of folders in each known folder."""
    names: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for path in folders.files:
        folder, _, name = path.rpartition("/")
        names[folder].append(name)
    for path in folders.stamps:
        if path:
            below[path.rpartition("/")[0]].append(path)
    return names, below


def _tar(path: Path) -> Iterator[File]:
    try:
        with path.open("rb") as raw:
            if path.name.endswith(".zst"):
                with (
                    zstandard.ZstdDecompressor().stream_reader(raw) as stream,
                    tarfile.open(fileobj=stream, mode="r|") as tar,
                ):
                    yield from _tar_members(tar)
            else:
                with tarfile.open(fileobj=raw, mode="r|" if path.suffix == ".tar" else "r|gz") as tar:
                    yield from _tar_members(tar)
    except (tarfile.TarError, zstandard.ZstdError, EOFError, OSError) as exc:
        raise PreviewError(f"{path}: the archive can't be read to its end ({exc}). Make it anew.") from exc


def _tar_members(tar: tarfile.TarFile) -> Iterator[File]:
    for member in tar:
        name = _below_people(member.name)
        if name and member.isreg() and member.size <= MAX_PAGE_BYTES and (content := tar.extractfile(member)):
            yield File(name, content.read())


def _zip(path: Path) -> Iterator[File]:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = _below_people(info.filename)
                if name and not info.is_dir() and info.file_size <= MAX_PAGE_BYTES:
                    yield File(name, archive.read(info))
    except (zipfile.BadZipFile, EOFError, OSError) as exc:
        raise PreviewError(f"{path}: the archive can't be read to its end ({exc}). Make it anew.") from exc
