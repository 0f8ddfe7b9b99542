"""Reads what was decided before, from a folder of accepted patches."""

from __future__ import annotations

from pathlib import Path

from generator.errors import ReviewError
from generator.model import Decided


def read_decided(folder: Path | None) -> Decided:
    """Return what the patches in a folder decide beside assignments; files that don't end in ``.json`` are left alone.

    Args:
        folder: the folder, None for none; its own folders are not read.

    Raises:
        PatchError: one of the files is no patch; the message begins with the file.
        ReviewError: the folder can't be read.
    """
    decided = Decided()
    try:
        paths = sorted(folder.iterdir()) if folder else []
    except OSError as error:
        raise ReviewError(f"{folder}: can't be read ({error.strerror}). Give a folder of accepted patches.") from error
    patches = [path for path in paths if path.suffix == ".json"]
    if patches:
        from generator.patch.document import read_patch  # takes a while to load, and most builds have none
    for path in patches:
        decided = decided.joined(read_patch(path).decided)
    return decided
