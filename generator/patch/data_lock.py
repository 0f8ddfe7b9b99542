"""A lock on the data folder, which keeps two processes from changing it at the same time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import DataError

LOCK_FILE = ".anthology-review.lock"
"""File in the data folder while a process changes the data; one that a killed process leaves behind locks nothing."""


@contextmanager
def lock_data(data_dir: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    The operating system releases the lock when the process ends, however it ends.

    Raises:
        DataError: there is no such folder, it can't be written, or another process holds the lock.
    """
    from filelock import FileLock, Timeout  # not needed for checking

    if not data_dir.is_dir():  # filelock would create it
        raise DataError(f"{data_dir}: no such folder; give the data folder, the one that holds xml/ and json/.")
    path = data_dir / LOCK_FILE
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
        raise DataError(f"{path}: is a link or no regular file, which apply never makes; delete it.")
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise DataError(f"{data_dir}: another apply is running here; wait until it is done.") from None
    except OSError as error:
        raise DataError(f"{path}: can't be written ({error.strerror}); nothing was changed.") from error
    try:
        yield
    finally:
        # Removed while the lock is held, the file can't be one that another process has made and locked since.
        # Windows can't remove an open file; there filelock removes it after the release.
        if os.name != "nt":
            with suppress(OSError):
                path.unlink(missing_ok=True)
        lock.release()
