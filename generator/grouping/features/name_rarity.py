"""Parts of names, and how many people chance alone would give one name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generator.model import Name


def name_parts(name: Name) -> tuple[str, str]:
    """Return the first word of the given names and the family name, as slugs.

    Taken from the slug of the whole name, so that no letter is transliterated in another way.
    """
    words = name.slug.split("-")
    last = max(1, len(name.last.replace("-", " ").split()))
    return (words[0], "-".join(words[-last:])) if len(words) > 1 else ("", words[0])


def expected_namesakes(
    firsts: Mapping[str, int], lasts: Mapping[str, int], authors: int, first: str, last: str
) -> float:
    """Return how many people of a name chance alone would make, as log10; about -5 to 1.

    Given names and family names are taken as independent: with 300 slugs
    called Yang and 1,500 called Liu among 100,000, there would be 4.5.
    """
    expected = (firsts.get(first, 0) + 1) * (lasts.get(last, 0) + 1) / max(authors, 1)
    return float(np.log10(expected))
