"""Where a preview's files come from: a folder, a tar (plain, gz, zst) or a zip.

What is no plain file below ``people/`` is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.files import archive, folder
from generator.preview.files.folder import NEVER, Folders, Stamp


@dataclass(frozen=True, slots=True)
class File:
    """A file of the preview.

    Attributes:
        path: below ``people/``; what can't be printed in it is escaped, as Python writes it.
        held: its content, or where it lies: then whoever parses it reads it.
        stamp: of a file in a folder its size and time of change, `NEVER` in an archive.
    """

    path: str
    held: bytes | str
    stamp: Stamp = NEVER

    def content(self) -> bytes:
        """The bytes; raises `OSError` where they can't be read."""
        return self.held if isinstance(self.held, bytes) else Path(self.held).read_bytes()


def iter_files(path: Path, folders: Folders | None = None) -> Iterator[File]:
    """Yield each file of the preview.

    Folders come sorted by name, archives in their own order.

    Args:
        path: a folder or an archive.
        folders: what is known of a folder, and gets to know.

    Raises:
        PreviewError: if ``path`` is missing, of no known kind, broken, or beyond the limits of archives.
    """
    if path.is_dir():
        for name, place, stamp in folder.members(path, folders or Folders()):
            yield File(_printable(name), place, stamp)
    elif path.is_file():
        for name, content in archive.archived_files(path):
            yield File(_printable(name), content)
    else:
        raise PreviewError(f"{path}: no such file or folder. Give a built preview, or an archive of it.")


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
