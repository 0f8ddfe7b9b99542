"""The verified persons of ``json/people.json``, and which person or page a slot resolves to."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from json.decoder import scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.ids import PERSON_ID
from generator.anthology.text_lines import split_lines
from generator.errors import DataError
from generator.model import UNVERIFIED, Link, Name, Person

PEOPLE_FILE = "json/people.json"
KEYS = ("names", "comment", "degree", "disable_name_matching", "orcid", "similar")
"""Keys of an entry, in the order in which the Anthology writes them."""

MAX_ID = 200
"""Maximum number of characters of a person ID, the same as in patches."""
MAX_TEXT = 1000
"""Maximum number of characters of a name, comment or degree, the same as in patches."""
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class People:
    """All entries of ``people.json``, with the exact text of the file.

    Attributes:
        persons: ID -> person, in file order (which is ID order).
        entries: ID -> the entry's JSON object, unknown keys included; not to be modified.
        line_ranges: ID -> first and last line of the entry, 1-based, both included.
        file_lines: all lines of the file with their line ends.
        file: path below the data folder, for messages.
        known_ids_by_slug: `ids_by_slug` if it is known already, None to compute it.
    """

    persons: dict[str, Person]
    entries: dict[str, dict[str, Any]]
    line_ranges: dict[str, tuple[int, int]]
    file_lines: tuple[str, ...]
    file: str = PEOPLE_FILE
    known_ids_by_slug: Mapping[str, tuple[str, ...]] | None = None

    @classmethod
    def read(cls, data_dir: Path) -> People:
        """Read ``json/people.json`` below the data folder.

        Raises:
            DataError: no such file, broken JSON, an entry twice, an invalid ID
                or name; the message has file and line.
        """
        return cls.parse(read_people_file(data_dir))

    @classmethod
    def parse(cls, text: str) -> People:
        """Read the text of the file; raises `DataError` as `read` does."""
        persons: dict[str, Person] = {}
        entries: dict[str, dict[str, Any]] = {}
        line_ranges: dict[str, tuple[int, int]] = {}
        line, line_at = 1, 0
        for key, entry, start, end in _parse_entries(text):
            line += text.count("\n", line_at, start)
            line_at = start
            if key in persons:
                raise DataError(f"{PEOPLE_FILE}, line {line}: {key} is there twice; merge the two entries.")
            persons[key] = person_of_entry(key, entry, line)
            entries[key] = entry
            line_ranges[key] = (line, line + text.count("\n", start, end))
        return cls(persons, entries, line_ranges, tuple(split_lines(text)))

    @cached_property
    def ids_by_slug(self) -> dict[str, tuple[str, ...]]:
        """Name slug -> IDs of verified persons with a name of that slug, sorted."""
        if self.known_ids_by_slug is not None:
            return dict(self.known_ids_by_slug)
        found: dict[str, set[str]] = defaultdict(set)
        for person in self.persons.values():
            for name in person.names:
                found[name.slug].add(person.id)
        return {slug: tuple(sorted(ids)) for slug, ids in found.items()}

    @cached_property
    def id_by_orcid(self) -> dict[str, str]:
        """ORCID -> person ID."""
        return {person.orcid: person.id for person in self.persons.values() if person.orcid}

    def match_slug(self, slug: str) -> str:
        """Return the page ID to which name matching resolves a slot without ID.

        That is the ID of the verified person with a name of this slug, if there is exactly one and name matching is
        not disabled for them; otherwise ``<slug>/unverified``.

        Args:
            slug: name slug of the printed name.
        """
        ids = self.ids_by_slug.get(slug, ())
        if len(ids) == 1 and not self.persons[ids[0]].disable_name_matching:
            return ids[0]
        return slug + UNVERIFIED

    def resolve(self, name: Name, person: str) -> tuple[str, Link]:
        """Return the page ID of a slot, and whether an explicit ID or name matching gives it.

        Args:
            name: as printed.
            person: the slot's explicit ID, ``""`` if it has none.
        """
        if person:
            return person, Link.EXPLICIT
        return self.match_slug(name.slug), Link.INFERRED


def read_people_file(data_dir: Path) -> str:
    """Return the text of ``json/people.json`` below the data folder.

    Raises:
        DataError: no such file, or it can't be read.
    """
    path = data_dir / PEOPLE_FILE
    try:
        if not path.is_file():
            raise DataError(explain_missing_people_file(data_dir))
        return read_bytes(path).decode("utf-8")
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8.") from error


def format_entry(person: str, entry: dict[str, Any]) -> list[str]:
    """Return the lines of an entry as the Anthology writes it, without line ends and final comma.

    Keys come in the order of `KEYS` (unknown ones after them), empty values are
    left out, each name is one line.

    Args:
        person: person ID.
        entry: the entry's JSON object.
    """
    known = {key: entry[key] for key in KEYS if entry.get(key)}
    known |= {key: value for key, value in entry.items() if key not in KEYS}
    lines = [f"  {_dump(person)}: {{"]
    for key, value in known.items():
        if isinstance(value, list) and value:
            lines.append(f"    {_dump(key)}: [")
            lines += [f"      {_dump(element)}," for element in value]
            lines[-1] = lines[-1][:-1]
            lines.append("    ],")
        else:
            lines.append(f"    {_dump(key)}: {_dump(value)},")
    lines[-1] = lines[-1].removesuffix(",")
    return [*lines, "  }"]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parse_entries(text: str) -> list[tuple[str, dict[str, Any], int, int]]:
    """Return each key and value of the outer object, with the offsets where the key begins and the value ends."""
    decoder = json.JSONDecoder(object_pairs_hook=_without_repeated_keys)
    found: list[tuple[str, dict[str, Any], int, int]] = []

    def expect(character: str, at: int) -> int:
        at = _skip_space(text, at)
        if text[at : at + 1] != character:
            raise json.JSONDecodeError(f"Expecting {character!r}", text, at)
        return at + 1

    at = 0
    try:
        at = _skip_space(text, expect("{", at))
        while text[at : at + 1] != "}":
            if found:
                at = _skip_space(text, expect(",", at))
            start = at
            key, at = scanstring(text, expect('"', at), True)
            value, at = decoder.raw_decode(text, _skip_space(text, expect(":", at)))
            if not isinstance(value, dict):
                raise json.JSONDecodeError(f"The entry {key[:60]} is not an object", text, start)
            if "\\" in text[start:at]:  # a lone surrogate can't be encoded, so no file could hold it
                json.dumps([key, value], ensure_ascii=False).encode()
            found.append((key, value, start, at))
            at = _skip_space(text, at)
        if _skip_space(text, at + 1) != len(text):
            raise json.JSONDecodeError("Extra data", text, at + 1)
    except json.JSONDecodeError as error:
        raise DataError(f"{PEOPLE_FILE}, line {error.lineno}: broken JSON ({error.msg}); repair the file.") from error
    except _DuplicateKeyError as error:
        line = text.count("\n", 0, _skip_space(text, at)) + 1
        raise DataError(f"{PEOPLE_FILE}, line {line}: the key {error} is there twice in one entry.") from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a lone surrogate, a number too long
        line = text.count("\n", 0, at) + 1
        raise DataError(
            f"{PEOPLE_FILE}, line {line}: this is not a valid entry of a person; repair the file."
        ) from error
    return found


def _skip_space(text: str, at: int) -> int:
    """Return the offset of the first character from ``at`` on that is no white space."""
    space = _SPACE.match(text, at)
    return space.end() if space else at


class _DuplicateKeyError(Exception):
    pass


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKeyError(key[:60])
        result[key] = value
    return result


def person_of_entry(key: str, entry: dict[str, Any], line: int = 0) -> Person:
    """Return the person that an entry describes.

    Args:
        key: person ID.
        entry: the entry's JSON object.
        line: the entry's first line in the file, for messages.

    Raises:
        DataError: an invalid ID, or values of the wrong type.
    """

    def refuse(why: str) -> DataError:
        return DataError(f"{PEOPLE_FILE}, line {line}: {key}: {why}")

    if PERSON_ID.fullmatch(key) is None or len(key) > MAX_ID:
        key = key[:60]
        raise refuse(
            f"an ID is a small letter, then small letters a-z, digits and hyphens, at most {MAX_ID} characters."
        )
    names = entry.get("names")
    if not isinstance(names, list) or not names:
        raise refuse('"names" must be a list with at least one name.')
    for name in names:
        if not isinstance(name, dict) or not isinstance(name.get("last"), str) or not name["last"]:
            raise refuse('each name needs a "last" that is not empty.')
        if not isinstance(name.get("first") or "", str):
            raise refuse('a "first" must be text.')
        if max(len(name["last"]), len(name.get("first") or "")) > MAX_TEXT:
            raise refuse(f"a name has more than {MAX_TEXT:,} characters; shorten it.")
    for text_key in ("orcid", "degree", "comment"):
        if not isinstance(entry.get(text_key) or "", str):
            raise refuse(f'"{text_key}" must be text.')
        if len(entry.get(text_key) or "") > MAX_TEXT:
            raise refuse(f'"{text_key}" has more than {MAX_TEXT:,} characters; shorten it.')
    if not isinstance(entry.get("disable_name_matching") or False, bool):
        raise refuse('"disable_name_matching" must be true or false.')
    similar = entry.get("similar") or []
    if not isinstance(similar, list) or not all(isinstance(other, str) for other in similar):
        raise refuse('"similar" must be a list of IDs.')
    return Person(
        id=key,
        names=tuple(Name(name.get("first") or "", name["last"]) for name in names),
        orcid=entry.get("orcid") or "",
        degree=entry.get("degree") or "",
        comment=entry.get("comment") or "",
        disable_name_matching=bool(entry.get("disable_name_matching")),
        similar=tuple(similar),
    )


def explain_missing_people_file(data_dir: Path) -> str:
    """Return the error message for a data folder that holds no ``people.json``."""
    path = data_dir / PEOPLE_FILE
    if (data_dir / "yaml" / "name_variants.yaml").is_file():
        return (
            f"{path}: not found, but there is yaml/name_variants.yaml: these data have the layout of 2025 or earlier. "
            "The layout of 2026 (xml/ and json/people.json) is needed; take newer data."
        )
    if (data_dir / "data" / PEOPLE_FILE).is_file():
        return f"{path}: not found. Did you mean {data_dir / 'data'}?"
    return f"{path}: not found. Give the Anthology's data folder, the one that holds xml/ and json/."
