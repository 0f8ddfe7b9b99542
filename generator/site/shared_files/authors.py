"""The searchable list of all author pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model import UNVERIFIED
from generator.review.page_record import PageRecord
from generator.review.page_summary import PageSummary
from generator.site.addresses import DATA
from generator.site.output_files import write
from generator.site.shared_files.data_script import data_script

_BREAK, _BETWEEN_WORDS, _NO_SLUG = re.compile(r"[\t\n]"), re.compile(r"[\s-]+"), re.compile("[^a-z0-9]+")


def write_authors(out: Path, pages: Iterable[PageRecord], summaries: Mapping[str, PageSummary]) -> None:
    """All author pages for the searchable list, ordered by page ID, in two texts that the browser searches as they are.

    The first has a line for each page, fields between tabs, none empty at the
    end: name, slug unless the name gives it away, the name's words that have
    diacritics without them.  The second has two characters for each page,
    numbers counted from ``0``: papers; twice the suggested persons (none: the
    page has no review page), one more if it is verified.
    """
    names: list[str] = []
    facts: list[str] = []
    for page in pages:
        summary = summaries.get(page.id)
        name = _BREAK.sub(" ", page.name.full)
        slug = page.id.removesuffix(UNVERIFIED)
        words = () if name.isascii() else [word for word in _BETWEEN_WORDS.split(name) if not word.isascii()]
        line = (
            name,
            "" if slug == _plain_slug(name) else slug,
            " ".join(plain for word in words if (plain := _fold(word)) != word),
        )
        names.append("\t".join(line).rstrip("\t"))
        numbers = (len(page.papers) or len(page.others), 2 * (summary.groups if summary else 0) + (page.id == slug))
        facts += (chr(ord("0") + number) for number in numbers)
    write(out / DATA / "authors.js", data_script("authors", ["\n".join(names), "".join(facts)]))


def _fold(text: str) -> str:
    """In small letters and without diacritics, as ``AR.search.fold`` in the browser."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return re.sub("[‘’ʼ]", "'", plain).lower()


def _plain_slug(name: str) -> str:
    """The slug as a few lines of JavaScript make it too; wrong where letters must be transliterated."""
    return _NO_SLUG.sub("-", _fold(name)).strip("-")
