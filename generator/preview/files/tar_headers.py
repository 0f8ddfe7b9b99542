"""Checks of tar headers before `tarfile` reads them: some small ones would cost it gigabytes, or hours."""

from __future__ import annotations

import re
import tarfile
from typing import Self, cast

from generator.preview.files.forward_reader import ForwardReader
from generator.preview.limits import MAX_PAGE_BYTES

MAX_HEADER_BYTES = 512 * 1024
"""Bytes of a member's name, attributes and map of holes together (real ones have a few kilobytes)."""
MAX_SPARSE_PARTS = 1000
"""Parts between the holes of a page; for each part that `tarfile` reads it may look at all of them."""

_PAX_TYPES = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
_MAX_PAX_BYTES = 256 * 1024
_MAX_DIGITS = 100
"""Digits in a row within attributes: `tarfile` looks for one that follows a number, in quadratic time."""
_PAX_LENGTH = re.compile(rb"([0-9]{1,7}) ")
_DIGITS = re.compile(rb"[0-9]++")


class CheckedTarInfo(tarfile.TarInfo):
    """A member whose attributes are checked before they are parsed."""

    def _proc_member(self, archive: tarfile.TarFile) -> Self:
        # tarfile's hook for subclasses: called with each header, before what belongs to the header is read.
        if self.type in _PAX_TYPES:
            _check_pax(cast(ForwardReader, archive.fileobj), self.size)
        return cast(Self, super()._proc_member(archive))  # type: ignore[misc]


def check_member(member: tarfile.TarInfo) -> None:
    """Refuse a member whose content would take `tarfile` far longer than its length explains.

    Raises:
        tarfile.ReadError: with the reason.
    """
    parts = len(getattr(member, "sparse", None) or ())
    if parts > MAX_SPARSE_PARTS and member.size <= MAX_PAGE_BYTES:
        raise tarfile.ReadError(f"a file with {parts:,} holes")


def _check_pax(stream: ForwardReader, size: int) -> None:
    """Refuse attributes that aren't one record after the other, each with its length, a name, ``=`` and a value.

    `tarfile` looks for the ``=`` beyond the record's end, and keeps all before it as the name, for each record.

    Raises:
        tarfile.ReadError: with the reason.
    """
    if not 0 <= size <= _MAX_PAX_BYTES:
        raise tarfile.ReadError(f"attributes of {size:,} bytes, where {_MAX_PAX_BYTES:,} can be")
    content = stream.peek(size)
    if max(map(len, _DIGITS.findall(content)), default=0) > _MAX_DIGITS:
        raise tarfile.ReadError(f"an attribute with a number of more than {_MAX_DIGITS} digits")
    start = 0
    while start < len(content) and content[start]:
        length = _PAX_LENGTH.match(content, start)
        end = start + int(length[1]) if length else start
        if length is None or end > len(content) or content[end - 1 : end] != b"\n":
            raise tarfile.ReadError("damaged attributes")
        if content.find(b"=", length.end(), end) <= length.end():
            raise tarfile.ReadError("an attribute without a name")
        start = end
