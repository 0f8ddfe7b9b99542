"""The lines of the data around each slot, for a diff made in the browser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.model import Slot

CONTEXT = 3
"""Lines of context on each side, as ``diff -u`` has them."""

_READ = 4096


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
class SlotText:
    """Where a slot stands in its first line, and its exact text.

    Attributes:
        column: offset of ``<`` in UTF-16 code units, as JavaScript counts.
        text: the element, from ``<author`` to ``</author>``.
    """

    column: int
    text: str


def read_windows(data_dir: Path, slots: Iterable[Slot]) -> tuple[dict[str, tuple[Window, ...]], dict[Slot, SlotText]]:
    """Read the context of slots, overlapping stretches joined.

    Returns:
        Windows by file, sorted by line; and each slot's own text.
    """
    by_file: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_file[slot.file].append(slot)
    windows, texts = {}, {}
    for file, group in sorted(by_file.items()):
        lines: dict[int, str] = {}
        unterminated = 0
        with (data_dir / file).open("rb") as stream:
            for slot in sorted(group, key=lambda s: s.start):
                before, after, is_end = _around(stream, slot)
                stream.seek(slot.start)
                element = stream.read(slot.end - slot.start)
                head, _, column = before.rpartition(b"\n")
                texts[slot] = SlotText(len(column.decode().encode("utf-16-le")) // 2, element.decode())
                context = head.split(b"\n") if before.count(b"\n") else []
                stretch = [*context, *(column + element + after).split(b"\n")]
                first = slot.line - len(context)
                lines.update((first + i, line.decode()) for i, line in enumerate(stretch))
                if is_end:
                    unterminated = first + len(stretch) - 1
        windows[file] = _stretches(lines, unterminated)
    return windows, texts


def _around(stream: BinaryIO, slot: Slot) -> tuple[bytes, bytes, bool]:
    """Bytes of the lines before and after a slot, and whether the file ends there without a newline."""
    before, start = b"", slot.start
    while start > 0 and before.count(b"\n") <= CONTEXT:
        step = min(_READ, start)
        start -= step
        stream.seek(start)
        before = stream.read(step) + before
    parts = before.split(b"\n")
    before = b"\n".join(parts[-CONTEXT - 1 :])
    stream.seek(slot.end)
    after, ended = b"", False
    while after.count(b"\n") <= CONTEXT and not ended:
        piece = stream.read(_READ)
        after, ended = after + piece, not piece
    parts = after.split(b"\n")
    if len(parts) > CONTEXT + 1:
        return before, b"\n".join(parts[: CONTEXT + 1]), False
    # The file ends within the context: an empty last part means that it ends with a newline.
    return before, b"\n".join(parts[:-1] if not parts[-1] else parts), bool(parts[-1])


def _stretches(lines: dict[int, str], unterminated: int) -> tuple[Window, ...]:
    windows: list[tuple[int, list[str]]] = []
    for number, line in sorted(lines.items()):
        if windows and windows[-1][0] + len(windows[-1][1]) == number:
            windows[-1][1].append(line)
        else:
            windows.append((number, [line]))
    return tuple(
        Window(first, tuple(text), eof_no_newline=first + len(text) - 1 == unterminated) for first, text in windows
    )
