"""Pages cut at their entries, so that an entry is parsed once, however many pages it stands on.

A paper stands on the pages of all its authors, in the same bytes; and all
pages of a preview begin with the same markup, up to their main section.
Parsing takes most of the time in which a preview is read.  So a page is cut:

1. Its frame, all before the main section, is compared with the frame of an
   earlier page (`page_frame`); the notice is known from there.
2. Its list of papers is split where entries begin.  Each entry has a digest of
   its bytes and of the year above it, and `EntryCache` knows the papers of all
   entries that were parsed before, by digest.
3. What is left is an `UnparsedPart`: the heading with its notes, and the
   entries that are new.  The parser gets these alone, joined to one document.
4. The page's papers are put together by digest again.

Leaving markup out gives the same tree only if the parser has the same
elements open before and after it.  An entry that leaves something open, such
as ``<b>`` or ``<!--``, would change how the next one is read.  So a marker
(`marker`) is written around each entry, which shows whether it does.  An entry
gets into the cache only if it was parsed between two intact markers.  A page
with anything unusual is not cut, or its part is given up, and it is parsed
whole: the result never depends on what was in the cache.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from generator.model import Notice, Paper
from generator.preview.html.dom import Node, classes, parse_fast
from generator.preview.layout.landmarks import (
    ABSTRACT_CLASS,
    DOCTYPE,
    ENTRY_CLASS,
    ENTRY_START,
    LIST_ANCESTORS,
    LIST_END,
    LIST_START,
    PAPER_LIST,
    YEAR_END,
    YEAR_START,
)
from generator.preview.layout.marker import MARKER, is_marker
from generator.preview.layout.page_frame import PageFrame
from generator.preview.layout.paper_entry import parse_entry, year_in
from generator.preview.limits import check_markup

# Opens the elements that a page's frame opens, and has text before the main section as a frame has.
_FRAME_STAND_IN = f"{DOCTYPE}<body>.<div>"
_YEAR_HEADING = re.compile(rf"{YEAR_START}(\d{{4}}){YEAR_END}")
# A second <body> or <html> gives its attributes to the first, from wherever it stands.
_SECOND_ROOT = re.compile(r"<[bBhH][oOtT]")


@dataclass(frozen=True, slots=True)
class UnparsedPart:
    """What has to be parsed of a page: its heading, and the entries that are not in the cache.

    Attributes:
        heading: markup from the start of the main section to the start of the list.
        entries: markup of each new entry, with its abstract.
        digests: of these entries; they become the papers' versions.
        years: in the heading above each of these entries, None without one.
    """

    heading: str
    entries: tuple[str, ...]
    digests: tuple[bytes, ...]
    years: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page cut at its entries.

    Attributes:
        notice: the preview's notice.
        digests: of all entries, in page order.
        unparsed: what has to be parsed.
    """

    notice: Notice
    digests: tuple[bytes, ...]
    unparsed: UnparsedPart


class EntryCache:
    """The papers of all entries parsed so far, by digest, and the frame that pages share."""

    def __init__(self, previous: Mapping[bytes, Paper] | None = None) -> None:
        """Begin with the papers of an earlier reading, by version, abstracts included."""
        self._previous = previous
        self._papers: dict[bytes, Paper] = {}
        self._pending: set[bytes] = set()
        self._frame: PageFrame | None = None

    def cut(self, markup: str, skip_pending: bool = False) -> CutPage | None:
        """Cut a page; None if it has to be parsed whole.

        Args:
            markup: the whole page.
            skip_pending: also leave out the entries that are still being parsed for pages cut earlier, and mark the
                new ones of this page as such.  `papers_of` must then be called in the order in which pages were cut.
        """
        matched = self._match_frame(markup)
        if matched is None:
            return None
        notice, main = matched
        start = markup.find(LIST_START, main) + len(LIST_START)
        end = markup.find(LIST_END, start)
        if not main < start <= end or _SECOND_ROOT.search(markup, end):
            return None
        entries = _split_list(markup[start:end])
        if entries is None:
            return None
        digests = tuple([_digest(year, entry) for year, entry in entries])
        if self._previous is not None:
            found = ((digest, self._previous.get(digest)) for digest in digests if digest not in self._papers)
            self._papers |= {digest: paper for digest, paper in found if paper}
        papers, pending = self._papers, self._pending if skip_pending else ()
        new = [i for i, digest in enumerate(digests) if digest not in papers and digest not in pending]
        unparsed = UnparsedPart(
            markup[main:start],
            tuple([entries[i][1] for i in new]),
            tuple([digests[i] for i in new]),
            tuple([entries[i][0] for i in new]),
        )
        if skip_pending:
            self._pending.update(unparsed.digests)
        return CutPage(notice, digests, unparsed)

    def papers_of(self, page: CutPage, parsed: Sequence[Paper] | None) -> list[Paper] | None:
        """All papers of a page, in page order; None if some of its entries could not be parsed.

        Args:
            page: a page that this cache has cut.
            parsed: the papers of its unparsed part, None if that part could not be parsed.
        """
        for paper in parsed or ():
            self._papers.setdefault(paper.version, paper)
        self._pending.difference_update(page.unparsed.digests)
        if parsed is None or not all(digest in self._papers for digest in page.digests):
            return None
        return [self._papers[digest] for digest in page.digests]

    def first_of_version(self, paper: Paper) -> Paper:
        """The paper of the same version that came first, so that equal papers are in memory once."""
        return self._papers.setdefault(paper.version, paper)

    def _match_frame(self, markup: str) -> tuple[Notice, int] | None:
        matched = self._frame.match(markup) if self._frame else None
        if matched is None and (frame := PageFrame.learn(markup)):
            self._frame = frame
            matched = frame.match(markup)
        return matched


def parse_document(part: UnparsedPart) -> tuple[Node, list[Paper]] | None:
    """The document made of the unparsed part of a page, and its papers; None if the page has to be parsed whole.

    Raises:
        PreviewError: an entry can't be understood.
    """
    markup = MARKER.join([part.heading, *part.entries, ""])
    if _SECOND_ROOT.search(markup):
        return None
    check_markup(markup)
    root = parse_fast(f"{_FRAME_STAND_IN}{markup}")
    entries = _entries_between_markers(root)
    if entries is None or len(entries) != len(part.digests):
        return None
    return root, [
        parse_entry(entry, abstract, year, digest)
        for (entry, abstract), digest, year in zip(entries, part.digests, part.years, strict=True)
    ]


def _split_list(markup: str) -> list[tuple[int | None, str]] | None:
    """The year and the markup of each entry, abstract included; None if there is anything but entries and years."""
    above, *rest = markup.split(ENTRY_START)
    entries = []
    year: int | None = None
    for entry in rest:
        if above:
            heading = _YEAR_HEADING.fullmatch(above)
            if heading is None:
                return None
            year = year_in(heading.group(1))
        above = entry[entry.rfind(YEAR_START) :] if entry.endswith(YEAR_END) else ""
        entries.append((year, ENTRY_START + entry.removesuffix(above)))
    return None if above else entries


def _digest(year: int | None, entry: str) -> bytes:
    return blake2b(f"{year}{entry}".encode(), digest_size=16).digest()


def _entries_between_markers(root: Node) -> list[tuple[Node, Node | None]] | None:
    """The entries with their abstracts; None if anything else stands between the markers, or a marker is not intact."""
    listing = root.first(PAPER_LIST)
    nodes = [child for child in listing.children() if child.tag != "#text"] if listing else []
    if listing is None or listing.path() != LIST_ANCESTORS or not nodes or not is_marker(nodes[0]):
        return None
    entries: list[tuple[Node, Node | None]] = []
    entry: Node | None = None
    abstract: Node | None = None
    for node in nodes[1:]:
        names = classes(node)
        if entry is not None and is_marker(node):
            entries.append((entry, abstract))
            entry = abstract = None
        elif entry is not None and ABSTRACT_CLASS in names:
            abstract = node
        elif entry is None and ENTRY_CLASS in names and ABSTRACT_CLASS not in names:
            entry = node
        else:
            return None
    return entries if entry is None else None
