"""Numbers with their nouns."""

from __future__ import annotations


def quantity(n: int, one: str, many: str = "") -> str:
    """A number with its noun in the singular or plural: ``1 paper``, ``1,200 papers``.

    Args:
        n: the number.
        one: the noun in the singular.
        many: its plural, ``""`` for ``one`` with an s.
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"
