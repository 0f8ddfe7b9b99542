"""Keeps what a command writes away from the data that it reads."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import ReviewError

_FOLDERS = ("xml", "json")


def refuse_file_of_data(path: Path, data_dir: Path) -> None:
    """Refuse an output that is a file of the data, or would be one; links are followed.

    Args:
        path: the output.
        data_dir: the folder that holds ``xml/`` and ``json/``.

    Raises:
        ReviewError: it lies below ``xml/`` or ``json/``, or is one file with a file there.
    """
    place = Path(os.path.realpath(path))  # resolve() fails at circles
    for name in _FOLDERS:
        folder = data_dir / name
        if place.is_relative_to(os.path.realpath(folder)) or _is_hard_link_into(place, folder):
            raise ReviewError(f"{path}: lies in the data ({folder}), which this would overwrite; give another file.")


def refuse_same_file(path: Path, read: Path) -> None:
    """Refuse an output that is a file from which the command reads; links are followed.

    Args:
        path: the output.
        read: the file that is read.

    Raises:
        ReviewError: both are one regular file.
    """
    if path.is_file() and read.is_file() and path.samefile(read):
        raise ReviewError(f"{path}: is read by this command, which would overwrite it; give another file.")


def refuse_folder_of_input(path: Path, read: Path) -> None:
    """Refuse an output folder that lies in a folder of input, where the next run would take it for input.

    A site may lie in its preview's folder, to be published with it, but not below ``people/``.

    Args:
        path: the output.
        read: the folder that is read.

    Raises:
        ReviewError: ``path`` is that folder, or lies in it.
    """
    people = read / "people"
    folder = people if people.is_dir() else read
    if folder.is_dir() and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise ReviewError(f"{path}: lies in {folder}, from which this command reads; give another folder.")


def _is_hard_link_into(path: Path, folder: Path) -> bool:
    if not (path.is_file() and path.stat().st_nlink > 1 and folder.is_dir()):
        return False
    with os.scandir(folder) as entries:
        return any(entry.is_file() and path.samefile(entry.path) for entry in entries)
