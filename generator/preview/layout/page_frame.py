"""What the pages of a preview share around their own content: head, navigation, and the preview's notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from secrets import token_hex

from generator.model import Notice
from generator.preview.html.dom import Node, parse_fast
from generator.preview.html.markup import fold

MAIN = "<section id=main>"
ABOVE_CONTENT = "html body div section"

_TOKEN = f"m{token_hex(8)}"  # nobody who writes a page can know it
MARK = f"<form id={_TOKEN}><i>{_TOKEN}</i></form>"
"""Shows where the parser stands, see `generator.preview.layout.cut`."""

_DOCTYPE, _TITLE, _LINK = "<!doctype html>", "<title>", "<link rel=canonical href="
_ADDRESS = re.compile(r"[^\s\0\"'<>`=&]+")  # a value that needs no quotes and has no entities


def is_mark(node: Node) -> bool:
    """True if a mark became this node, at a place where the parser had nothing open but the node's parent."""
    return node.tag == "form" and node.attr("id") == _TOKEN and node.html() == f"<i>{_TOKEN}</i>"


def notice_of(root: Node) -> Notice | None:
    """What a page says about the preview, None if it says nothing."""
    text = next((text for text in _alerts(root) if "preview" in text.lower()), None)
    # Every page links to itself below the preview's own address.
    canonical = next((link.attr("href") for link in root.all("link[rel=canonical]")), "")
    if text is None:
        return None
    return _notice(text, canonical, (a.attr("href") for a in root.all("a"))) or Notice(text, "")


def _alerts(root: Node) -> Iterator[str]:
    return (fold(alert.text()) for alert in root.all("[role=alert]"))


def _notice(text: str, canonical: str, links: Iterable[str] = ()) -> Notice | None:
    for href in chain((canonical,), links):
        before, found, _ = href.partition("/people/")
        if found and before:
            url = f"{before}/" if href == canonical and before.startswith("https://") else ""
            return Notice(text, before.rpartition("/")[2], url)
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """The markup before the main section, but for the title and the canonical address, which are the page's own.

    Attributes:
        parts: before the title's text, between the two, and after the address.
        text: the notice's.
    """

    parts: tuple[str, str, str]
    text: str

    @classmethod
    def of(cls, markup: str) -> Frame | None:
        """Learn a page's frame; None if it is not of the current layout, or anything in it is unusual."""
        title = markup.find(_TITLE) + len(_TITLE)
        title_end = markup.find("<", title)
        link = markup.find(_LINK, title_end) + len(_LINK)
        address = _ADDRESS.match(markup, link)
        main = markup.find(MAIN, link) + len(MAIN)
        if not (markup.startswith(_DOCTYPE) and len(_TITLE) <= title <= title_end < link < main and address):
            return None
        parts = markup[:title], markup[title_end:link], markup[address.end() : main]
        return cls(parts, text) if (text := cls._shared_notice(_TOKEN.join(parts) + MARK)) else None

    @staticmethod
    def _shared_notice(markup: str) -> str:
        """The text of the notice if all around the tokens is as it should be, else "".

        Tokens stand for what is a page's own.  Whatever shows one is not shared by all pages.
        """
        root = parse_fast(markup)
        title, link, main = root.first("title"), root.first("link[rel=canonical]"), root.first("#main")
        if not (title and title.text() == _TOKEN and link and link.attr("href") == _TOKEN):
            return ""
        if main is None or f"{main.path()} {main.tag}" != ABOVE_CONTENT:
            return ""
        if [is_mark(child) for child in main.children()] != [True]:
            return ""
        if root.first("#title") or root.first("div.col-lg-9"):
            return ""
        text = next((text for text in _alerts(root) if _TOKEN in text or "preview" in text.lower()), _TOKEN)
        return "" if _TOKEN in text else text

    def fit(self, markup: str) -> tuple[Notice, int] | None:
        """A page's notice and where its main section begins; None if it has another frame."""
        before, between, after = self.parts
        if not markup.startswith(before):
            return None
        title_end = markup.find("<", len(before))
        if title_end < 0 or not markup.startswith(between, title_end):
            return None
        address = _ADDRESS.match(markup, title_end + len(between))
        if address is None or not markup.startswith(after, address.end()):
            return None
        notice = _notice(self.text, address.group())
        return (notice, address.end() + len(after) - len(MAIN)) if notice else None
