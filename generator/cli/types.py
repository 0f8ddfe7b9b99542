"""Types of the commands' arguments, and what several commands do with files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.errors import ConflictError, PatchError, ReviewError

EXISTING = click.Path(exists=True, path_type=Path)
DATA = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
PATCH = click.Path(exists=True, dir_okay=False, path_type=Path)


def write(path: Path, text: str) -> None:
    """Write a text file.

    Raises:
        ReviewError: it can't be written.
    """
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        advice = "" if path.parent.is_dir() else f" Create the folder {path.parent} first."
        raise ReviewError(f"{path}: can't be written ({error.strerror}).{advice}") from error


@contextmanager
def named(patch: str, conflict: str = "the patch does not fit the data") -> Iterator[None]:
    """Name the file in the message of a refused patch.

    Args:
        patch: the file, or both files.
        conflict: what a list of conflicts means.
    """
    try:
        yield
    except ConflictError as error:
        raise PatchError(f"{patch}: {conflict}:\n  " + "\n  ".join(error.conflicts)) from error
    except PatchError as error:
        raise PatchError(f"{patch}: {error}") from error
