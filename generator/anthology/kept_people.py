"""The verified persons, from the user's cache if people.json had the same content before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from generator.anthology.people import People, read_people_file
from generator.anthology.text_lines import split_lines
from generator.model import Person
from generator.runtime.user_cache import find_cached, keep_cached, key


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of `People`: all but the lines of the file."""

    persons: dict[str, Person]
    entries: dict[str, dict[str, Any]]
    line_ranges: dict[str, tuple[int, int]]
    ids_by_slug: dict[str, tuple[str, ...]]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def read_people(data_dir: Path) -> People:
    """Return what `People.read` returns.

    Raises:
        DataError: see `People.read`.
    """
    text = read_people_file(data_dir)
    name = key("people", text.encode())
    try:
        kept = _decode(find_cached([name])[name])
        return People(
            kept.persons,
            kept.entries,
            kept.line_ranges,
            tuple(split_lines(text)),
            known_ids_by_slug=kept.ids_by_slug,
        )
    except (KeyError, msgspec.MsgspecError):
        people = People.parse(text)
        kept = _Kept(people.persons, people.entries, people.line_ranges, people.ids_by_slug)
        keep_cached([(name, _encode(kept))])
        return people
