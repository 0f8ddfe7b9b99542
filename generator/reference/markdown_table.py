"""Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a table and an empty line after it; no lines if there are no rows."""
    lines = [_line(row) for row in rows]
    if lines:
        yield from (_line(head), _line(["---"] * len(head)), *lines, "")


def code(text: object) -> str:
    """Inline code, with double backticks if the text holds one."""
    ticks = "``" if "`" in str(text) else "`"
    return f"{ticks}{text}{ticks}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
