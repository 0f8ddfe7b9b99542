"""Where a preview's files come from: a folder, a tar (plain, gz, zst) or a zip.

Archives are streamed: nothing is unpacked to disk, and members that are not
plain files below ``people/`` are never opened.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import zstandard

from generator.errors import PreviewError

MAX_PAGE_BYTES = 4 * 1024 * 1024
"""A larger file is no author page (the largest real one has 1.1 MB)."""
MAX_FILES = 2_000_000
"""Files in a preview, with all that is no author page (a whole real one has half a million)."""
MAX_UNPACKED = 64 * 1024**3
"""Bytes that an archive may unpack to."""
MAX_RATIO = 200
"""Times its own size that an archive may unpack to, beyond `FREE_BYTES` (real ones: 20)."""
FREE_BYTES = 64 * 1024**2
_MAX_EXTENSION = 1024**2
_DEPTH = 4
"""Folders below people/ that can matter: ``<id>/unverified/awards``, and one to tell that there is more."""
_BROKEN = (
    *(tarfile.TarError, zipfile.BadZipFile, zstandard.ZstdError, zlib.error, LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError),  # a zip that is encrypted, or packed in an unknown way
    *(ValueError, OverflowError, IndexError),  # headers with impossible numbers and names
)

File = tuple[str, bytes | Path]
"""Path below ``people/``, and the content, or where it lies: then whoever parses it reads it."""


def content_of(file: File) -> bytes:
    """The content of a file that `iter_files` gave."""
    held = file[1]
    return held if isinstance(held, bytes) else held.read_bytes()


def iter_files(path: Path) -> Iterator[File]:
    """Yield each file of the preview.

    Folders come sorted by name, archives in their own order.  Names that hold
    what can't be printed come escaped, as Python writes them.

    Raises:
        PreviewError: if ``path`` is missing, of no known kind, broken, or beyond the limits above.
    """
    if path.is_dir():
        files = _folder(path)
    elif not path.is_file():
        raise PreviewError(f"{path}: no such file or folder. Give a built preview, or an archive of it.")
    elif path.name.endswith((".tar", ".tar.gz", ".tgz", ".tar.zst")):
        files = _whole(path, _tar(path))
    elif path.suffix == ".zip":
        files = _whole(path, _zip(path))
    else:
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")
    for name, held in files:
        yield _printable(name), held


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _below_people(name: str) -> str | None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "people" not in parts:
        return None
    return "/".join(parts[parts.index("people") + 1 :]) or None


def _folder(root: Path) -> Iterator[File]:
    people = root if root.name == "people" else root / "people"
    if not people.is_dir():
        raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
    base = len(people.parts)
    for folder, folders, files in os.walk(people):
        folders.sort()
        if len(Path(folder).parts) - base >= _DEPTH:
            folders.clear()
        for file in sorted(files):
            full = Path(folder, file)
            if full.is_file() and not full.is_symlink() and full.stat().st_size <= MAX_PAGE_BYTES:
                yield full.relative_to(people).as_posix(), full


def _whole(path: Path, files: Iterator[File]) -> Iterator[File]:
    try:
        yield from files
    except _BROKEN as exc:
        raise PreviewError(f"{path}: the archive can't be read to its end ({exc}). Make it anew.") from exc


class _Budget:
    """Counts what an archive unpacks to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._most = min(MAX_UNPACKED, max(FREE_BYTES, MAX_RATIO * path.stat().st_size))
        self._bytes = self._files = 0

    def take(self, size: int, files: int = 0) -> None:
        self._bytes += size
        self._files += files
        if self._bytes > self._most:
            raise PreviewError(
                f"{self._path}: unpacks to more than {self._most:,} bytes, which no preview of this size does. "
                "Pack the preview's people/ alone."
            )
        if self._files > MAX_FILES:
            raise PreviewError(f"{self._path}: holds more than {MAX_FILES:,} files. Pack the preview's people/ alone.")


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes."""


class _Counted:
    """A stream that is counted as it is read."""

    def __init__(self, stream: Readable, budget: _Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._budget.take(len(data))
        return data


class _Member(tarfile.TarInfo):
    """A member whose extension headers (long names, attributes) are not read into memory whatever their size."""

    _EXTENSIONS = (*(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE), b"X")

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in self._EXTENSIONS and self.size > _MAX_EXTENSION:
            raise tarfile.ReadError(f"a name or attribute of {self.size:,} bytes")
        return super()._proc_member(tar)  # type: ignore[misc, no-any-return]


def _tar(path: Path) -> Iterator[File]:
    budget = _Budget(path)
    with path.open("rb") as raw:
        if path.name.endswith(".zst"):
            with zstandard.ZstdDecompressor().stream_reader(raw) as stream:
                yield from _tar_members(_Counted(stream, budget), budget)
        elif path.suffix == ".tar":
            yield from _tar_members(raw, budget)
        else:
            with gzip.open(raw) as unpacked:
                yield from _tar_members(_Counted(unpacked, budget), budget)


def _tar_members(stream: Any, budget: _Budget) -> Iterator[File]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as tar:
        for member in tar:
            budget.take(0, files=1)
            name = _below_people(member.name)
            if name and member.isreg() and 0 <= member.size <= MAX_PAGE_BYTES and (content := tar.extractfile(member)):
                yield name, content.read()
            tar.members = []  # type: ignore[attr-defined]  # which would pile up


def _zip(path: Path) -> Iterator[File]:
    budget = _Budget(path)
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = _below_people(info.filename)
            link = stat.S_ISLNK(info.external_attr >> 16)
            budget.take(0, files=1)
            if name and not info.is_dir() and not link and info.file_size <= MAX_PAGE_BYTES:
                budget.take(info.file_size)
                yield name, archive.read(info)
