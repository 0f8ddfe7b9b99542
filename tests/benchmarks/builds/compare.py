"""Whether two folders hold the same files with the same bytes."""

from __future__ import annotations

import os
from hashlib import blake2b, file_digest
from pathlib import Path

Digests = dict[str, bytes]


def digests(folder: Path) -> Digests:
    """Digest of each file, by its path below the folder; empty if there is no folder."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            with path.open("rb") as stream:
                found[path.relative_to(folder).as_posix()] = file_digest(
                    stream, lambda: blake2b(digest_size=16)
                ).digest()
    return found


def differing(one: Digests, other: Digests) -> list[str]:
    """Files that only one has or that differ, sorted."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
