"""Where a preview's files come from: a folder, a tar (plain, gz, zst) or a zip.

Archives are streamed: nothing is unpacked to disk, and members that are not
plain files below ``people/`` are never opened.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import zstandard

from generator.errors import PreviewError

MAX_PAGE_BYTES = 32 * 1024 * 1024
"""A larger file is no author page (the largest real one has 1.1 MB)."""

File = tuple[str, bytes | Path]
"""Path below ``people/``, and the content, or where it lies: then whoever parses it reads it."""


def content_of(file: File) -> bytes:
    """The content of a file that `iter_files` gave."""
    held = file[1]
    return held if isinstance(held, bytes) else held.read_bytes()


def iter_files(path: Path) -> Iterator[File]:
    """Yield each file of the preview.

    Folders come sorted by name, archives in their own order.

    Raises:
        PreviewError: if ``path`` is missing, of no known kind, or broken.
    """
    if path.is_dir():
        yield from _folder(path)
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


def _folder(root: Path) -> Iterator[File]:
    people = root if root.name == "people" else root / "people"
    if not people.is_dir():
        raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
    for folder, folders, files in os.walk(people):
        folders.sort()
        for file in sorted(files):
            full = Path(folder, file)
            if full.is_file() and not full.is_symlink() and full.stat().st_size <= MAX_PAGE_BYTES:
                yield full.relative_to(people).as_posix(), full


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
            yield name, content.read()


def _zip(path: Path) -> Iterator[File]:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = _below_people(info.filename)
                if name and not info.is_dir() and info.file_size <= MAX_PAGE_BYTES:
                    yield name, archive.read(info)
    except (zipfile.BadZipFile, EOFError, OSError) as exc:
        raise PreviewError(f"{path}: the archive can't be read to its end ({exc}). Make it anew.") from exc
