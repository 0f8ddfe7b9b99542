"""Files of a preview in an archive, streamed: nothing is unpacked to disk, and what it unpacks to is counted."""

from __future__ import annotations

import gzip
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from typing import Any, Protocol

import zstandard

from generator.errors import PreviewError
from generator.preview.limits import MAX_PAGE_BYTES

MAX_FILES = 2_000_000
"""Files in a preview, with all that is no author page (a whole real one has half a million)."""
MAX_UNPACKED = 64 * 1024**3
"""Bytes that an archive may unpack to."""
MAX_RATIO = 200
"""Times its own size that an archive may unpack to, beyond `FREE_BYTES` (real ones: 20)."""
FREE_BYTES = 64 * 1024**2
_MAX_EXTENSION = 1024**2
_BROKEN = (
    *(tarfile.TarError, zipfile.BadZipFile, zstandard.ZstdError, zlib.error, LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError),  # a zip that is encrypted, or packed in an unknown way
    *(ValueError, OverflowError, IndexError),  # headers with impossible numbers and names
)
Member = tuple[str, bytes]
"""Path below ``people/``, and the content."""


def members(path: Path) -> Iterator[Member]:
    """Yield each plain file below ``people/``, in the archive's own order.

    Raises:
        PreviewError: if ``path`` is of no known kind, broken, or beyond the limits above.
    """
    if path.name.endswith((".tar", ".tar.gz", ".tgz", ".tar.zst")):
        files = _tar(path)
    elif path.suffix == ".zip":
        files = _zip(path)
    else:
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")
    try:
        yield from files
    except _BROKEN as exc:
        raise PreviewError(f"{path}: the archive can't be read to its end ({exc}). Make it anew.") from exc


def _below_people(name: str) -> str | None:
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or ".." in parts or "people" not in parts:
        return None
    return "/".join(parts[parts.index("people") + 1 :]) or None


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


def _tar(path: Path) -> Iterator[Member]:
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


def _tar_members(stream: Any, budget: _Budget) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as tar:
        for member in tar:
            budget.take(0, files=1)
            name = _below_people(member.name)
            if name and member.isreg() and 0 <= member.size <= MAX_PAGE_BYTES and (content := tar.extractfile(member)):
                yield name, content.read()
            tar.members = []  # type: ignore[attr-defined]  # which would pile up


def _zip(path: Path) -> Iterator[Member]:
    budget = _Budget(path)
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = _below_people(info.filename)
            link = stat.S_ISLNK(info.external_attr >> 16)
            budget.take(0, files=1)
            if name and not info.is_dir() and not link and info.file_size <= MAX_PAGE_BYTES:
                budget.take(info.file_size)
                yield name, archive.read(info)
