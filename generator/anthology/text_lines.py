"""Lines of a text as git counts them."""

from __future__ import annotations

import io


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their line ends; only a line feed ends a line.

    `str.splitlines` would also split at a lone carriage return, or at U+2028 inside a name.
    """
    with io.StringIO(text, newline="\n") as stream:
        return stream.readlines()
