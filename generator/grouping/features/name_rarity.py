"""Parts of names, and how many people to expect with one name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generator.model import Name


def name_parts(name: Name) -> tuple[str, str]:
    """Return the first word of the given names and the family name, as slugs.

    Both are cut out of the slug of the whole name, so that a letter is transliterated in the same way everywhere.  For
    a name of one word the first part is ``""``.
    """
    words = name.slug.split("-")
    last = max(1, len(name.last.replace("-", " ").split()))
    return (words[0], "-".join(words[-last:])) if len(words) > 1 else ("", words[0])


def log_expected_namesakes(
    firsts: Mapping[str, int], lasts: Mapping[str, int], authors: int, first: str, last: str
) -> float:
    """Return log10 of the number of people to expect with a name, about -5 to 1.

    Given and family names are taken as independent of each other: if 300 of 100,000 authors have the given name
    Yang and 1,500 the family name Liu, 4.5 authors can be expected to be called Yang Liu.

    Args:
        firsts, lasts: given or family name -> number of name slugs that have it; each count is increased by 1, so
            that names that don't occur have a value too.
        authors: number of name slugs.
        first, last: parts of the name, see `name_parts`.
    """
    expected = (firsts.get(first, 0) + 1) * (lasts.get(last, 0) + 1) / max(authors, 1)
    return float(np.log10(expected))
