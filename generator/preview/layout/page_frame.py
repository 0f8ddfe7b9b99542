"""What the pages of a preview share around their own content: head, navigation, and the preview's notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from generator.model import Notice
from generator.preview.html.dom import Node, parse_fast
from generator.preview.html.markup import collapse_spaces
from generator.preview.layout.landmarks import (
    CANONICAL_LINK,
    CANONICAL_TAG,
    CONTENT_ANCESTORS,
    DOCTYPE,
    HEADING,
    MAIN_SECTION,
    MAIN_TAG,
    NOTICE,
    PAPER_LIST,
    PREVIEW_WORD,
    TITLE_TAG,
)
from generator.preview.layout.marker import MARKER, MARKER_TOKEN, is_marker

_ADDRESS = re.compile(r"[^\s\0\"'<>`=&]+")  # a value that needs no quotes and has no entities


def notice_of(root: Node) -> Notice | None:
    """The notice of a page that was parsed whole, None if it has none."""
    text = next((text for text in _alerts(root) if PREVIEW_WORD in text.lower()), None)
    # Every page links to itself below the preview's own address.
    canonical = next((link.attr("href") for link in root.all(CANONICAL_LINK)), "")
    if text is None:
        return None
    return _located_notice(text, canonical, (a.attr("href") for a in root.all("a"))) or Notice(text, "")


def _alerts(root: Node) -> Iterator[str]:
    return (collapse_spaces(alert.text()) for alert in root.all(NOTICE))


def _located_notice(text: str, canonical: str, links: Iterable[str] = ()) -> Notice | None:
    """The notice, with the preview's branch and address as the first link to an author page shows them.

    Returns:
        None if no link leads to an author page.  Only the canonical link gives the address.
    """
    for href in chain((canonical,), links):
        before, found, _ = href.partition("/people/")
        if found and before:
            url = f"{before}/" if href == canonical and before.startswith("https://") else ""
            return Notice(text, before.rpartition("/")[2], url)
    return None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The markup before the main section, but for the title and the canonical address, which are each page's own.

    Attributes:
        parts: before the title's text, from there to the address, and after the address.
        notice_text: text of the preview's notice.
    """

    parts: tuple[str, str, str]
    notice_text: str

    @classmethod
    def learn(cls, markup: str) -> PageFrame | None:
        """The frame of a page; None if it is not of the current layout, or has anything unusual."""
        title = markup.find(TITLE_TAG) + len(TITLE_TAG)
        title_end = markup.find("<", title)
        link = markup.find(CANONICAL_TAG, title_end) + len(CANONICAL_TAG)
        address = _ADDRESS.match(markup, link)
        main = markup.find(MAIN_TAG, link) + len(MAIN_TAG)
        if not (markup.startswith(DOCTYPE) and len(TITLE_TAG) <= title <= title_end < link < main and address):
            return None
        parts = markup[:title], markup[title_end:link], markup[address.end() : main]
        notice_text = cls._shared_notice_text(MARKER_TOKEN.join(parts) + MARKER)
        return cls(parts, notice_text) if notice_text else None

    @staticmethod
    def _shared_notice_text(markup: str) -> str:
        """The text of the notice in a frame, ``""`` if it can't be taken for that of all pages with this frame.

        Args:
            markup: the frame, with a marker after it, and the marker's token in place of the title and the canonical
                address.  So a notice that contains the token differs from page to page.
        """
        root = parse_fast(markup)
        title, link, main = root.first("title"), root.first(CANONICAL_LINK), root.first(MAIN_SECTION)
        if not (title and title.text() == MARKER_TOKEN and link and link.attr("href") == MARKER_TOKEN):
            return ""
        if main is None or f"{main.path()} {main.tag}" != CONTENT_ANCESTORS:
            return ""
        if [is_marker(child) for child in main.children()] != [True]:
            return ""
        if root.first(HEADING) or root.first(PAPER_LIST):
            return ""
        alerts = (text for text in _alerts(root) if MARKER_TOKEN in text or PREVIEW_WORD in text.lower())
        text = next(alerts, MARKER_TOKEN)
        return "" if MARKER_TOKEN in text else text

    def match(self, markup: str) -> tuple[Notice, int] | None:
        """The notice of a page, and the offset of its main section; None if it has another frame."""
        before, between, after = self.parts
        if not markup.startswith(before):
            return None
        title_end = markup.find("<", len(before))
        if title_end < 0 or not markup.startswith(between, title_end):
            return None
        address = _ADDRESS.match(markup, title_end + len(between))
        if address is None or not markup.startswith(after, address.end()):
            return None
        notice = _located_notice(self.notice_text, address.group())
        return (notice, address.end() + len(after) - len(MAIN_TAG)) if notice else None
