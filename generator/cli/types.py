"""Types of the commands' arguments.  Paths for output are checked before any work, so that no work is in vain."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from generator.errors import ConflictError, PatchError, ReviewError


class OutputFile(click.Path):
    """A file to be written: refused at once if its folder does not exist, or if it can't be written."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See click."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not _exists(path):
            if not _exists(path.parent):
                raise ReviewError(f"{path}: can't be written, because {path.parent} does not exist. Make that folder.")
            _check_folder(path.parent, path)
        elif not os.access(path, os.W_OK):
            raise ReviewError(f"{path}: can't be written, because you lack the permission. Give another file.")
        return path


class WritingCommand(click.Command):
    """A command that writes beside what it reads: an output among the inputs is refused before any work."""

    def invoke(self, ctx: click.Context) -> Any:
        """See click."""
        from generator.anthology.protected_files import refuse_file_of_data, refuse_folder_of_input, refuse_same_file

        given = [(p.type, ctx.params.get(p.name or "")) for p in self.params]
        values = [(kind, one) for kind, value in given for one in (value if isinstance(value, tuple) else (value,))]
        paths = [(kind, path) for kind, path in values if isinstance(path, Path)]
        for kind, out in paths:
            if isinstance(kind, OutputFile | OutputFolder):
                for other, read in paths:
                    if other is DATA:
                        refuse_file_of_data(out, read)
                    elif not isinstance(other, OutputFile | OutputFolder):
                        refuse_same_file(out, read)
                        if isinstance(kind, OutputFolder):
                            refuse_folder_of_input(out, read)
        return super().invoke(ctx)


class OutputFolder(click.Path):
    """A folder to be made or filled: refused at once if that is not possible.

    Args:
        replaced: the command replaces the whole folder, so it must be able to write in the one that holds it.
    """

    def __init__(self, replaced: bool = False) -> None:
        super().__init__(file_okay=False, path_type=Path)
        self._replaced = replaced

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See click."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = path.absolute().parent if self._replaced else path.absolute()
        while not _exists(folder):
            folder = folder.parent
        _check_folder(folder, path)
        return path


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:  # a folder on the way may not be entered
        return False


def _check_folder(folder: Path, wanted: Path) -> None:
    """Refuse a folder in which nothing can be made."""
    if not folder.is_dir():
        raise ReviewError(f"{wanted}: can't be made, because {folder} is a file. Give another place.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ReviewError(f"{wanted}: can't be made, because you may not write in {folder}. Give another place.")


class InputFile(click.Path):
    """A file to be read, or a folder where that is allowed; a pipe or device may never end, so it is refused."""

    def __init__(self, dir_okay: bool = False) -> None:
        super().__init__(exists=True, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """See click."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.is_file() and not path.is_dir():
            raise ReviewError(f"{path}: is not a regular file; give one.")
        return path


PREVIEW = REQUESTS = InputFile(dir_okay=True)
DATA = click.Path(exists=True, file_okay=False, path_type=Path)
SITE = PREVIEW_FOLDER = JSON_FOLDER = PATCHES = click.Path(exists=True, file_okay=False, path_type=Path)
GOLD = MANIFEST = EVIDENCE = InputFile()
PATCH = click.Path(exists=True, dir_okay=False, path_type=Path)
"""`generator.patch.document.read_patch` reads a pipe, too, as `<(…)` in a shell makes it."""
OUTPUT = OutputFile()


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
        conflict: the headline for a list of conflicts.
    """
    try:
        yield
    except ConflictError as error:
        raise PatchError(f"{patch}: {conflict}:\n  " + "\n  ".join(error.conflicts)) from error
    except PatchError as error:
        raise PatchError(f"{patch}: {error}") from error
