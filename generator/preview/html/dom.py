"""The interface of two HTML parsers, and the fast one of them.

selectolax (Lexbor) is fast and parses nearly all pages.  BeautifulSoup
(`generator.preview.html.tolerant`) is slow and forgiving, and parses the pages
in which selectolax finds no author page.  `generator.preview.layout` uses both
through `Node`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

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
        """Tag names of the elements around the node, outermost first, with a space between them."""

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


def parse_fast(markup: str) -> Node:
    """The root of a document, parsed by selectolax.

    Raises:
        PreviewError: the document is empty.
    """
    root = LexborHTMLParser(markup).root
    if root is None:
        raise PreviewError("the page is empty")
    return FastNode(root)
