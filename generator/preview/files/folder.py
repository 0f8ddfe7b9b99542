"""Files of a preview in a folder; with the result of the previous scan, only files that changed since then.

A real preview has three hundred thousand files and folders, so the scan works
with strings and `os`, not with `pathlib`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import PreviewError
from generator.runtime.processes import run_forked

FileStamp = tuple[int, int]
"""Size and modification time (ns) of a file: while both stay the same, its content is taken to be unchanged."""
NO_STAMP: FileStamp = (-1, -1)
"""Equal to no file's stamp: a file that is recorded with it is read by each build."""
_NO_FOLDER_STAMP = -1
"""Equal to no folder's modification time: a folder that is recorded with it is listed by each build."""
_MAX_DEPTH = 4
"""Levels below people/ that are scanned: author pages need ``<id>/unverified``, awards one more."""


@dataclass(slots=True)
class FolderScan:
    """A scan of a preview's folder, compared with the previous scan.

    Attributes:
        previous_folders: modification time (ns) of each folder by path below ``people/``, from the previous scan.
        previous_files: stamp of each file by path below ``people/``, likewise.
        folders: modification times of this scan; filled while it runs.
        unchanged: paths of files with the same stamp as in the previous scan; filled while it runs.
    """

    previous_folders: Mapping[str, int] = field(default_factory=dict)
    previous_files: Mapping[str, FileStamp] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)


def people_folder(root: Path) -> Path:
    """The folder ``people/`` of a preview, which may also be given itself."""
    return root if root.name == "people" else root / "people"


def changed_files(root: Path, scan: FolderScan) -> Iterator[tuple[str, str, FileStamp]]:
    """Yield each plain file below ``people/`` that is new or has another stamp than in the previous scan.

    Yields:
        Path below ``people/``, path on the disk, and stamp.

    Raises:
        PreviewError: there is no ``people/``, or something below it can't be read.
    """
    people = people_folder(root)
    base = f"{people}{os.sep}"
    with _disk_errors_named(base):
        if not people.is_dir():
            raise PreviewError(f"{root}: holds no folder people/. Give the folder that a preview was built into.")
        waiting = [""]
        if scan.previous_folders:  # a forked process compares the files while this one compares the folders
            find_changed = run_forked(_changed_files, base, scan.previous_files)
            waiting = list(_changed_folders(base, scan))
            yield from _changed_in_unchanged_folders(base, find_changed(), scan)
        while waiting:
            folder = waiting.pop()
            prefix = f"{folder}/" if folder else ""
            try:
                modified = os.lstat(base + folder).st_mtime_ns
                files, subfolders = _list_folder(base + folder)
            except FileNotFoundError:
                continue  # it was removed while the scan ran
            except NotADirectoryError:
                if folder in scan.previous_folders:
                    continue  # a file took its place since the previous scan; the folder above it lists that
                raise
            # A name that can't be printed is recorded escaped, which is not its path on the disk: so its folder is
            # listed by each build.
            printable = all(map(str.isprintable, (*files, *subfolders)))
            scan.folders[folder] = modified if printable else _NO_FOLDER_STAMP
            for name in files:
                if (stamp := _stamp_of(f"{base}{prefix}{name}")) is not None:
                    yield prefix + name, f"{base}{prefix}{name}", stamp
            if prefix.count("/") < _MAX_DEPTH:
                paths = (prefix + name for name in reversed(subfolders))
                waiting += [path for path in paths if path not in scan.previous_folders]


@contextmanager
def _disk_errors_named(base: str) -> Iterator[None]:
    """Raise an `OSError` as a `PreviewError` that names the file or folder."""
    try:
        yield
    except OSError as error:
        raise PreviewError(
            f"{error.filename or base}: can't be read ({error.strerror or error}). "
            "Give this user access to all of people/, and let nothing write to it meanwhile."
        ) from error


def _changed_in_unchanged_folders(
    base: str, changed: Mapping[str, FileStamp | None], scan: FolderScan
) -> Iterator[tuple[str, str, FileStamp]]:
    """Yield the changed files of folders that are not listed again, and record their unchanged files."""
    for path in scan.previous_files:
        if (folder := path.rpartition("/")[0]) in scan.folders:
            if path not in changed:
                scan.unchanged.append(path)
            elif (stamp := changed[path]) is not None:
                yield path, base + path, stamp
            else:  # removed while the scan ran: the next build must list the folder
                scan.folders[folder] = _NO_FOLDER_STAMP


def _changed_files(base: str, previous: Mapping[str, FileStamp]) -> dict[str, FileStamp | None]:
    """Files of the previous scan whose stamp changed, each with its stamp of now; None if it was removed."""
    return {path: stamp for path, before in previous.items() if (stamp := _stamp_of(base + path)) != before}


def _changed_folders(base: str, scan: FolderScan) -> Iterator[str]:
    """Yield the folders of the previous scan that must be listed again, and record the unchanged ones."""
    lstat, folders = os.lstat, scan.folders
    for folder, before in scan.previous_folders.items():
        if folder.endswith("/unverified") and f"{folder}/index.html" in scan.previous_files:
            folders[folder] = before  # the author page is compared as a file, and nothing else in there matters
            continue
        try:
            if lstat(base + folder).st_mtime_ns == before:
                folders[folder] = before
            else:
                yield folder
        except (FileNotFoundError, NotADirectoryError):
            continue  # it was removed, so the folder above it changed


def _stamp_of(path: str) -> FileStamp | None:
    """Stamp of a file; None if it was removed."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size, status.st_mtime_ns


def _list_folder(folder: str) -> tuple[list[str], list[str]]:
    """Names of the plain files and of the folders in a folder, sorted."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    return (
        [entry.name for entry in listed if entry.is_file(follow_symlinks=False)],
        [entry.name for entry in listed if entry.is_dir(follow_symlinks=False)],
    )
