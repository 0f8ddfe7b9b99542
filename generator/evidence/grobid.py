"""Affiliations that GROBID reads in the PDFs, from the JSON that the Anthology serves beside each paper.

``https://aclanthology.org/<paper>.json`` has the Anthology's metadata and, under ``fulltext``, GROBID's reading of the
PDF; its ``authors`` have ``name``, ``affiliations`` and ``email``, each left out if GROBID found none (the Anthology's
``bin/grobid/extract_pdf_fulltext.py`` writes it, schema version 1).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.data import AnthologyData
from generator.errors import DataError, EvidenceError
from generator.evidence.author_places import author_places
from generator.model import Role, Statement

SOURCE = "grobid"
MAX_BYTES = 50_000_000
"""A paper's file has some 200,000."""
MAX_AFFILIATION = 300
"""Characters; what is longer is no affiliation, but text that GROBID took for one."""

_EMAIL = re.compile(
    # {ada, bo}@example.org; ada, bo@example.org; ada [at] example.org
    r"(?:\{[^{}]*\}|(?:(?<![^\s,;])[a-z0-9._+-]++\s*+[,;]\s*+)*+\S+)\s*(?:@|[\[({<]\s*at\s*[\])}>])\s*\S+"
)
_MARKER = re.compile(r"^[\W\d_]+")
_DOMAIN = re.compile(r"@\s*([a-z0-9-]+(?:\.[a-z0-9-]+)+)$")
_MAIL_PROVIDERS = re.compile(
    r"(?:.*\.)?(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|qq|163|126|sina|foxmail|aliyun"
    r"|naver|hanmail|daum|mail|yandex|gmx|web|protonmail|proton|rediffmail)\.(?:com|net|org|me|ru|de|cn|jp|fr|it|es|in|uk"
    r"|co\.[a-z]{2}|com\.[a-z]{2})"
)


@dataclass
class GrobidReading:
    """What was read of a folder of GROBID's JSON.

    Attributes:
        statements: an affiliation of each author for whom the data have none, sorted by paper and place.
        files: number of files.
        passed_over: files that were not used, with the reason.
    """

    statements: list[Statement] = field(default_factory=list)
    files: int = 0
    passed_over: list[tuple[Path, str]] = field(default_factory=list)


def read_grobid(folder: Path, data: AnthologyData) -> GrobidReading:
    """Read all ``.json`` files in a folder and those below.

    Raises:
        EvidenceError: there are none.
    """
    reading = GrobidReading()
    for path in _files(folder):
        reading.files += 1
        try:
            reading.statements += _statements(path, data)
        except (DataError, EvidenceError) as error:
            reading.passed_over.append((path, str(error).removeprefix(f"{path}: ")))
    if not reading.files:
        raise EvidenceError(f"{folder}: has no .json files; give the folder with GROBID's JSON of the papers.")
    reading.statements.sort(key=lambda said: (said.paper, said.position or 0))
    return reading


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(where, name) for name in sorted(names) if name.endswith(".json"))


def _statements(path: Path, data: AnthologyData) -> Iterator[Statement]:
    """What a file says; nothing if GROBID could not read the PDF.

    Raises:
        DataError, EvidenceError: the file can't be read, has another form, or is about no paper of the data.
    """
    try:
        document = json.loads(read_bytes(path, MAX_BYTES))
    except (ValueError, RecursionError):
        raise EvidenceError(f"{path}: is not JSON; fetch it again.") from None
    reading = document.get("fulltext", {}) if isinstance(document, dict) else None
    authors = reading.get("authors", []) if isinstance(reading, dict) else None
    if not isinstance(document, dict) or not isinstance(authors, list):
        raise EvidenceError(f"{path}: is not what the Anthology serves as <paper>.json; fetch it again.")
    paper = document.get("paper_id", path.stem)
    item = data.items.get(paper) if isinstance(paper, str) else None
    if item is None:
        raise EvidenceError(f"{path}: is about no paper of the data; give the data that have it.")
    slots = item.slots_of(Role.AUTHOR)
    listed = [author if isinstance(author, dict) else {} for author in authors]
    names = [name if isinstance(name := author.get("name"), str) else "" for author in listed]
    for place, author in zip(author_places([slot.name for slot in slots], names), listed, strict=True):
        if place is None or slots[place].affiliation or not (found := _affiliation(author)):
            continue
        yield Statement(item.id, SOURCE, place, slots[place].name.full, affiliation=found)


def _affiliation(author: dict[str, Any]) -> str:
    """The author's affiliations, else the domain of the e-mail address; ``""`` if neither tells anything.

    An e-mail address is never part of it, though GROBID leaves some in the affiliations.
    """
    given = author.get("affiliations")
    raw = [text for text in given if isinstance(text, str)] if isinstance(given, list) else []
    texts = [_MARKER.sub("", _plain(text)) for text in raw]
    affiliation = "; ".join(dict.fromkeys(text for text in texts if text and len(text) <= MAX_AFFILIATION))
    if affiliation:
        return affiliation[:MAX_AFFILIATION]
    email = author.get("email")
    domain = _DOMAIN.search(email.strip().strip(".,;").lower()) if isinstance(email, str) and len(email) < 300 else None
    return domain[1] if domain and not _MAIL_PROVIDERS.fullmatch(domain[1]) else ""


def _plain(text: str) -> str:
    """The start of a text without e-mail addresses, and without characters that are not printed."""
    printed = "".join(c if c.isprintable() else " " for c in text[: 2 * MAX_AFFILIATION])
    return " ".join(_EMAIL.sub(" ", printed).split()).strip(" ,;:·•")
