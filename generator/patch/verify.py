"""Verifies the result of a patch with acl-anthology before it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.anthology.library_check import check_needed_files, load_anthology
from generator.errors import DataError
from generator.patch.planned_changes import FileChange

_CHANGED_FOLDERS = ("xml", "json")


def verify_changes(data_dir: Path, changes: Iterable[FileChange]) -> None:
    """Check that acl-anthology accepts the data as they would be after some changes.

    The library reads a temporary folder, in which unchanged files are links: nothing is written to the data folder.

    Args:
        data_dir: the data folder.
        changes: files to change.

    Raises:
        DataError: the library needs a file that is missing, or refuses the result; its reasons are in the message.
        OSError: the temporary folder can't be written.
    """
    check_needed_files(data_dir)
    with TemporaryDirectory(prefix="anthology-review-") as folder:
        copy = Path(folder, "data")
        _write_changed_copy(data_dir.resolve(), copy, changes)
        try:
            load_anthology(copy)
        except DataError as error:
            reasons = str(error).replace(str(copy), str(data_dir))
            raise DataError(f"{reasons} The patch was not applied.") from error


def _write_changed_copy(data_dir: Path, copy: Path, changes: Iterable[FileChange]) -> None:
    new = {change.file: change.new for change in changes}
    copy.mkdir()
    for entry in data_dir.iterdir():
        if entry.name not in _CHANGED_FOLDERS:
            _link(entry, copy / entry.name)
            continue
        (copy / entry.name).mkdir()
        for file in entry.iterdir():
            if file.exists() and not (file.is_file() or file.is_dir()):
                raise DataError(f"{file}: is not a regular file; remove it.")
            if f"{entry.name}/{file.name}" not in new:
                _link(file, copy / entry.name / file.name)
    for name, content in new.items():
        (copy / name).write_bytes(content)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:  # Windows allows links only to privileged users
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
