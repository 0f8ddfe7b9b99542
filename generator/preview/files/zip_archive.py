"""Files of a preview in a zip archive, each checked by its CRC.

`zipfile` trusts the central directory at the archive's end, which has no
checksum: one changed byte in it can hide members.  So the directory is
compared with the header in front of each member, with the member's size, and
with the number of members that the archive's last record states.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from typing import IO

from generator.preview.files.archive_member import ArchivedFile, UnreadableArchiveError, path_below_people
from generator.preview.files.unpack_limits import UnpackBudget
from generator.preview.files.zip_directory import check_directory
from generator.preview.limits import MAX_PAGE_BYTES

# The records at the end of an archive, by the ZIP specification (APPNOTE.TXT, sections 4.3.14 to 4.3.16).
_END = struct.Struct("<4s6xH8xH")
_END_64 = struct.Struct("<4s28xQ16x4s16x")  # with its locator
_END_MAGIC, _END_64_MAGIC, _LOCATOR_MAGIC = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_COUNT_IS_IN_END_64 = 0xFFFF

_MAX_LINK_TARGET = 4096
"""Bytes of the longest path that a symbolic link can hold; a longer "link" is a page with a damaged record."""
_SKIPPED_CHUNK = 1024**2
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, struct.error),
    *(NotImplementedError, RuntimeError),  # encrypted, or packed in an unknown way
    *(ValueError, OverflowError, IndexError),  # headers with impossible numbers and names
)


def read_zip(path: Path) -> Iterator[ArchivedFile]:
    """Yield each file below ``people/``, in the archive's own order.

    Every member below ``people/`` is unpacked and checked, even if it is not yielded; of other members only the name
    is checked.

    Raises:
        UnreadableArchiveError: the archive is damaged, or encrypted.
        PreviewError: the archive unpacks to more than `UnpackBudget` allows.
        OSError: the disk can't be read.
    """
    budget = UnpackBudget(path)
    member = ""
    try:
        with path.open("rb") as packed:
            check_directory(packed, path)
            with zipfile.ZipFile(packed) as archive:
                members = archive.infolist()
                _check_end(packed, len(members), len(archive.comment))
                for info in members:
                    member = info.filename
                    budget.add_file()
                    with archive.open(info) as unpacked:  # compares the name with that in front of the content
                        name = path_below_people(info.filename)
                        if name and not info.is_dir():
                            budget.add_bytes(info.file_size)
                            content = _page_content(unpacked, info)
                            if not _is_link(info):
                                yield name, content
    except _DAMAGE as error:
        raise UnreadableArchiveError(path, member, str(error) or type(error).__name__) from error


def _check_end(packed: IO[bytes], count: int, comment_length: int) -> None:
    """Compare the number of members that were found with the number that the archive says it holds.

    Raises:
        zipfile.BadZipFile: they differ, or something follows the archive.
    """
    packed.seek(-_END.size - comment_length, 2)
    magic, stored_count, stored_length = _END.unpack(packed.read(_END.size))
    if magic != _END_MAGIC or stored_length != comment_length:
        raise zipfile.BadZipFile("something follows the archive, or its end is damaged")
    if stored_count == _COUNT_IS_IN_END_64:
        packed.seek(-_END.size - comment_length - _END_64.size, 2)
        end_magic, stored_count_64, locator_magic = _END_64.unpack(packed.read(_END_64.size))
        if (end_magic, locator_magic) == (_END_64_MAGIC, _LOCATOR_MAGIC):
            stored_count = stored_count_64
    elif count > _COUNT_IS_IN_END_64:
        count %= _COUNT_IS_IN_END_64 + 1  # some programs write larger archives without the larger record
    if count != stored_count:
        raise zipfile.BadZipFile(f"{count:,} of {stored_count:,} members are in the archive's directory")


def _page_content(unpacked: IO[bytes], info: zipfile.ZipInfo) -> bytes | None:
    """The content of a file that is not too large for an author page; anything else is only checked.

    Raises:
        zipfile.BadZipFile: it is not what the archive's directory says.
    """
    content = unpacked.read(MAX_PAGE_BYTES)
    size = len(content)
    while skipped := unpacked.read(_SKIPPED_CHUNK):
        size += len(skipped)
    if size != info.file_size:
        raise zipfile.BadZipFile(f"{size:,} bytes instead of {info.file_size:,}")
    if _is_link(info) and size > _MAX_LINK_TARGET:
        raise zipfile.BadZipFile(f"a symbolic link of {size:,} bytes")
    return None if size > MAX_PAGE_BYTES else content


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
