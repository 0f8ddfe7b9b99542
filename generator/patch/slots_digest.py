"""The digest of author slots, which tells whether data are those from which a patch was made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.model import Mention


def slots_digest(elements: Mapping[Mention, str]) -> str:
    """Return the SHA-256 digest of some slots.

    It is computed over UTF-8, with one line per slot, sorted by (paper, role, position):
    ``<paper>#<role>#<position>``, a tab, the element's exact text, a line feed.

    Args:
        elements: slot -> text from its ``<`` to its last ``>``.

    Returns:
        ``sha256:`` and 64 hexadecimal digits.
    """
    sha256 = hashlib.sha256()
    for mention in sorted(elements, key=lambda mention: (mention.paper, mention.role, mention.position)):
        sha256.update(f"{mention.paper}#{mention.role}#{mention.position}\t{elements[mention]}\n".encode())
    return "sha256:" + sha256.hexdigest()
