"""What the commands take: kinds of arguments; and how they write a file."""

from __future__ import annotations

from pathlib import Path

import click

from generator.errors import ReviewError

EXISTING = click.Path(exists=True, path_type=Path)
DATA = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
PATCH = click.Path(exists=True, dir_okay=False, path_type=Path)


def write(path: Path, text: str) -> None:
    """Write a file; an error is the user's to see."""
    try:
        path.write_text(text, "utf-8")
    except OSError as exc:
        raise ReviewError(f"{path}: can't be written ({exc.strerror}).") from exc
