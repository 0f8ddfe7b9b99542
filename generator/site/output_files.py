"""Files of a site, which may be one with those of a site that is being served: they are replaced, never changed."""

from __future__ import annotations

from pathlib import Path

VARIANTS = (".gz", ".br")
"""Endings of the compressed variants that lie beside a file."""


def write(path: Path, text: str) -> None:
    """Write UTF-8 with Unix line ends, on every system."""
    content = text.encode("utf-8", "replace")
    try:
        _create(path, content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path, content)
    except FileExistsError:
        remove(path)
        _create(path, content)


def _create(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def remove(path: Path) -> None:
    """Take out a file and its compressed variants, whether they are there or not."""
    for file in (path, *(path.with_name(path.name + kind) for kind in VARIANTS)):
        file.unlink(missing_ok=True)
