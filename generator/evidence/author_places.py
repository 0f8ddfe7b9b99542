"""Finds the authors of a paper of the data in the list of authors that another source gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model import Name, name_slug, plain_name


def author_places(names: Sequence[Name], listed: Sequence[str]) -> list[int | None]:
    """Return for each listed name the place of this author in the data, None if it can't be told.

    Names agree if they have the same letters: sources differ in accents and hyphens, and GROBID may leave out the space
    between first and last name.  In lists of the same length an author at the same place also agrees if the listed name
    ends with the family name: sources may print initials.

    Args:
        names: in the data, in order.
        listed: in the other source, in order.
    """
    known, letters = [_letters(name.full) for name in names], [_letters(plain_name(name)) for name in listed]
    # A namesake on the same paper could be either of the two, unless both lists have them at the same places.
    twice = {one for counts in (Counter(known), Counter(letters)) for one, count in counts.items() if count > 1}
    places = {one: place for place, one in enumerate(known) if one and one not in twice}
    found = [places.get(one) for one in letters]
    if len(names) == len(listed):
        for place, (name, one) in enumerate(zip(names, letters, strict=True)):
            family = _letters(name.last)
            if found[place] is None and place not in found and family and one.endswith(family):
                found[place] = place
    return found


def _letters(name: str) -> str:
    return name_slug(name).replace("-", "")
