"""The lines of the data around each slot, for a diff made in the browser.

Pages share them: a page brings the text of its own slots, and where these
stand comes from a file that up to a hundred papers of a volume have in common.
So a page stays as it is when lines are inserted above its papers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.anthology.item import Item
from generator.model import Slot

CONTEXT = 3
"""Lines of context on each side, as ``diff -u`` has them."""

_NUMBERED = re.compile(r"(.+\.[a-z0-9]+-[a-z0-9]+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive lines of one file.

    Attributes:
        first: 1-based number of the first line.
        lines: without ``\\n``; a ``\\r`` before it is kept.
        eof_no_newline: the last line is the file's last and has no newline.
    """

    first: int
    lines: tuple[str, ...]
    eof_no_newline: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a shared file says of up to a hundred papers.

    Attributes:
        file: path below the data folder.
        windows: the lines around their slots, sorted, overlapping stretches joined.
        slots: ``<paper>/<role>`` -> runs of slots in order: line of the first
            (1-based), column (offset of ``<`` in UTF-16 code units, as
            JavaScript counts), and how many follow, each a line further.
    """

    file: str
    windows: tuple[Window, ...]
    slots: dict[str, list[tuple[int, int, int]]]


def bundle_of(paper: str) -> str:
    """Name of the shared file that has a paper: ``2023.acl-long.1`` for 100 to 199, ``N18-20`` for ``N18-2007``."""
    if match := _NUMBERED.fullmatch(paper):
        return f"{match.group(1)}.{int(match.group(2)) // 100}"
    return paper if "." in paper else paper[:-2]


def bundles(file: str, content: bytes, items: Iterable[Item]) -> Iterator[tuple[str, Bundle]]:
    """Yield the name and content of each shared file that one file of the data needs.

    Args:
        file: path below the data folder.
        content: its bytes, UTF-8.
        items: what is in it, in any order.
    """
    lines = content.split(b"\n")
    terminated = not lines[-1]
    if terminated:
        lines.pop()
    by_bundle: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.slots:
            by_bundle[bundle_of(item.id)].append(item)
    for name, members in sorted(by_bundle.items()):
        wanted: set[int] = set()
        slots: dict[str, list[tuple[int, int, int]]] = {}
        for item in sorted(members, key=lambda item: item.id):
            for slot in item.slots:
                last = slot.line + content.count(b"\n", slot.start, slot.end)
                wanted.update(range(max(slot.line - CONTEXT, 1), min(last + CONTEXT, len(lines)) + 1))
                _add(
                    slots.setdefault(f"{slot.mention.paper}/{slot.mention.role}", []), slot.line, _column(content, slot)
                )
        yield name, Bundle(file, _windows(lines, sorted(wanted), terminated), slots)


def _column(content: bytes, slot: Slot) -> int:
    before = content[content.rfind(b"\n", 0, slot.start) + 1 : slot.start]
    return len(before) if before.isascii() else len(before.decode().encode("utf-16-le")) // 2


def _add(runs: list[tuple[int, int, int]], line: int, column: int) -> None:
    if runs:
        first, same, count = runs[-1]
        if same == column and first + count == line:
            runs[-1] = (first, same, count + 1)
            return
    runs.append((line, column, 1))


def _windows(lines: list[bytes], numbers: list[int], terminated: bool) -> tuple[Window, ...]:
    found = []
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            first, last = numbers[start], numbers[at - 1]
            text = tuple(line.decode() for line in lines[first - 1 : last])
            found.append(Window(first, text, eof_no_newline=last == len(lines) and not terminated))
            start = at
    return tuple(found)
