"""Filters and tests for templates: what a template can't do, or not fast enough for the rows of all papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import TypeVar

from markupsafe import Markup, escape

from generator.review.paper_row import PaperRow

_RIGHT_TO_LEFT = "\u0590"
"""From here on Unicode has letters that run from right to left."""
_Item = TypeVar("_Item")


@lru_cache(maxsize=1 << 16)
def isolated(name: str) -> str:
    """The name, in ``<bdi>`` if it may run from right to left, so that it does not reverse the text around it."""
    return Markup(f"<bdi>{escape(name)}</bdi>") if name and max(name) >= _RIGHT_TO_LEFT else name


def numbered(rows: Sequence[PaperRow], group: str) -> Iterator[tuple[str, PaperRow]]:
    """Pairs of label and row; a label is the group's ID with the row's number: ``A1``, ``A2``, …"""
    return ((f"{group}{number}", row) for number, row in enumerate(rows, 1))


def separated(items: Iterable[_Item]) -> Iterator[tuple[str, _Item]]:
    """Pairs of separator and item; the separator is written before the item: nothing, then commas."""
    return zip(chain(("",), repeat(", ")), items, strict=False)


def pdf_of(pdf: str, url: str) -> bool:
    """Whether the address of a PDF is that of the paper's page with ``.pdf`` at its end."""
    return pdf == f"{url.rstrip('/')}.pdf"
