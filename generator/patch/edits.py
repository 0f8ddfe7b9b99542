"""Edits the files of the data: ``id`` attributes in the XML, entries in ``people.json``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from generator.anthology.people import PEOPLE_FILE, People, format_entry
from generator.anthology.text_lines import split_lines
from generator.errors import DataError
from generator.model import Slot
from generator.patch.unified_diff import LineEdit

_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


def set_id(start_tag: bytes, person: str | None) -> bytes:
    """Return a start tag with its ``id`` set, replaced or removed; no other byte changes.

    A new ``id`` goes right after the tag's name. An old one keeps its place and quotes. When it is removed, the white
    space before it goes too.

    Args:
        start_tag: from ``<`` to ``>``.
        person: verified ID, or None to remove the attribute.
    """
    head = re.match(rb"<[^\s/>]+", start_tag)
    assert head is not None  # the scanner found it
    at = head.end()
    while found := _ATTRIBUTE.match(start_tag, at):
        if found[2] == b"id":
            if person is None:
                return start_tag[: found.start()] + start_tag[found.end() :]
            return start_tag[: found.start(3) + 1] + person.encode() + start_tag[found.end(3) - 1 :]
        at = found.end()
    if person is None:
        return start_tag
    return start_tag[: head.end()] + f' id="{person}"'.encode() + start_tag[head.end() :]


def edit_slots(data: bytes, ids: Mapping[Slot, str | None]) -> tuple[bytes, list[LineEdit]]:
    """Set or remove the ``id`` of some slots of one file.

    Args:
        data: the file's content.
        ids: slot -> its new ID, None to remove it.

    Returns:
        The new content, and the same changes as line edits.
    """
    parts: list[bytes] = []
    edits: list[LineEdit] = []
    at = 0
    line_first = line_last = line_start = line_end = 0  # lines and byte offsets of the edit being built
    pending = b""
    for slot in sorted(ids, key=lambda slot: slot.start):
        old = data[slot.start : slot.tag_end]
        new = set_id(old, ids[slot])
        parts += [data[at : slot.start], new]
        at = slot.tag_end
        if slot.start >= line_end:  # on a line after those of the edit being built
            if line_end:
                edits.append(_line_edit(line_first, line_last, pending + data[line_start:line_end]))
            line_first, line_last = slot.line, slot.line - 1
            line_start = line_end = data.rfind(b"\n", 0, slot.start) + 1
            pending = b""
        if slot.tag_end > line_end:
            stop = _after_line(data, slot.tag_end)
            line_last += max(data.count(b"\n", line_end, stop), 1)
            line_end = stop
        pending += data[line_start : slot.start] + new
        line_start = slot.tag_end
    if line_end:
        edits.append(_line_edit(line_first, line_last, pending + data[line_start:line_end]))
    parts.append(data[at:])
    return b"".join(parts), edits


def edit_people(people: People, changed: Mapping[str, dict[str, Any] | None]) -> list[LineEdit]:
    """Return the line edits that change some entries of ``people.json`` and leave the others unchanged.

    Args:
        people: the file as it is.
        changed: ID -> new entry, None to delete it; an entry with a new ID is inserted in ID order.

    Raises:
        DataError: an entry does not begin and end on lines of its own.
    """
    eol = "\r\n" if people.file_lines and people.file_lines[0].endswith("\r\n") else "\n"
    if not people.line_ranges:
        entries = [format_entry(key, value) for key, value in sorted(changed.items()) if value is not None]
        inner = [line + eol for lines in entries for line in _with_comma(lines, lines is not entries[-1])]
        return [LineEdit(1, len(people.file_lines), ("{" + eol, *inner, "}" + eol))] if entries else []
    _check_line_breaks(people)
    order = list(people.line_ranges)
    greatest = list(accumulate(order, max))  # a new ID goes before the first entry whose ID is greater
    created = sorted(key for key, value in changed.items() if value is not None and key not in people.line_ranges)
    for inserted, key in enumerate(created):
        order.insert(bisect_right(greatest, key) + inserted, key)
    kept = [key for key in order if changed.get(key, True) is not None]
    edits: list[LineEdit] = []
    after = next(iter(people.line_ranges.values()))[0]  # line after the previous entry in the old file
    for key in order:
        first, last = people.line_ranges.get(key, (after, after - 1))
        after = last + 1
        if key not in changed and people.file_lines[last - 1].rstrip("\r\n").endswith(",") == (key != kept[-1]):
            continue  # as nearly all entries do
        old = people.file_lines[first - 1 : last]
        entry = changed.get(key)
        lines = [line.rstrip("\r\n") for line in old] if key not in changed else []
        if entry is not None:
            lines = format_entry(key, entry)
        new = tuple(line + eol for line in _with_comma(lines, key != kept[-1])) if lines else ()
        if new != old:
            edits.append(LineEdit(first, last, new))
    return edits


def _with_comma(lines: list[str], comma: bool) -> list[str]:
    return [*lines[:-1], lines[-1].removesuffix(",") + ("," if comma else "")]


def _check_line_breaks(people: People) -> None:
    """Raise a `DataError` if an entry is not on lines of its own, right after the previous entry."""
    previous = next(iter(people.line_ranges.values()))[0] - 1
    lines = people.file_lines
    for key, (first, last) in people.line_ranges.items():
        opening, closing = lines[first - 1].lstrip(), lines[last - 1].strip(" \t").rstrip("\r\n")
        if first != previous + 1 or not opening.startswith('"') or closing not in ("}", "},"):
            raise DataError(
                f"{PEOPLE_FILE}, line {first}: the entry {key} is not on lines of its own, right after "
                "the previous one; format the file as the Anthology does, then apply again."
            )
        previous = last


def _after_line(data: bytes, at: int) -> int:
    """Return the offset after the end of the line that holds the offset ``at``."""
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end + 1


def _line_edit(first: int, last: int, new: bytes) -> LineEdit:
    return LineEdit(first, last, tuple(split_lines(new.decode("utf-8"))))
