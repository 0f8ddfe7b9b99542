"""The slow and forgiving HTML parser, for documents in which the fast one finds no author page."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from generator.errors import PreviewError
from generator.preview.html.dom import Node


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


def parse_tolerant(markup: str) -> Node:
    """The root of a document, parsed by BeautifulSoup.

    Raises:
        PreviewError: it is no HTML, even for this parser.
    """
    try:
        return TolerantNode(BeautifulSoup(markup, "html.parser"))
    except ParserRejectedMarkup as error:
        raise PreviewError(f"this is no HTML ({error})") from error
