"""Names of persons, and the slugs by which the Anthology matches them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from slugify import slugify

_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_OTHER_SCRIPT = re.compile(r" \([^()]*[^\x00-\u024f\u1e00-\u1eff][^()]*\)$")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A personal name as the Anthology splits it.

    Attributes:
        first: given names, or ``""`` for a one-word name.
        last: family name, never empty.
    """

    first: str
    last: str

    @property
    def full(self) -> str:
        """First and last name, as printed on a paper."""
        return f"{self.first} {self.last}" if self.first else self.last

    @property
    def slug(self) -> str:
        """The slug that name matching compares (see `name_slug`)."""
        return name_slug(self.full)


@lru_cache(maxsize=1 << 18)
def name_slug(full_name: str) -> str:
    """Slug of a full name, as ``acl_anthology.people.Name.slugify`` makes it.

    Two names match when their slugs are equal.  Depends on python-slugify with
    Unidecode, as the upstream library does; another transliteration would
    match other names.
    """
    if _PLAIN.fullmatch(full_name):  # what slugify gives for most names, in a twentieth of the time
        return full_name.lower().replace(" ", "-")
    return slugify(full_name, replacements=(("ʼ", "-"), ("’", "-")))


def plain_name(printed: str) -> str:
    """A printed name without the form in another script that follows in parentheses."""
    return _OTHER_SCRIPT.sub("", printed) if ")" in printed else printed
