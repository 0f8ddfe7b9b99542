"""An author of another source's list is found in the data, and left out where it could be two."""

from __future__ import annotations

import pytest

from generator.evidence.author_places import author_places
from generator.model import Name

NAMES = (Name("Jean-Luc", "Müller"), Name("Lei", "Li"), Name("Wei", "Zhang"))


@pytest.mark.parametrize(
    ("listed", "places"),
    [
        (["Jean Luc Muller", "Lei Li", "Wei Zhang"], [0, 1, 2]),
        (["JeanLucMüller", "WeiZhang"], [0, 2]),
        (["Wei Zhang", "J.-L. Müller", "Lei Li"], [2, None, 1]),
        (["J.-L. Müller", "L. Li", "W. Zhang"], [0, 1, 2]),
        (["J.-L. Müller", "L. Li"], [None, None]),
        (["Lei Li", "Lei Li", "Wei Zhang"], [None, 1, 2]),
        (["Lei Li", "Lei Li"], [None, None]),
        (["", "???", "Li Wei"], [None, None, None]),
        ([], []),
    ],
)
def test_names_are_found_by_letters_else_by_place_and_family_name(listed: list[str], places: list[int | None]) -> None:
    assert author_places(NAMES, listed) == places
