"""Names of persons, and the name slugs by which name matching compares them."""

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

    @classmethod
    def split(cls, printed: str) -> Name:
        """Split a printed name: ``Zoë de la Cruz`` before its last word, ``de la Cruz, Zoë`` at its comma.

        Only the second form says for certain which words are the family name.
        """
        last, comma, first = (part.strip() for part in printed.partition(","))
        if comma and first and last:
            return cls(first, last)
        first, _, last = printed.strip().rpartition(" ")
        return cls(first.strip(), last)

    @property
    def full(self) -> str:
        """First and last name with a space between."""
        return f"{self.first} {self.last}" if self.first else self.last

    @property
    def slug(self) -> str:
        """The name slug (`name_slug`)."""
        return name_slug(self.full)


@lru_cache(maxsize=1 << 18)
def name_slug(full_name: str) -> str:
    """Name slug of a full name: ``zoe-de-la-cruz`` for ``Zoë de la Cruz``.

    The same as ``acl_anthology.people.Name.slugify``, which is python-slugify
    with Unidecode's transliteration: two names match if their slugs are equal,
    so another transliteration would resolve slots to other persons.
    """
    if _PLAIN.fullmatch(full_name):  # what slugify gives for most names, in a twentieth of the time
        return full_name.lower().replace(" ", "-")
    return slugify(full_name, replacements=(("ʼ", "-"), ("’", "-")))


def plain_name(printed: str) -> str:
    """A printed name without its form in another script: ``Ru Li`` for ``Ru Li (李茹)``.

    Parentheses that hold Latin letters only are part of the name, and stay.
    """
    return _OTHER_SCRIPT.sub("", printed) if ")" in printed else printed
