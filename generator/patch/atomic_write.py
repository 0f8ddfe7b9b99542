"""Writes several files or none, and mends what a crash left half done.

New contents go to temporary files beside the old ones; a journal then names
them; then come the renames.  Until the journal is there, nothing has happened;
once it is, the next call finishes the renames (or, if somebody has put the old
files back meanwhile, forgets them).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import DataError

try:
    import fcntl
except ImportError:  # Windows has none: there a second call at the same moment is not noticed
    fcntl = None  # type: ignore[assignment]

JOURNAL = ".anthology-review-journal.json"
_SUFFIX = ".anthology-review-new"


@contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Keep a second process from applying to the same folder.

    The lock is on the folder itself: it leaves no file behind and ends with the process.

    Raises:
        DataError: no such folder, or another process has it.
    """
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(data_dir, os.O_RDONLY)
    except OSError as error:
        raise DataError(f"{data_dir}: can't be opened ({error.strerror}); give the data folder.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise DataError(f"{data_dir}: another apply is at work here; wait until it is done.") from None
    finally:
        os.close(handle)


def write_all(data_dir: Path, files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace files below the data folder, all or none; file modes are kept.

    Args:
        data_dir: the data folder, `locked`.
        files: path below it -> old and new content.

    Raises:
        DataError: a path leads out of the folder, a file has changed since it
            was read, or can't be written; nothing was changed, unless the
            message says that the next call will finish.
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
        for file in files:  # only now, when the system has begun to write them all
            path = data_dir / file
            _sync(_temporary(path))
        journal = data_dir / JOURNAL
        path = draft = journal.with_name(JOURNAL + _SUFFIX)
        _write(draft, json.dumps(entries, indent=1).encode(), 0o644)
        _sync(draft)
        for folder in {(data_dir / file).parent for file in files}:
            _sync(folder)  # the temporary files must be there before the journal names them
        draft.replace(journal)
    except BaseException as error:
        for left in (*(_temporary(data_dir / file) for file in files), data_dir / (JOURNAL + _SUFFIX)):
            with suppress(OSError):  # a disk that can't be written can't be cleaned either; the next call does it
                left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise DataError(f"{path}: can't be written ({error.strerror}); nothing was changed.") from error
        raise
    try:
        _sync(data_dir)
        _finish(data_dir, list(files))
    except OSError as error:
        where = error.filename or data_dir
        raise DataError(f"{where}: can't be written ({error.strerror}); apply again to finish.") from error


def recover(data_dir: Path) -> str:
    """Finish or forget what an interrupted `write_all` left; the folder must be `locked`.

    Returns:
        What was done, in a sentence; ``""`` if there was nothing to do.

    Raises:
        DataError: files were changed in between, so that neither is safe; or
            they can't be read or written.
    """
    try:
        return _recover(data_dir)
    except OSError as error:
        where = error.filename or data_dir
        raise DataError(f"{where}: an interrupted apply can't be mended ({error.strerror}); apply again.") from error


def _recover(data_dir: Path) -> str:
    journal = data_dir / JOURNAL
    if not journal.is_file():
        for folder in (data_dir, data_dir / "xml", data_dir / "json"):
            for left in folder.glob(f".*{_SUFFIX}"):  # a crash before the journal was there
                left.unlink()
        return ""
    try:
        entries = [(str(e["file"]), str(e["old"]), str(e["new"])) for e in json.loads(journal.read_bytes())]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{journal}: can't be read; restore the data from git, then delete this file.") from error
    names = [file for file, _, _ in entries]
    root = data_dir.resolve()
    outside = [file for file in names if not (data_dir / file).resolve().is_relative_to(root)]
    if outside:
        raise DataError(f"{journal}: names {outside[0]}, which is not in the data folder; delete this file.")
    found = {file: _sha_of(data_dir / file) for file in names}
    waiting = {file: _sha_of(_temporary(data_dir / file)) for file in names}
    if all(found[file] == new or (found[file] == old and waiting[file] == new) for file, old, new in entries):
        rest = [file for file in names if waiting[file] is not None]
        _finish(data_dir, names)
        return f"An earlier apply was interrupted; it is now finished ({', '.join(rest) or 'all files were there'})."
    if all(found[file] == old for file, old, _ in entries):
        for file in names:
            _temporary(data_dir / file).unlink(missing_ok=True)
        journal.unlink()
        return "An earlier apply was interrupted and its changes were put back meanwhile; it is forgotten."
    changed = [file for file, old, new in entries if found[file] not in (old, new)]
    raise DataError(
        f"{data_dir}: an earlier apply was interrupted, and {', '.join(changed) or 'some files'} changed since. "
        f"Restore {', '.join(names)} from git (git checkout), delete {journal}, then apply again."
    )


def is_interrupted(data_dir: Path) -> bool:
    """Tell whether `recover` has something to do."""
    return (data_dir / JOURNAL).is_file()


def _finish(data_dir: Path, files: list[str]) -> None:
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
    if fcntl is None and path.is_dir():  # Windows can't open a folder
        return
    handle = os.open(path, os.O_RDONLY if fcntl else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha_of(path: Path) -> str | None:
    return _sha(path.read_bytes()) if path.is_file() else None
