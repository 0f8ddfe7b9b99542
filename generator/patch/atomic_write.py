"""Replaces several files, all or none, and finishes what a crash interrupted.

New contents go to temporary files beside the old ones, then a journal lists them, then they are renamed. A crash before
the journal is there leaves the old files; after a crash later on, the next call finishes the renames (or, if somebody
has restored the old files since, discards the new ones).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.errors import DataError

JOURNAL = ".anthology-review-journal.json"
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
    root = data_dir.resolve()
    entries = []
    path = data_dir
    try:
        for file, (old, new) in files.items():
            path = data_dir / file
            if path.is_symlink() or not path.resolve().is_relative_to(root):
                raise DataError(f"{path}: is a link or leads out of the data folder; replace the link by the file.")
            if path.read_bytes() != old:
                raise DataError(f"{path}: changed while the patch was checked; apply again.")
            _write(_temporary(path), new, path.stat().st_mode)
            entries.append({"file": file, "old": _sha(old), "new": _sha(new)})
        for file in files:  # after all are written, so that the system writes them to the disk together
            path = data_dir / file
            _sync(_temporary(path))
        journal = data_dir / JOURNAL
        path = draft = journal.with_name(JOURNAL + _SUFFIX)
        _write(draft, json.dumps(entries, indent=1).encode(), 0o644)
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
    journal = data_dir / JOURNAL
    if not journal.is_file():
        for folder in (data_dir, data_dir / "xml", data_dir / "json"):
            for leftover in folder.glob(f".*{_SUFFIX}"):  # of a crash before the journal was there
                leftover.unlink()
        return ""
    try:
        entries = [(str(e["file"]), str(e["old"]), str(e["new"])) for e in json.loads(journal.read_bytes())]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{journal}: can't be read; restore the data from git, then delete this file.") from error
    names = [file for file, _, _ in entries]
    root = data_dir.resolve()
    outside = [file for file in names if not (data_dir / file).resolve().is_relative_to(root)]
    if outside:
        raise DataError(f"{journal}: lists {outside[0]}, which is not in the data folder; delete this file.")
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


def is_write_interrupted(data_dir: Path) -> bool:
    """Return whether a `replace_files` is running or was interrupted."""
    return (data_dir / JOURNAL).is_file()


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
    path.write_bytes(data)
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
    return _sha(path.read_bytes()) if path.is_file() else None
