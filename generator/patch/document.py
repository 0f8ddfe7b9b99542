"""Reads and writes the JSON document of an assignment patch.

The format is `schema.json` (JSON Schema 2020-12), which is published with the site.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from generator import resources
from generator.anthology.ids import is_valid_orcid
from generator.errors import PatchError
from generator.model import Decided, LookedAt, Mention, Name, Role
from generator.patch.operations import Action, Assignment, Patch, PersonChange, name_to_json
from generator.patch.strict_json import shorten, strict_json

FORMAT = "anthology-assignment-patch"
VERSION = 1
_LIMITS = resources.table("patch")
"""What the page's script reads, too; `schema.json` has the same lengths and patterns."""
MAX_BYTES: int = _LIMITS["most_bytes"]
MAX_TEXTS: int = _LIMITS["most_texts"]
"""Maximum number of keys and texts in a patch; an assignment has about 15. Checking that many takes one second."""
MAX_NOTE: int = _LIMITS["longest"]["note"]
"""Maximum number of characters of the note."""
_SHOWN_ERRORS = 10
_MOST_ERRORS = 1000
_NAME_POINTER = re.compile(r"/persons/[0-9]+/names/|/assignments/[0-9]+/name/")
DIRECTION_MARKS = frozenset(_LIMITS["direction_marks"])
"""Invisible characters that can make one text look like another; a name may only have those that a paper prints."""


def read_patch(path: Path) -> Patch:
    """Read a patch file.

    Raises:
        PatchError: the file can't be read, is larger than `MAX_BYTES` or has more than `MAX_TEXTS` texts, is not
            JSON, repeats a key, has an unknown version, or does not follow the schema. The message begins with
            the file and has the place as a JSON pointer.
    """
    try:
        with os.fdopen(_open_at_once(path), "rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # not all of it: a device or a pipe may never end
    except OSError as error:
        raise PatchError(f"{path}: can't be read ({error.strerror}).") from error
    if len(data) > MAX_BYTES:
        raise PatchError(f"{path}: too large; a patch has at most {MAX_BYTES:,} bytes. Split it.")
    try:
        return parse_patch(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PatchError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8.") from error
    except PatchError as error:
        raise PatchError(f"{path}: {error}") from error


def _open_at_once(path: Path) -> int:
    """Open a file; a named pipe is empty at once if nobody writes to it, instead of waiting for somebody."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle


def parse_patch(text: str) -> Patch:
    """Read a patch from the text of its document; raises `PatchError` like `read_patch`, without the file's name."""
    try:
        return _from_json(_checked_document(text))
    except json.JSONDecodeError as error:
        raise PatchError(
            f"line {error.lineno}, column {error.colno}: not JSON ({error.msg}); download the patch again."
        ) from error
    except RecursionError:
        raise PatchError("nested too deeply to be a patch; download the patch again.") from None


def _checked_document(text: str) -> dict[str, Any]:
    if text.count('"') > 2 * MAX_TEXTS:
        raise PatchError(f"has more than {MAX_TEXTS:,} texts, which is enough for 6,000 papers; split the patch.")
    document = strict_json(text)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise PatchError(f'/format: expected "{FORMAT}"; this is not an assignment patch.')
    version = document.get("version")
    if isinstance(version, int | float) and version > VERSION:
        raise PatchError(
            f"/version: this patch has version {version}, this program reads version {VERSION}; "
            "upgrade anthology-review, or make the patch with the matching site."
        )
    found = islice(_validator().iter_errors(document), _MOST_ERRORS)
    errors = sorted(found, key=lambda error: list(map(str, error.absolute_path)))
    problems = [f"{_pointer(list(error.absolute_path))}: {shorten(error.message)}" for error in errors]
    if not problems:
        problems = _problems_beyond_schema(document)
    if problems:
        rest = len(problems) - _SHOWN_ERRORS
        more = f"and {rest} more{' at least' if len(errors) == _MOST_ERRORS else ''}"
        problems[_SHOWN_ERRORS:] = [more] if rest > 0 else []
        raise PatchError("not a valid assignment patch:\n  " + "\n  ".join(problems))
    return document


def to_json(patch: Patch) -> str:
    """Return the document as text with a final line end; `parse_patch` reads it back the same."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if patch.created:
        document["created"] = patch.created
    if patch.generator:
        document["generator"] = patch.generator
    document["base"] = {
        "preview": patch.preview,
        "data_commit": patch.data_commit,
        "data_digest": patch.data_digest,
    }
    document["persons"] = [{"id": person.id, "action": str(person.action), **person.values} for person in patch.persons]
    document["assignments"] = [
        {
            **_slot_to_json(assignment.mention),
            "name": name_to_json(assignment.name),
            "from": assignment.source,
            "to": assignment.target,
            **({"confirmed": True} if assignment.confirmed else {}),
        }
        for assignment in patch.assignments
    ]
    document["undecided"] = [_slot_to_json(mention) for mention in patch.undecided]
    if patch.decided:
        document["decided"] = _decided_to_json(patch.decided)
    document["note"] = patch.note
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def check_document(patch: Patch, what: str) -> None:
    """Check that the document of a patch would be read back as the same patch.

    Args:
        patch: a patch that the program made.
        what: what it is, for the message: ``the joined patch``.

    Raises:
        PatchError: `read_patch` would refuse the document, or read another patch.
    """
    text = to_json(patch)
    try:
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            raise PatchError(f"it has more than {MAX_BYTES:,} bytes; split the patch.")
        if parse_patch(text) != patch:
            raise PatchError("it would be read as another patch; make it anew.")
    except PatchError as error:
        raise PatchError(f"{what} can't be written, because apply would refuse it: {error}") from error


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(files("generator.patch").joinpath("schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _problems_beyond_schema(document: dict[str, Any]) -> list[str]:
    """What the JSON Schema can't check: control characters, check digits, and that IDs are unique."""
    problems = [
        f"{place}: holds the control character U+{ord(character):04X}; take it out."
        for place, character in _forbidden_characters(document, "")
    ]
    seen: set[str] = set()
    for index, person in enumerate(document.get("persons", [])):
        place = f"/persons/{index}"
        if person.get("orcid") and not is_valid_orcid(person["orcid"]):
            problems.append(f"{place}/orcid: the check digit of {person['orcid']} is wrong; copy the ORCID iD again.")
        if person["id"] in seen:
            problems.append(f"{place}/id: {person['id']} is there twice; join the two entries.")
        seen.add(person["id"])
    return problems


def _forbidden_characters(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the first forbidden character of each text in a value, with the JSON pointer of the text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _forbidden_characters(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _forbidden_characters(inner, f"{place}/{index}")
    elif isinstance(value, str) and not value.isprintable():  # a quick test, and nearly every text passes it
        allowed = "\t\r\n" if place == "/note" else DIRECTION_MARKS if _NAME_POINTER.match(place) else ""
        for character in value:
            unwanted = character in DIRECTION_MARKS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            if unwanted and character not in allowed:
                yield place, character
                break


def _from_json(document: dict[str, Any]) -> Patch:
    base = document.get("base", {})
    return Patch(
        assignments=tuple(
            Assignment(_mention(entry), _name(entry["name"]), entry["from"], entry["to"], entry.get("confirmed", False))
            for entry in document["assignments"]
        ),
        persons=tuple(
            PersonChange(
                id=entry["id"],
                action=Action(entry["action"]),
                names=tuple(map(_name, entry["names"])) if "names" in entry else None,
                orcid=entry.get("orcid"),
                degree=entry.get("degree"),
                comment=entry.get("comment"),
                disable_name_matching=entry.get("disable_name_matching"),
                similar=tuple(entry["similar"]) if "similar" in entry else None,
            )
            for entry in document.get("persons", [])
        ),
        undecided=tuple(map(_mention, document.get("undecided", []))),
        created=document.get("created", ""),
        generator=document.get("generator", ""),
        preview=base.get("preview"),
        data_commit=base.get("data_commit"),
        data_digest=base.get("data_digest"),
        note=document.get("note", ""),
        decided=_decided(document.get("decided", {})),
    )


def _decided(entry: dict[str, Any]) -> Decided:
    return Decided(
        tuple((one, other) for one, other in entry.get("not_one_person", [])),
        tuple(LookedAt(page["page"], tuple(page["papers"])) for page in entry.get("looked_at", [])),
    )


def _decided_to_json(decided: Decided) -> dict[str, Any]:
    value = {
        "not_one_person": [list(pair) for pair in decided.not_one_person],
        "looked_at": [{"page": page.page, "papers": list(page.papers)} for page in decided.looked_at],
    }
    return {key: entries for key, entries in value.items() if entries}


def _mention(entry: dict[str, Any]) -> Mention:
    return Mention(entry["paper"], int(entry["position"]), Role(entry["role"]))


def _name(entry: dict[str, str]) -> Name:
    return Name(entry.get("first", ""), entry["last"])


def _slot_to_json(mention: Mention) -> dict[str, Any]:
    return {"paper": mention.paper, "role": str(mention.role), "position": mention.position}


def _pointer(path: list[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) of a path of keys and indices."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path) or "/"
