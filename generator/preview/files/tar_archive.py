"""Files of a preview in a tar archive, plain or compressed, read as a stream and to its very end.

`tarfile` takes a header that it can't parse for the end of the archive, and
does not look behind the end; either would make a damaged archive pass for a
smaller preview.  So the end marker is checked here, and a compressed stream
is read to its own end, where its checksum stands.

Two kinds of damage can't be noticed: within the content or the long name of a
member of a plain tar, which has checksums of headers only; and within zstd
frames that have no checksum (the ``zstd`` program writes one).
"""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import BinaryIO, cast

from generator.preview.files.archive_member import ArchivedFile, UnreadableArchiveError, path_below_people
from generator.preview.files.forward_reader import ForwardReader
from generator.preview.files.tar_headers import MAX_HEADER_BYTES, CheckedTarInfo, check_member
from generator.preview.files.unpack_limits import UnpackBudget
from generator.preview.files.zstd_stream import unpack_zstd
from generator.preview.limits import MAX_PAGE_BYTES
from generator.runtime.compression import zstd

TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.zst")

_CHUNK_BYTES = 128 * 1024
_END_BLOCK = bytes(tarfile.BLOCKSIZE)
_DAMAGE = (
    *(tarfile.TarError, zstd.ZstdError, zlib.error, gzip.BadGzipFile, EOFError),
    *(ValueError, OverflowError, IndexError, RecursionError),  # headers with impossible numbers and names
)


def read_tar(path: Path) -> Iterator[ArchivedFile]:
    """Yield each file below ``people/``: in the archive's own order, but for hard links, which come last.

    Raises:
        UnreadableArchiveError: the archive is damaged.
        PreviewError: the archive unpacks to more than `UnpackBudget` allows.
        OSError: the disk can't be read.
    """
    hard_links: dict[str, list[str]] = defaultdict(list)
    for name, member, content in _members(path, lambda member: path_below_people(member.name)):
        if member.islnk():
            hard_links[normpath(member.linkname)].append(name)
        elif member.isreg():
            yield name, content
    if hard_links:
        yield from _linked_files(path, hard_links)


def _linked_files(path: Path, hard_links: dict[str, list[str]]) -> Iterator[ArchivedFile]:
    """Yield the hard links with their content; for it the archive is read again, since the stream has passed it.

    Args:
        path: the archive.
        hard_links: name of the member that is linked to -> paths of the links below ``people/``.
    """

    def target_of_links(member: tarfile.TarInfo) -> str | None:
        name = normpath(member.name)
        return name if name in hard_links and not member.islnk() else None

    for target, member, content in _members(path, target_of_links):
        links = hard_links.pop(target)
        if member.isreg():
            yield from ((link, content) for link in links)
    for target, links in hard_links.items():
        raise UnreadableArchiveError(
            path, f"people/{links[0]}", f"it is a hard link to {target!r}, which the archive does not hold"
        )


def _members(
    path: Path, wanted_name: Callable[[tarfile.TarInfo], str | None]
) -> Iterator[tuple[str, tarfile.TarInfo, bytes | None]]:
    """The wanted members: the name from ``wanted_name``, the member, and its content.

    The content is None if the member is no plain file, or too large for an author page.

    Args:
        path: the archive.
        wanted_name: returns a name for a wanted member, None for any other.
    """
    budget = UnpackBudget(path)
    place = ""
    with path.open("rb") as packed:
        stream = ForwardReader(_unpacked_chunks(packed, path.name, budget))
        stream.allowance = MAX_HEADER_BYTES
        try:
            with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r:", tarinfo=CheckedTarInfo) as tar:
                while (member := tar.next()) is not None:
                    place = member.name
                    budget.add_file()
                    if name := wanted_name(member):
                        check_member(member)
                        stream.allowance = MAX_PAGE_BYTES
                        yield name, member, _page_content(tar, member, budget)
                    # tarfile would keep all members, and give each later one the attributes of all global headers.
                    tar.members, tar.pax_headers = [], {}  # type: ignore[attr-defined]
                    stream.allowance = MAX_HEADER_BYTES
            stream.allowance = MAX_HEADER_BYTES
            _check_end(stream)
        except _DAMAGE as error:
            reason = str(error) or type(error).__name__
            raise UnreadableArchiveError(path, place, f"{reason} (near byte {stream.tell():,} of the tar)") from error


def _unpacked_chunks(packed: BinaryIO, name: str, budget: UnpackBudget) -> Iterator[bytes]:
    if name.endswith(".zst"):
        chunks = unpack_zstd(packed, _CHUNK_BYTES)
    else:
        unpacked = packed if name.endswith(".tar") else gzip.GzipFile(fileobj=packed)
        chunks = iter(partial(unpacked.read, _CHUNK_BYTES), b"")
    for chunk in chunks:
        budget.add_bytes(len(chunk))
        yield chunk


def _page_content(tar: tarfile.TarFile, member: tarfile.TarInfo, budget: UnpackBudget) -> bytes | None:
    """The content of a plain file that is not too large for an author page."""
    if not member.isreg() or member.size > MAX_PAGE_BYTES:
        return None
    if member.issparse():
        budget.add_bytes(member.size)  # its holes are not in the archive
    content = tar.extractfile(member)
    return content.read() if content else None


def _check_end(stream: ForwardReader) -> None:
    """Make sure that the archive is complete, and that nothing follows it.

    Args:
        stream: has just read what `tarfile` took for the end: the first of the two blocks of zeros that mark the
            end, unless the archive is damaged.

    Raises:
        tarfile.ReadError: with the reason.
    """
    if stream.last_read != _END_BLOCK:
        complete = len(stream.last_read) == tarfile.BLOCKSIZE
        raise tarfile.ReadError("a damaged header" if complete else "the archive is cut off")
    if stream.read(tarfile.BLOCKSIZE) != _END_BLOCK:
        raise tarfile.ReadError("the archive is cut off, or damaged, within its end marker")
    while padding := stream.read(_CHUNK_BYTES):
        stream.allowance = _CHUNK_BYTES
        if padding.count(0) != len(padding):
            raise tarfile.ReadError("something follows the archive's end marker")
