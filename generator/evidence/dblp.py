"""Whom DBLP takes the Anthology's authors for: numbered namesakes, and ORCIDs.

DBLP numbers namesakes that it tells apart: ``Lei Li 0003``.  A name without a number says nothing: it may be that of a
person without namesakes, or hold the papers that nobody has sorted yet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.anthology.data import AnthologyData
from generator.anthology.ids import is_valid_orcid
from generator.anthology.item import Item
from generator.evidence.author_places import author_places
from generator.evidence.dblp_records import DblpRecord, dblp_records
from generator.model import Role, Statement

NAMESAKES, ORCIDS = "dblp", "dblp-orcid"
"""Sources of the statements."""

_HOSTS = re.compile(r"(?:[a-z-]+\.)*(?:aclanthology\.(?:org|info)|aclweb\.org|aclanthology\.coli\.uni-saarland\.de)")
_FILE_SUFFIX = re.compile(r"(?:v\d+)?(?:\.pdf)?$")
_NUMBERED = re.compile(r"(.+) (\d{4})")
_WORD = re.compile(r"[^\W_]+")
_MIN_TITLE_WORDS = 3


def read_dblp(path: Path, data: AnthologyData, progress: Callable[[int], None]) -> list[Statement]:
    """Return what DBLP says of the authors of the data, sorted by paper and place.

    Args:
        path: ``dblp.xml.gz``, or the same unpacked.
        data: the whole data.
        progress: called with the number of records read since the last call.

    Raises:
        EvidenceError: the file can't be read, is cut off, or is not DBLP's XML.
    """
    index = PaperIndex(data.items)
    best: dict[str, tuple[int, DblpRecord]] = {}
    for record in dblp_records(path, progress):
        if says_something(record) and (match := index.find(record)):
            paper, how = match
            if paper not in best or how < best[paper][0]:
                best[paper] = how, record
    return [said for paper in sorted(best) for said in _statements(data.items[paper], best[paper][1])]


def says_something(record: DblpRecord) -> bool:
    """Whether a record tells who an author is."""
    return any(record.orcids) or any(_NUMBERED.fullmatch(name) for name in record.authors)


class PaperIndex:
    """Finds papers of the data by what DBLP has of them.

    Args:
        items: Anthology ID -> item.
    """

    def __init__(self, items: Mapping[str, Item]) -> None:
        """Index DOIs and titles."""
        self._items = items
        self._by_doi = {item.doi.lower(): item.id for item in items.values() if item.doi}
        self._by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
        for item in items.values():
            if (key := _title_key(item.title)) and item.year and item.slots:
                self._by_title[key, str(item.year)].append(item.id)

    def find(self, record: DblpRecord) -> tuple[str, int] | None:
        """Return the paper, and how it was found: 0 by its address, 1 by its DOI, 2 by title and year; None if not.

        By title and year a paper is found only if no other one has them, and if most of the authors agree.
        """
        addresses = [address for edition in record.editions if (address := _address(edition))]
        for address in addresses:
            if _HOSTS.fullmatch(address[0]):
                for part in address[1].split("/"):
                    if (paper := self._known(_FILE_SUFFIX.sub("", part))) is not None:
                        return paper, 0
        for address in addresses:
            if address[0] in ("doi.org", "dx.doi.org"):
                doi = unquote(address[1]).strip("/").lower()
                paper = self._by_doi.get(doi) or self._known(doi.removeprefix("10.18653/v1/"))
                if paper is not None:
                    return paper, 1
        found = self._by_title.get((_title_key(record.title), record.year), [])
        if len(found) == 1:
            names = [slot.name for slot in self._items[found[0]].slots_of(Role.AUTHOR)]
            agreeing = sum(place is not None for place in author_places(names, _without_numbers(record)))
            if 2 * agreeing > max(len(names), len(record.authors)):
                return found[0], 2
        return None

    def _known(self, paper: str) -> str | None:
        return next((form for form in (paper, paper.lower(), paper.upper()) if form in self._items), None)


def _statements(item: Item, record: DblpRecord) -> Iterator[Statement]:
    slots = item.slots_of(Role.AUTHOR)
    places = author_places([slot.name for slot in slots], _without_numbers(record))
    found = []
    for place, name, orcid in zip(places, record.authors, record.orcids, strict=True):
        if place is None:
            continue
        printed = slots[place].name.full
        if _NUMBERED.fullmatch(name) and name.isprintable() and len(name) <= 300:
            found.append(Statement(item.id, NAMESAKES, place, printed, identity=name))
        if is_valid_orcid(orcid):
            found.append(Statement(item.id, ORCIDS, place, printed, identity=orcid))
    yield from sorted(found, key=lambda said: (said.position or 0, said.source))


def _without_numbers(record: DblpRecord) -> list[str]:
    return [match[1] if (match := _NUMBERED.fullmatch(name)) else name for name in record.authors]


def _address(text: str) -> tuple[str, str] | None:
    """Host and path of an address, None if it is malformed."""
    try:
        split = urlsplit(text)
        return split.hostname or "", split.path
    except ValueError:
        return None


def _title_key(title: str) -> str:
    """Title by which papers are compared, ``""`` if it has too few words to tell papers apart."""
    words = _WORD.findall(title.casefold())
    return " ".join(words) if len(words) >= _MIN_TITLE_WORDS else ""
