"""The size of a zip's central directory, checked before `zipfile` makes an object of each of its entries."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import IO

from generator.preview.files.unpack_limits import TooManyFilesError

MAX_ZIP_FILES = 1_000_000
"""Entries of a zip, half of what a tar may have: `zipfile` keeps all of them, with 640 bytes each."""
MAX_DIRECTORY_BYTES = 256 * 1024**2
"""That of a whole real preview, with half a million files, has 60 MB."""

_ENTRY_MAGIC, _END_MAGIC, _END_64_MAGIC = b"PK\1\2", b"PK\5\6", b"PK\6\6"
# By the ZIP specification (APPNOTE.TXT, sections 4.3.14 to 4.3.16).
_END_BYTES, _END_64_BYTES, _MAX_COMMENT_BYTES = 22, 76, 0xFFFF
_CHUNK_BYTES = 4 * 1024**2


def check_directory(packed: IO[bytes], path: Path) -> None:
    """Refuse an archive with more entries than `zipfile` should read, whatever number its last record states.

    Each entry begins with the same four bytes, so their count is no less than that of the entries.

    Raises:
        TooManyFilesError: it has too many.
    """
    length = packed.seek(0, 2)
    packed.seek(max(0, length - _END_64_BYTES - _END_BYTES - _MAX_COMMENT_BYTES))
    tail = packed.read()
    end = len(tail) - _END_BYTES
    if not (tail.startswith(_END_MAGIC, max(end, 0)) and tail.endswith(b"\0\0")):
        end = tail.rfind(_END_MAGIC)
    if end < 0 or end + _END_BYTES > len(tail):
        return  # no zip: zipfile says so
    (size,) = struct.unpack_from("<I", tail, end + 12)
    directory_end = length - len(tail) + end
    end_64 = end - _END_64_BYTES
    if end_64 >= 0 and tail.startswith(_END_64_MAGIC, end_64):
        (size_64,) = struct.unpack_from("<Q", tail, end_64 + 40)
        size = max(size, size_64) if size != 0xFFFFFFFF else size_64
    size = min(size + _END_64_BYTES, directory_end)
    if size > MAX_DIRECTORY_BYTES:
        raise TooManyFilesError(path, MAX_ZIP_FILES)
    packed.seek(directory_end - size)
    entries, overlap = 0, b""
    while (missing := directory_end - packed.tell()) > 0 and (chunk := packed.read(min(_CHUNK_BYTES, missing))):
        entries += (overlap + chunk).count(_ENTRY_MAGIC)
        overlap = chunk[1 - len(_ENTRY_MAGIC) :]
        if entries > MAX_ZIP_FILES:
            raise TooManyFilesError(path, MAX_ZIP_FILES)
