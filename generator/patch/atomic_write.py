"""Replaces several files, all or none, and finishes what a crash interrupted.

New contents go to temporary files beside the old ones, then a journal lists them, then they are renamed. A crash before
the journal is there leaves the old files; after a crash later on, the next call finishes the renames (or, if somebody
has restored the old files since, discards the new ones).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.anthology.bounded_read import read_bytes
from generator.errors import DataError
from generator.patch.write_journal import JOURNAL, JournalEntry, is_write_interrupted, journal_text, read_journal

_SUFFIX = ".anthology-review-new"


def replace_files(data_dir: Path, files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace files below the data folder, all or none; their modes are kept.

    Args:
        data_dir: the data folder, locked by `generator.patch.data_lock.lock_data`.
        files: path below it -> old and new content.

    Raises:
        DataError: a path leads out of the folder, a file has changed since it was read, or can't be written. Nothing
            was changed, unless the message says that the next call will finish.
    """
    entries = []
    path = data_dir
    try:
        for file, (old, new) in files.items():
            path = data_dir / file
            _refuse_link(data_dir, file)
            if read_bytes(path) != old:
                raise DataError(f"{path}: changed while the patch was checked; apply again.")
            _write(_temporary(path), new, path.stat().st_mode)
            entries.append(JournalEntry(file, _sha(old), _sha(new)))
        for file in files:  # after all are written, so that the system writes them to the disk together
            path = data_dir / file
            _sync(_temporary(path))
        journal = data_dir / JOURNAL
        path = draft = journal.with_name(JOURNAL + _SUFFIX)
        _write(draft, journal_text(entries).encode(), 0o644)
        _sync(draft)
        for folder in {(data_dir / file).parent for file in files}:
            _sync(folder)  # the temporary files must be on the disk before the journal lists them
        draft.replace(journal)
    except BaseException as error:
        for leftover in (*(_temporary(data_dir / file) for file in files), data_dir / (JOURNAL + _SUFFIX)):
            with suppress(OSError):  # on a disk that can't be written; the next call removes the file
                leftover.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise DataError(f"{path}: can't be written ({error.strerror}); nothing was changed.") from error
        raise
    try:
        _sync(data_dir)
        _rename(data_dir, list(files))
    except OSError as error:
        where = error.filename or data_dir
        raise DataError(f"{where}: can't be written ({error.strerror}); apply again to finish.") from error


def finish_interrupted_write(data_dir: Path) -> str:
    """Finish or discard the changes of an interrupted `replace_files`; the data folder must be locked.

    Returns:
        What was done, in one sentence; ``""`` if nothing was interrupted.

    Raises:
        DataError: the files were changed since, so that neither finishing nor discarding is safe; or a file can't be
            read or written.
    """
    try:
        return _finish_or_discard(data_dir)
    except OSError as error:
        where = error.filename or data_dir
        raise DataError(f"{where}: an interrupted apply can't be finished ({error.strerror}); apply again.") from error


def _finish_or_discard(data_dir: Path) -> str:
    if not is_write_interrupted(data_dir):
        _delete_leftovers(data_dir)
        return ""
    journal = data_dir / JOURNAL
    entries = [(entry.file, entry.old, entry.new) for entry in read_journal(data_dir)]
    names = [file for file, _, _ in entries]
    for file in names:
        _refuse_link(data_dir, file)
        if _temporary(data_dir / file).is_symlink():
            raise DataError(f"{_temporary(data_dir / file)}: is a link, which apply never makes; delete it.")
    current = {file: _sha_of(data_dir / file) for file in names}
    pending = {file: _sha_of(_temporary(data_dir / file)) for file in names}
    if all(current[file] == new or (current[file] == old and pending[file] == new) for file, old, new in entries):
        unfinished = [file for file in names if pending[file] is not None]
        _rename(data_dir, names)
        where = ", ".join(unfinished) or "all files were in place"
        return f"An earlier apply was interrupted; it is now finished ({where})."
    if all(current[file] == old for file, old, _ in entries):
        for file in names:
            _temporary(data_dir / file).unlink(missing_ok=True)
        journal.unlink()
        return "An earlier apply was interrupted and its changes have been reverted since; it is discarded."
    changed = [file for file, old, new in entries if current[file] not in (old, new)]
    raise DataError(
        f"{data_dir}: an earlier apply was interrupted, and {', '.join(changed) or 'some files'} changed since. "
        f"Restore {', '.join(names)} from git (git checkout), delete {journal}, then apply again."
    )


def _delete_leftovers(data_dir: Path) -> None:
    """Delete the temporary files of a crash before the journal was there; a link itself, never what it leads to."""
    for folder in (data_dir, data_dir / "xml", data_dir / "json"):
        if _is_inside(data_dir, folder):
            for leftover in folder.glob(f".*{_SUFFIX}"):
                leftover.unlink()


def _refuse_link(data_dir: Path, file: str) -> None:
    path = data_dir / file
    if path.is_symlink() or not _is_inside(data_dir, path):
        raise DataError(f"{path}: is a link or leads out of the data folder; replace the link by the file.")


def _is_inside(data_dir: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(data_dir))  # resolve() fails at circles


def _rename(data_dir: Path, files: list[str]) -> None:
    """Put the temporary files that still exist in the place of the old files, then remove the journal."""
    for file in files:
        temporary = _temporary(data_dir / file)
        if temporary.exists():
            temporary.replace(data_dir / file)
    for folder in {(data_dir / file).parent for file in files}:
        _sync(folder)
    (data_dir / JOURNAL).unlink()
    _sync(data_dir)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}{_SUFFIX}")


def _write(path: Path, data: bytes, mode: int) -> None:
    """Make a file; what is there already is deleted, so that a link in its place is never written through."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        stream.write(data)
    path.chmod(mode & 0o7777)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if os.name == "nt" and path.is_dir():  # Windows can't open a folder
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha_of(path: Path) -> str | None:
    return _sha(read_bytes(path)) if path.is_file() else None
