"""Two HTML parsers behind one small face.

selectolax (Lexbor) is fast and does the work; BeautifulSoup is slow and
forgiving and gets the pages that the fast one can't explain.  The page
extraction in `generator.preview.page` is written once against `Node`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.errors import PreviewError


class Node(Protocol):
    """An element, or a text node (``tag == "#text"``)."""

    @property
    def tag(self) -> str:
        """Lower-case tag name, or ``#text``."""

    def attr(self, name: str) -> str:
        """Attribute value, ``""`` if absent."""

    def text(self) -> str:
        """Text of the node and everything below it."""

    def html(self) -> str:
        """Markup inside the element."""

    def path(self) -> str:
        """Tag names of the elements above it, outermost first."""

    def children(self) -> Iterator[Node]:
        """Child elements and text nodes, in order."""

    def first(self, selector: str) -> Node | None:
        """First element below that a CSS selector finds."""

    def all(self, selector: str) -> Iterator[Node]:
        """All elements below that a CSS selector finds."""


def classes(node: Node) -> list[str]:
    """Class names of an element."""
    return node.attr("class").split()


class FastNode:
    """A node of selectolax."""

    __slots__ = ("_node",)

    def __init__(self, node: LexborNode) -> None:
        self._node = node

    @property
    def tag(self) -> str:
        """See `Node`."""
        return "#text" if self._node.tag == "-text" else str(self._node.tag)

    def attr(self, name: str) -> str:
        """See `Node`."""
        return self._node.attributes.get(name) or ""

    def text(self) -> str:
        """See `Node`."""
        if self._node.tag == "-text":
            return self._node.text_content or ""
        return self._node.text(deep=True)

    def html(self) -> str:
        """See `Node`."""
        return self._node.inner_html or ""

    def path(self) -> str:
        """See `Node`."""
        tags = []
        above = self._node.parent
        while above is not None and above.tag != "-document":
            tags.append(str(above.tag))
            above = above.parent
        return " ".join(reversed(tags))

    def children(self) -> Iterator[Node]:
        """See `Node`."""
        for child in self._node.iter(include_text=True):
            if child.tag != "-comment":
                yield FastNode(child)

    def first(self, selector: str) -> Node | None:
        """See `Node`."""
        found = self._node.css_first(selector)
        return FastNode(found) if found is not None else None

    def all(self, selector: str) -> Iterator[Node]:
        """See `Node`."""
        return (FastNode(found) for found in self._node.css(selector))


class TolerantNode:
    """A node of BeautifulSoup."""

    __slots__ = ("_node",)

    def __init__(self, node: Tag | NavigableString) -> None:
        self._node = node

    @property
    def tag(self) -> str:
        """See `Node`."""
        return self._node.name if isinstance(self._node, Tag) else "#text"

    def attr(self, name: str) -> str:
        """See `Node`."""
        value = self._node.get(name) if isinstance(self._node, Tag) else None
        return " ".join(value) if isinstance(value, list) else (value or "")

    def text(self) -> str:
        """See `Node`."""
        return self._node.get_text()

    def html(self) -> str:
        """See `Node`."""
        return self._node.decode_contents() if isinstance(self._node, Tag) else ""

    def path(self) -> str:
        """See `Node`."""
        return " ".join(above.name for above in reversed([*self._node.parents][:-1]))

    def children(self) -> Iterator[Node]:
        """See `Node`."""
        if isinstance(self._node, Tag):
            for child in self._node.children:
                if isinstance(child, Tag) or type(child) is NavigableString:
                    yield TolerantNode(child)

    def first(self, selector: str) -> Node | None:
        """See `Node`."""
        found = self._node.select_one(selector) if isinstance(self._node, Tag) else None
        return TolerantNode(found) if found is not None else None

    def all(self, selector: str) -> Iterator[Node]:
        """See `Node`."""
        return (TolerantNode(found) for found in (self._node.select(selector) if isinstance(self._node, Tag) else ()))


def parse_fast(markup: str) -> Node:
    """Document root, parsed by selectolax."""
    root = LexborHTMLParser(markup).root
    if root is None:
        return TolerantNode(BeautifulSoup("", "html.parser"))
    return FastNode(root)


def parse_tolerant(markup: str) -> Node:
    """Document root, parsed by BeautifulSoup.

    Raises:
        PreviewError: not even this parser can read it.
    """
    try:
        return TolerantNode(BeautifulSoup(markup, "html.parser"))
    except ParserRejectedMarkup as error:
        raise PreviewError(f"this is no HTML ({error})") from error
