"""The lines of the data around author slots, from which the browser makes a diff.

Review pages share them.  A page has the text of its own slots; on which lines
these stand is in a file that up to a hundred papers of a volume share (their
*bundle*).  So a page stays the same when lines are inserted above its papers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.anthology.item import Item
from generator.model import Slot

CONTEXT_LINES = 3
"""Lines before and after a change, as in ``diff -u``."""

_NUMBERED = re.compile(r"(.+\.[a-z0-9]+-[a-z0-9]+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Consecutive lines of one file.

    Attributes:
        first: 1-based number of the first line.
        lines: without ``\\n``; a ``\\r`` before it is kept.
        eof_no_newline: True if the last line is the file's last and has no newline.
    """

    first: int
    lines: tuple[str, ...]
    eof_no_newline: bool = False


@dataclass(frozen=True, slots=True)
class DataLines:
    """The lines around the slots of one bundle, and where in them each slot stands.

    Attributes:
        file: path of the XML file, below the data folder.
        excerpts: its lines around the slots that can be changed, sorted; overlapping or adjacent ones are joined.
        slots: ``<paper>/<role>`` -> runs of slots in order, each (1-based line
            of the first slot, column of its ``<``, number of slots): the slots
            of a run stand in the same column, one line below the other.  A
            column is zero-based, in UTF-16 code units, as JavaScript counts.
    """

    file: str
    excerpts: tuple[Excerpt, ...]
    slots: dict[str, list[tuple[int, int, int]]]


def bundle_name(paper: str) -> str:
    """Name of the bundle to which a paper belongs: up to a hundred papers of a volume, which share data files.

    ``2023.acl-long.1`` for ``2023.acl-long.100`` to ``.199``, ``N18-20`` for
    ``N18-2007``; a volume's own ID (of its editors) for ``2023.acl-long``.
    """
    if match := _NUMBERED.fullmatch(paper):
        return f"{match.group(1)}.{int(match.group(2)) // 100}"
    return paper if "." in paper else paper[:-2]


def data_lines(
    file: str, content: bytes, items: Iterable[Item], changeable: Callable[[Slot], bool] = lambda slot: True
) -> Iterator[tuple[str, DataLines]]:
    """Yield name and lines of each bundle in one file of the data, sorted by name.

    Args:
        file: path below the data folder.
        content: its bytes, UTF-8.
        items: papers and volumes in it, in any order; all of each bundle that is wanted.
        changeable: whether the lines around a slot are wanted; where a slot stands is told of all.
    """
    lines = content.split(b"\n")
    terminated = not lines[-1]
    if terminated:
        lines.pop()
    by_bundle: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.slots:
            by_bundle[bundle_name(item.id)].append(item)
    for name, members in sorted(by_bundle.items()):
        wanted: set[int] = set()
        slots: dict[str, list[tuple[int, int, int]]] = {}
        for item in sorted(members, key=lambda item: item.id):
            for slot in item.slots:
                if changeable(slot):
                    last = slot.line + content.count(b"\n", slot.start, slot.end)
                    wanted.update(range(max(slot.line - CONTEXT_LINES, 1), min(last + CONTEXT_LINES, len(lines)) + 1))
                runs = slots.setdefault(f"{slot.mention.paper}/{slot.mention.role}", [])
                _add_slot(runs, slot.line, _column(content, slot))
        yield name, DataLines(file, _excerpts(lines, sorted(wanted), terminated), slots)


def _column(content: bytes, slot: Slot) -> int:
    before = content[content.rfind(b"\n", 0, slot.start) + 1 : slot.start]
    return len(before) if before.isascii() else len(before.decode().encode("utf-16-le")) // 2


def _add_slot(runs: list[tuple[int, int, int]], line: int, column: int) -> None:
    """Lengthen the last run by a slot that continues it, else begin a new one."""
    if runs:
        first, run_column, count = runs[-1]
        if run_column == column and first + count == line:
            runs[-1] = (first, column, count + 1)
            return
    runs.append((line, column, 1))


def _excerpts(lines: list[bytes], numbers: list[int], terminated: bool) -> tuple[Excerpt, ...]:
    """The lines with the given numbers, an excerpt for each unbroken run of numbers."""
    found = []
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            first, last = numbers[start], numbers[end - 1]
            text = tuple(line.decode() for line in lines[first - 1 : last])
            found.append(Excerpt(first, text, eof_no_newline=last == len(lines) and not terminated))
            start = end
    return tuple(found)
