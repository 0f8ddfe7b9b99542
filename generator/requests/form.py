"""The Anthology's form for author pages (``02-name-correction.yml``), as an issue has its answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TITLE = re.compile(r"\s*author page\s*:?\s*", re.IGNORECASE)
"""How the form begins an issue's title; the page's ID follows."""
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*")
_BOX = re.compile(r"\s*[-*]\s*\[[xX]\]\s*(.*)")
_KINDS = (
    ("verify", re.compile(r"verif", re.IGNORECASE)),
    ("split", re.compile(r"split|disambiguat|conflat", re.IGNORECASE)),
    ("merge", re.compile(r"merge", re.IGNORECASE)),
    ("name", re.compile(r"(?:author )?name change\b|change (?:of|my|the) name", re.IGNORECASE)),
)
_NOTHING = "_No response_"


@dataclass(frozen=True, slots=True)
class Form:
    """The answers of a form.

    Attributes:
        pages: lines under *Author Pages*.
        kinds: what is ticked under the kind of correction: ``verify``, ``split``, ``merge``, ``name``.
        is_one: whether the text is a filled form at all.
        has_name_change: whether something is written under a heading about a change of name.
    """

    pages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    is_one: bool = False
    has_name_change: bool = False


def read_form(text: str) -> Form:
    """Read the answers; a text that is no form gives an empty one."""
    pages: list[str] = []
    kinds: set[str] = set()
    headings, change = 0, False
    for heading, line in _answers(text):
        if not line:
            headings += "author page" in heading or "orcid" in heading or "type of" in heading
        elif "author page" in heading:
            pages.append(line)
        elif box := _BOX.fullmatch(line):
            # The first words of a box say its kind; what follows explains it, and names other kinds.
            kinds |= {kind for kind, words in _KINDS if words.match(box[1])}
        elif "name change" in heading:
            change = True
    order = [kind for kind, _ in _KINDS]
    return Form(tuple(pages), tuple(sorted(kinds, key=order.index)), headings > 0, change)


def _answers(text: str) -> Iterator[tuple[str, str]]:
    """Lines with the heading above them, in small letters; each heading itself with an empty line."""
    heading = ""
    for raw in text.splitlines():
        line = raw.strip()
        if found := _HEADING.fullmatch(line):
            heading = found[1].lower()
            yield heading, ""
        elif line and line != _NOTHING:
            yield heading, line
