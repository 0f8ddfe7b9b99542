"""A page cut at its entries, so that only what was not read before is parsed.

The pages of a preview share their first half, and a paper stands on the pages
of all its authors in the same bytes.  What is known by its bytes is left out,
and the parser gets the rest: the heading and new entries.

Leaving markup out gives the same tree only if the parser stands, before and
after it, as it would without it.  Marks prove that.  A mark is a form, which
none can open within another, with an ``<i>``, before which the parser reopens
whatever formatting was left open.  A mark that turns up as an own child of
the list of papers therefore says that nothing is open but the list, and that
no tag, comment, script or the like was cut in two.  A page with anything
unusual is not cut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from generator.model import Notice, Paper
from generator.preview.html.dom import Node, classes, parse_fast
from generator.preview.layout.page_frame import ABOVE_CONTENT, MARK, Frame, is_mark
from generator.preview.layout.paper_entry import ABSTRACT, ENTRY, read_entry, year_in
from generator.preview.limits import check_markup

_LISTING, _ENTRY, _SIDE = (
    "<hr><div class=row><div class=col-lg-9>",
    f'<div class="{ENTRY} ',
    "</div><div class=col-lg-3>",
)
_ABOVE_LISTING = f"{ABOVE_CONTENT} div"
_OPENING = "<!doctype html><body>.<div>"  # as above the main section of a page that has text before it
_HEADING = re.compile(r"<h4>(\d{4})</h4>")
# A second <body> or <html> gives its attributes to the first, from wherever it stands.
_SECOND_ROOT = re.compile(r"<[bBhH][oOtT]")


@dataclass(frozen=True, slots=True)
class Rest:
    """What has to be parsed of a page: its heading, and the entries that are not known.

    Attributes:
        heading: its markup, to the start of the list.
        entries: theirs.
        keys: theirs.
        years: above them.
    """

    heading: str
    entries: tuple[str, ...]
    keys: tuple[bytes, ...]
    years: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A page cut at its entries.

    Attributes:
        notice: the preview's.
        keys: of all entries, in page order.
        rest: what is not known of it.
    """

    notice: Notice
    keys: tuple[bytes, ...]
    rest: Rest


class Entries:
    """What is remembered of the pages read so far: the papers, by the markup of their entries, and the frame."""

    def __init__(self, known: Mapping[bytes, Paper] | None = None) -> None:
        """Know what an earlier reading read: papers by version, abstracts included."""
        self._known = known
        self._papers: dict[bytes, Paper] = {}
        self._awaited: set[bytes] = set()
        self._frame: Frame | None = None

    def cut(self, markup: str, ahead: bool = False) -> Cut | None:
        """Cut a page; None if it is no page to be cut.

        Args:
            markup: the whole page.
            ahead: leave out entries that are awaited too, and await the page's others.
        """
        fit = self._fit(markup)
        if fit is None:
            return None
        notice, main = fit
        start = markup.find(_LISTING, main) + len(_LISTING)
        end = markup.find(_SIDE, start)
        if not main < start <= end or _SECOND_ROOT.search(markup, end):
            return None
        entries = _split(markup[start:end])
        if entries is None:
            return None
        keys = tuple([_key(year, entry) for year, entry in entries])
        if self._known is not None:
            found = ((key, self._known.get(key)) for key in keys if key not in self._papers)
            self._papers |= {key: paper for key, paper in found if paper}
        known, awaited = self._papers, self._awaited if ahead else ()
        new = [place for place, key in enumerate(keys) if key not in known and key not in awaited]
        rest = Rest(
            markup[main:start],
            tuple([entries[place][1] for place in new]),
            tuple([keys[place] for place in new]),
            tuple([entries[place][0] for place in new]),
        )
        if ahead:
            self._awaited.update(rest.keys)
        return Cut(notice, keys, rest)

    def join(self, cut: Cut, news: Sequence[Paper] | None) -> list[Paper] | None:
        """All papers of a page, in page order; None if some that were awaited did not come.

        Args:
            cut: the page.
            news: the papers of its rest, None if it could not be parsed.
        """
        for paper in news or ():
            self._papers.setdefault(paper.version, paper)
        self._awaited.difference_update(cut.rest.keys)
        if news is None or not all(key in self._papers for key in cut.keys):
            return None
        return [self._papers[key] for key in cut.keys]

    def once(self, paper: Paper) -> Paper:
        """The first paper of this version."""
        return self._papers.setdefault(paper.version, paper)

    def _fit(self, markup: str) -> tuple[Notice, int] | None:
        fit = self._frame.fit(markup) if self._frame else None
        if fit is None and (frame := Frame.of(markup)):
            self._frame = frame
            fit = frame.fit(markup)
        return fit


def parse_rest(rest: Rest) -> tuple[Node, list[Paper]] | None:
    """The document that is left of a page, and the papers in it; None if the page can't be read in parts.

    Raises:
        PreviewError: an entry can't be understood.
    """
    markup = MARK.join([rest.heading, *rest.entries, ""])
    if _SECOND_ROOT.search(markup):
        return None
    check_markup(markup)
    root = parse_fast(f"{_OPENING}{markup}")
    boxes = _boxes(root)
    if boxes is None or len(boxes) != len(rest.keys):
        return None
    return root, [
        read_entry(entry, abstract, year, key)
        for (entry, abstract), key, year in zip(boxes, rest.keys, rest.years, strict=True)
    ]


def _split(listing: str) -> list[tuple[int | None, str]] | None:
    """The markup of each entry, abstract included, with the year above it; None if there is more than that."""
    above, *rest = listing.split(_ENTRY)
    entries = []
    year: int | None = None
    for entry in rest:
        if above:
            heading = _HEADING.fullmatch(above)
            if heading is None:
                return None
            year = year_in(heading.group(1))
        above = entry[entry.rfind("<h4>") :] if entry.endswith("</h4>") else ""
        entries.append((year, _ENTRY + entry.removesuffix(above)))
    return None if above else entries


def _key(year: int | None, entry: str) -> bytes:
    return blake2b(f"{year}{entry}".encode(), digest_size=16).digest()


def _boxes(root: Node) -> list[tuple[Node, Node | None]] | None:
    """The entries between the marks, with their abstracts; None if anything else stands there, or is left open."""
    listing = root.first("div.col-lg-9")
    nodes = [child for child in listing.children() if child.tag != "#text"] if listing else []
    if listing is None or listing.path() != _ABOVE_LISTING or not nodes or not is_mark(nodes[0]):
        return None
    boxes: list[tuple[Node, Node | None]] = []
    entry: Node | None = None
    abstract: Node | None = None
    for node in nodes[1:]:
        kinds = classes(node)
        if entry is not None and is_mark(node):
            boxes.append((entry, abstract))
            entry = abstract = None
        elif entry is not None and ABSTRACT in kinds:
            abstract = node
        elif entry is None and ENTRY in kinds and ABSTRACT not in kinds:
            entry = node
        else:
            return None
    return boxes if entry is None else None
