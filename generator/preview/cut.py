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
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from generator.model import Notice, Paper
from generator.preview.dom import Node, classes, parse_fast
from generator.preview.entry import ABSTRACT, ENTRY, read_entry, year_in
from generator.preview.frame import ABOVE_CONTENT, MARK, Frame, is_mark
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
class Parts:
    """A page without the entries that were known.

    Attributes:
        root: the document.
        papers: of all entries, in page order; those read before in this reading without abstract.
        notice: the preview's.
        news: papers that were not known, by key.
    """

    root: Node
    papers: list[Paper]
    notice: Notice
    news: dict[bytes, Paper]


class Entries:
    """What is remembered of the pages read so far: the papers, by the markup of their entries, and the frame.

    Papers are kept without their abstracts, and markup as a digest: a worker
    process sees nearly every paper of a preview, and joblib restarts one that grows.
    """

    def __init__(self, known: Mapping[bytes, Paper] | None = None) -> None:
        """Know what an earlier reading read: papers by version, abstracts included."""
        self._known = known or {}
        self._papers: dict[bytes, Paper] = {}
        self._frame: Frame | None = None

    def keep(self, parts: Parts) -> None:
        """Remember a page that was read, so that its papers come without abstract from now on."""
        for key, paper in parts.news.items():
            self._papers[key] = (
                replace(paper, abstract="", abstract_html="") if paper.abstract or paper.abstract_html else paper
            )

    def cut(self, markup: str) -> Parts | None:
        """Read the entries of a page and parse what is not known; None if it is no page to be cut.

        Raises:
            PreviewError: an entry can't be understood.
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
        keys = [_key(year, entry) for year, entry in entries]
        old = [self._papers.get(key) or self._known.get(key) for key in keys]
        new = [place for place, paper in enumerate(old) if paper is None]
        rest = f"{markup[main:start]}{MARK}{''.join(f'{entries[place][1]}{MARK}' for place in new)}"
        if _SECOND_ROOT.search(rest):
            return None
        check_markup(rest)
        root = parse_fast(f"{_OPENING}{rest}")
        boxes = _boxes(root)
        if boxes is None or len(boxes) != len(new):
            return None
        news: dict[bytes, Paper] = {}
        for place, (entry, abstract) in zip(new, boxes, strict=True):
            news[keys[place]] = replace(read_entry(entry, abstract, entries[place][0]), version=keys[place])
        papers = [paper or news[key] for paper, key in zip(old, keys, strict=True)]
        return Parts(root, papers, notice, news)

    def _fit(self, markup: str) -> tuple[Notice, int] | None:
        fit = self._frame.fit(markup) if self._frame else None
        if fit is None and (frame := Frame.of(markup)):
            self._frame = frame
            fit = frame.fit(markup)
        return fit


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
