"""``assets/data/authors.js``: all author pages, ordered by page ID, for the search of authors.

The value is a list of two texts, which the browser searches without taking
them apart: with a list of a hundred thousand entries the first answer would
come late.

- The first has a line for each page.  Fields between tabs, empty ones at the
  end left out: name; slug of the page ID, unless it is what
  ``lists/load.ts`` makes of the name (`_simple_slug`); those words of the name that
  have diacritics, in small letters and without diacritics.
- The second has two characters for each page, each a number added to the code
  of ``0``: the number of papers; twice the number of suggested groups (0 if
  there is no review page), plus 1 if the author is verified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model import UNVERIFIED
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.review_page_summary import ReviewPageSummary
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script

_SEPARATOR, _BETWEEN_WORDS, _NOT_IN_SLUGS = re.compile(r"[\t\n]"), re.compile(r"[\s-]+"), re.compile("[^a-z0-9]+")


def write_authors(out: Path, pages: Iterable[AuthorPageSummary], summaries: Mapping[str, ReviewPageSummary]) -> None:
    """Write ``authors.js``.

    Args:
        out: the site's folder.
        pages: all author pages, sorted by ID.
        summaries: review pages by ID.
    """
    lines: list[str] = []
    numbers: list[str] = []
    for page in pages:
        summary = summaries.get(page.id)
        name = _SEPARATOR.sub(" ", page.name.full)
        slug = page.id.removesuffix(UNVERIFIED)
        words = () if name.isascii() else [word for word in _BETWEEN_WORDS.split(name) if not word.isascii()]
        fields = (
            name,
            "" if slug == _simple_slug(name) else slug,
            " ".join(folded for word in words if (folded := _fold(word)) != word),
        )
        lines.append("\t".join(fields).rstrip("\t"))
        papers = len(page.papers) or len(page.papers_without_mention)
        groups_and_verified = 2 * (summary.groups if summary else 0) + (page.id == slug)
        numbers += (chr(ord("0") + number) for number in (papers, groups_and_verified))
    write_file(out / DATA_FOLDER / "authors.js", data_script("authors", ["\n".join(lines), "".join(numbers)]))


def _fold(text: str) -> str:
    """In small letters and without diacritics, as ``fold`` of ``lists/search.ts``."""
    if text.isascii():
        return text.lower()
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return re.sub("[‘’ʼ]", "'", letters).lower()


def _simple_slug(name: str) -> str:
    """The slug as ``lists/load.ts`` makes it; it differs from `name_slug` where letters are transliterated."""
    return _NOT_IN_SLUGS.sub("-", _fold(name)).strip("-")
