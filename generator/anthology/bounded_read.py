"""Files of the data, read only if they are files and not enormous."""

from __future__ import annotations

from pathlib import Path

from generator.errors import DataError

MAX_BYTES = 100_000_000
"""A larger file is none of the Anthology's (the largest has 4 MB)."""


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        DataError: it can't be read, is no file (reading a pipe or a device would never end), or too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise DataError(f"{path}: is no file; take it away.")
        if path.stat().st_size > MAX_BYTES:
            raise DataError(f"{path}: has more than {MAX_BYTES:,} bytes; a few million are usual. Repair it.")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror}).") from error
