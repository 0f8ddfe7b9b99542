"""Writing and removing files of a site.

A file that exists may be a hard link to a file of the site that is being
served, so it is replaced, never written into.
"""

from __future__ import annotations

from pathlib import Path

COMPRESSED_SUFFIXES = (".gz", ".br")
"""Suffixes of the compressed variants beside a file, added to its whole name."""


def write_file(path: Path, text: str) -> None:
    """Write text as UTF-8, with Unix line ends on every system, and remove compressed variants of the old content.

    Missing folders are made.  Lone surrogates become question marks.
    """
    content = text.encode("utf-8", "replace")
    try:
        _create(path, content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path, content)
    except FileExistsError:
        remove_file(path)
        _create(path, content)


def _create(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def remove_file(path: Path) -> None:
    """Remove a file and its compressed variants; those that are not there are no error."""
    for file in (path, *(path.with_name(path.name + suffix) for suffix in COMPRESSED_SUFFIXES)):
        file.unlink(missing_ok=True)
