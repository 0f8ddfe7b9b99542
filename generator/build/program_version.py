"""A digest of the program: a build does only what changed if the same program made the last build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator import __version__, resources

_NO_PART = frozenset({"__pycache__", "_resources", "client", "node_modules"})
"""Folders of which nothing gets into a site; of the script's source, only what is bundled from it does."""


@cache
def program_digest() -> str:
    """A digest of the version, the program's own files, and the templates and texts that it puts into a site."""
    found = blake2b(__version__.encode(), digest_size=20)
    for folder in (Path(__file__).parent.parent, *(resources.root() / name for name in ("site_templates", "content"))):
        for path in _files(folder):
            found.update(f"\0{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    found.update((resources.root() / "mkdocs.yml").read_bytes())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NO_PART)
        yield from (Path(where, name) for name in sorted(names))
