"""Unified diffs made from line edits, without comparing the old text with the new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CONTEXT = 3
"""Unchanged lines shown before and after each change."""
_NO_NEWLINE = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True, order=True)
class LineEdit:
    """Replaces some lines of a file by others.

    Attributes:
        first, last: the old lines, 1-based, both included; ``last = first - 1``
            inserts before ``first``.
        new: the new lines, with line ends.
    """

    first: int
    last: int
    new: tuple[str, ...]


def apply_edits(lines: Sequence[str], edits: Iterable[LineEdit]) -> str:
    """Return the new text of a file.

    Args:
        lines: the old lines with line ends.
        edits: sorted, not overlapping.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += lines[at : edit.first - 1]
        parts += edit.new
        at = edit.last
    parts += lines[at:]
    return "".join(parts)


def unified_diff(file: str, lines: Sequence[str], edits: Iterable[LineEdit]) -> str:
    """Return a diff that ``git apply`` accepts, or ``""`` if nothing changes.

    Args:
        file: path relative to the data folder. In a checkout of the Anthology, use ``git apply --directory=data``.
        lines: the old lines with line ends; only the last may lack one.
        edits: sorted, not overlapping.
    """
    minimal = [edit for edit in (_trim(lines, edit) for edit in edits) if edit is not None]
    if not minimal:
        return ""
    parts = [f"diff --git a/{file} b/{file}\n--- a/{file}\n+++ b/{file}\n"]
    shift = 0
    for hunk in _hunks(minimal):
        begin = max(hunk[0].first - CONTEXT, 1)
        finish = min(hunk[-1].last + CONTEXT, len(lines))
        body: list[str] = []
        at, new_count = begin, 0
        for edit in hunk:
            body += _mark(" ", lines[at - 1 : edit.first - 1])
            body += _mark("-", lines[edit.first - 1 : edit.last])
            body += _mark("+", edit.new)
            new_count += edit.first - at + len(edit.new)
            at = edit.last + 1
        body += _mark(" ", lines[at - 1 : finish])
        new_count += finish - at + 1
        old_count = finish - begin + 1
        parts.append(f"@@ -{_range(begin, old_count)} +{_range(begin + shift, new_count)} @@\n")
        parts += body
        shift += new_count - old_count
    return "".join(parts)


def _trim(lines: Sequence[str], edit: LineEdit) -> LineEdit | None:
    """Return an edit without the lines at its ends that stay the same, None if it changes nothing."""
    old, new = list(lines[edit.first - 1 : edit.last]), list(edit.new)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head + tail == len(old) == len(new):
        return None
    return LineEdit(edit.first + head, edit.last - tail, tuple(new[head : len(new) - tail]))


def _hunks(edits: list[LineEdit]) -> list[list[LineEdit]]:
    """Group edits whose context lines touch or overlap into hunks."""
    hunks = [[edits[0]]]
    for edit in edits[1:]:
        if edit.first - hunks[-1][-1].last - 1 <= 2 * CONTEXT:
            hunks[-1].append(edit)
        else:
            hunks.append([edit])
    return hunks


def _mark(sign: str, lines: Sequence[str]) -> list[str]:
    return [sign + line if line.endswith("\n") else f"{sign}{line}\n{_NO_NEWLINE}" for line in lines]


def _range(begin: int, count: int) -> str:
    # diff and git number an empty range by the line before it.
    return f"{begin if count else begin - 1},{count}"
