"""New bytes for the files: one attribute in the XML, one entry in ``people.json``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from generator.anthology.people import PEOPLE_FILE, People, entry_lines
from generator.errors import DataError
from generator.model import Slot
from generator.patch.unified_diff import LineEdit

_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


def set_id(start_tag: bytes, person: str | None) -> bytes:
    """Return a start tag with another ``id``; no other byte changes.

    A new ``id`` goes right after the tag's name; an old one keeps its place and
    quotes; removed, it goes with the white space before it.

    Args:
        start_tag: from ``<`` to ``>``.
        person: verified ID, or None to take the attribute away.
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
    """Set or remove the ``id`` of some elements of one file.

    Args:
        data: the file.
        ids: element -> its new ID, None to take it away.

    Returns:
        The new file, and the same change as line edits.
    """
    parts: list[bytes] = []
    edits: list[LineEdit] = []
    at = 0
    line_first = line_last = line_start = line_end = 0  # the lines of the edit being built, and their bytes
    pending = b""
    for slot in sorted(ids, key=lambda slot: slot.start):
        old = data[slot.start : slot.tag_end]
        new = set_id(old, ids[slot])
        parts += [data[at : slot.start], new]
        at = slot.tag_end
        if slot.start >= line_end:  # not on a line of the edit before
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


def edit_people(people: People, records: Mapping[str, dict[str, Any] | None]) -> list[LineEdit]:
    """Write some entries of ``people.json`` anew and leave the others as they are.

    Args:
        people: the file.
        records: ID -> new entry, None to delete it; a new ID goes to its place in ID order.

    Raises:
        DataError: the entries don't stand on lines of their own.
    """
    eol = "\r\n" if people.lines and people.lines[0].endswith("\r\n") else "\n"
    if not people.places:
        entries = [entry_lines(key, value) for key, value in sorted(records.items()) if value is not None]
        inner = [line + eol for lines in entries for line in _with_comma(lines, lines is not entries[-1])]
        return [LineEdit(1, len(people.lines), ("{" + eol, *inner, "}" + eol))] if entries else []
    _check_form(people)
    order = list(people.places)
    greatest = list(accumulate(order, max))  # the first entry greater than a new one is where this passes it
    created = sorted(key for key, value in records.items() if value is not None and key not in people.places)
    for already, key in enumerate(created):
        order.insert(bisect_right(greatest, key) + already, key)
    kept = [key for key in order if records.get(key, True) is not None]
    edits: list[LineEdit] = []
    after = next(iter(people.places.values()))[0]  # the old line where the next entry begins
    for key in order:
        first, last = people.places.get(key, (after, after - 1))
        after = last + 1
        old = people.lines[first - 1 : last]
        record = records.get(key)
        if records.get(key, old) is None:
            new: tuple[str, ...] = ()
        else:
            lines = [line.rstrip("\r\n") for line in old] if record is None else entry_lines(key, record)
            lines = _with_comma(lines, key != kept[-1])
            new = tuple(line + eol for line in lines)
            if record is None and lines[-1] == old[-1].rstrip("\r\n"):
                continue
        if new != old:
            edits.append(LineEdit(first, last, new))
    return edits


def _with_comma(lines: list[str], comma: bool) -> list[str]:
    return [*lines[:-1], lines[-1].removesuffix(",") + ("," if comma else "")]


def _check_form(people: People) -> None:
    before = next(iter(people.places.values()))[0] - 1
    for key, (first, last) in people.places.items():
        opening, closing = people.lines[first - 1].lstrip(), people.lines[last - 1].strip(" \t").rstrip("\r\n")
        if first != before + 1 or not opening.startswith('"') or closing not in ("}", "},"):
            raise DataError(
                f"{PEOPLE_FILE}, line {first}: the entry {key} does not stand on lines of its own, right after "
                "the one before; format the file as the Anthology does, then apply again."
            )
        before = last


def _after_line(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end + 1


def _line_edit(first: int, last: int, new: bytes) -> LineEdit:
    return LineEdit(first, last, tuple(re.split(r"(?<=\n)(?!\Z)", new.decode("utf-8"))))
