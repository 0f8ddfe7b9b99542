"""Where a preview's files come from: a folder, a tar (plain, gz, zst) or a zip.

Nothing but plain files below ``people/`` is ever opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.files.archive import archived_files
from generator.preview.files.folder import NO_STAMP, FileStamp, FolderScan, changed_files, people_folder
from generator.preview.limits import MAX_PAGE_BYTES, LimitError


@dataclass(frozen=True, slots=True)
class PreviewFile:
    """A file of the preview.

    Attributes:
        path: below ``people/``; characters that can't be printed are escaped as in a Python string.
        source: its content if it comes from an archive, None if that is too large there; else its path on the disk.
        stamp: size and modification time in a folder, `NO_STAMP` in an archive.
    """

    path: str
    source: bytes | str | None
    stamp: FileStamp = NO_STAMP

    def read(self) -> bytes:
        """The content.

        Raises:
            LimitError: it is too large for an author page.
            OSError: it can't be read from the disk.
        """
        content = self.source
        if isinstance(content, str):
            with Path(content).open("rb") as stream:
                content = stream.read(MAX_PAGE_BYTES + 1)
        if content is None or len(content) > MAX_PAGE_BYTES:
            raise LimitError(f"the file has more than {MAX_PAGE_BYTES:,} bytes, which no author page has")
        return content


def iter_files(path: Path, scan: FolderScan | None = None) -> Iterator[PreviewFile]:
    """Yield each file of the preview; of a folder that was scanned before, only the new and changed ones.

    Folders come sorted by name, archives in their own order.

    Args:
        path: a folder or an archive.
        scan: has the result of the folder's previous scan; that of this scan is written into it.

    Raises:
        PreviewError: ``path`` is missing, of no known kind, damaged, unreadable, or beyond the limits of archives.
    """
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        raise PreviewError(f"{path}: can't be read ({error.strerror}). Give this user access to it.") from error
    if is_folder:
        for name, place, stamp in changed_files(path, scan or FolderScan()):
            yield PreviewFile(_printable(name), place, stamp)
    elif is_file:
        for name, content in archived_files(path):
            yield PreviewFile(_printable(name), content)
    else:
        raise PreviewError(f"{path}: no such file or folder. Give a built preview, or an archive of it.")


def names_in_people(path: Path) -> list[str]:
    """Return the names of all files and folders right below ``people/`` of a preview's folder.

    Raises:
        PreviewError: it holds no ``people/``, or that can't be read.
    """
    people = people_folder(path)
    try:
        return os.listdir(people)  # noqa: PTH208 - no pathlib: there are a hundred thousand
    except OSError as error:
        raise PreviewError(f"{people}: can't be read ({error.strerror}). Give a preview's folder.") from error


def file_in_people(path: Path, name: str) -> PreviewFile | None:
    """Return a file of a preview's folder by its path below ``people/``; None if there is no plain file.

    As when the whole folder is read, symbolic links are not followed.
    """
    place = str(people_folder(path))
    try:
        for part in name.split("/"):
            place = f"{place}{os.sep}{part}"
            mode = os.lstat(place).st_mode
            if stat.S_ISLNK(mode):
                return None
    except OSError:
        return None
    return PreviewFile(name, place) if stat.S_ISREG(mode) else None


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
