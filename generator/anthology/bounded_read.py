"""Reads files of the data; refuses pipes, devices and files that are far too large."""

from __future__ import annotations

from pathlib import Path

from generator.errors import DataError

MAX_BYTES = 100_000_000
"""Larger files are refused; the Anthology's largest has 4 MB."""


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return a file's content.

    Args:
        path: the file.
        most: maximum number of bytes.

    Raises:
        DataError: the file can't be read, is larger than ``most``, or is not a regular file (reading a pipe or a
            device may never end).
    """
    try:
        if path.exists() and not path.is_file():
            raise DataError(f"{path}: is not a regular file; remove it.")
        if path.stat().st_size > most:
            raise DataError(f"{path}: has more than {most:,} bytes, where far fewer are usual; repair it.")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror}).") from error
