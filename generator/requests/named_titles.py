"""Which papers a request names by their titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.model import Paper

_SHORTEST = 14
"""Characters: what is shorter could be words of a sentence."""
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_NO_WORD = re.compile(r"[\W_]+")


def named_by_title(text: str, papers: Iterable[Paper]) -> frozenset[str]:
    """IDs of the papers whose whole titles stand in a text, whatever its case, accents, punctuation and lines."""
    words = _words(text)
    return frozenset(paper.id for paper in papers if len(title := _words(paper.title)) > _SHORTEST and title in words)


def _words(text: str) -> str:
    """The words of a text, comparable, with a space before and after each."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return f" {_NO_WORD.sub(' ', _APOSTROPHES.sub('', bare).casefold()).strip()} "
