"""Reads and writes evidence files: statements as CSV, or as one JSON object a line.

Who made a file may be anybody, so it is read strictly, and each line that is wrong is named with what to do about it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.errors import EvidenceError
from generator.evidence.attribution import Statements
from generator.model import Role, Statement
from generator.runtime.garbage_collection import garbage_collection_paused

COLUMNS = ("paper", "position", "name", "role", "source", "identity", "affiliation")
"""Columns of CSV, keys of JSON Lines."""
SUFFIXES = (".csv", ".jsonl")

MAX_LINE = 20_000
"""Bytes; a statement has some hundred."""
MAX_LINES = 5_000_000
"""The Anthology has 550,000 author slots."""
MAX_ERRORS = 20
"""Bad lines that are named; reading ends there."""
MAX_POSITION = 10_000

_NO_TEXTS = dict.fromkeys((column for column in COLUMNS if column != "position"), "")
_LENGTHS = {"paper": 60, "name": 300, "identity": 300, "affiliation": 1000}
"""Longest value in characters."""
_PAPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_SOURCE = re.compile(r"[a-z][a-z0-9-]{0,29}")


def read_statements(paths: Iterable[Path]) -> Statements:
    """Read evidence files: Anthology ID -> what they say of the paper's authors, in the order of the files.

    Raises:
        EvidenceError: a file can't be read, is neither CSV nor JSON Lines, or has bad lines, which the message names.
    """
    found: dict[str, list[Statement]] = {}
    with garbage_collection_paused():
        for path in paths:
            for statement in _statements(path):
                found.setdefault(statement.paper, []).append(statement)
    return {paper: tuple(said) for paper, said in found.items()}


def statement_line(statement: Statement) -> str:
    """A statement as a line of JSON Lines, without what is empty, and without characters that are not printed."""
    values = {key: value for key in COLUMNS if (value := getattr(statement, key)) not in ("", None, Role.AUTHOR)}
    for key, value in values.items():
        if isinstance(value, str) and not value.isprintable():  # some names of the data have such characters
            values[key] = "".join(filter(str.isprintable, value))
    return json.dumps(values, ensure_ascii=False) + "\n"


def _statements(path: Path) -> Iterator[Statement]:
    if path.suffix not in SUFFIXES:
        raise EvidenceError(f"{path}: name the file .csv or .jsonl, so that it is clear which of the two it is.")
    lines, errors = _lines(path), list[str]()
    parse = _json_record if path.suffix == ".jsonl" else _csv_parser(path, lines)
    for number, line in lines:
        try:
            yield _statement(parse(line))
        except ValueError as error:
            errors.append(f"{path}: line {number:,}: {error}")
            if len(errors) == MAX_ERRORS:
                errors.append("Further lines were not read.")
                break
    if errors:
        raise EvidenceError("\n".join(errors))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each line, none of them empty; a line that is too long ends reading."""
    try:
        if not path.is_file():
            raise EvidenceError(f"{path}: is not a regular file; give one.")
        with path.open("rb") as stream:
            for number in range(1, MAX_LINES + 2):
                line = stream.readline(MAX_LINE + 1)
                if not line:
                    return
                place = f"{path}: line {number:,}"
                if len(line) > MAX_LINE:
                    raise EvidenceError(f"{place}: has more than {MAX_LINE:,} bytes; give one statement a line.")
                if number > MAX_LINES:
                    raise EvidenceError(f"{path}: has more than {MAX_LINES:,} lines; leave out what is not needed.")
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    raise EvidenceError(f"{place}: is not UTF-8; save the file as UTF-8.") from None
                if text.strip():
                    yield number, text
    except OSError as error:
        raise EvidenceError(f"{path}: can't be read ({error.strerror}).") from error


def _json_record(line: str) -> dict[str, Any]:
    """Parse a line of JSON Lines.

    Raises:
        ValueError: it is no JSON object, or has a key twice.
    """
    try:
        record = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at character {error.pos + 1}); write one object a line.") from None
    except RecursionError:
        raise ValueError("is nested too deeply; write one object a line.") from None
    if not isinstance(record, dict):
        raise ValueError("is no JSON object; write one object a line, in braces.")
    return record


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("has a key twice; leave one of them.")
    return record


_DECODER = json.JSONDecoder(object_pairs_hook=_without_repeated_keys)  # made once, since a file has 500,000 lines


def _csv_parser(path: Path, lines: Iterator[tuple[int, str]]) -> Callable[[str], dict[str, Any]]:
    """Read the first line of a CSV file, which names the columns, and return what parses the others.

    Raises:
        EvidenceError: it names none, or others than `COLUMNS`.
    """
    _, header = next(lines, (1, ""))
    columns = header.replace('"', "").replace(" ", "").split(",")
    if not set(columns) <= set(COLUMNS) or len(set(columns)) < len(columns):
        raise EvidenceError(
            f"{path}: line 1: has to name the columns, of {', '.join(COLUMNS)}, with commas between; "
            f"found {_shown(header)}."
        )

    def parse(line: str) -> dict[str, Any]:
        try:
            [cells] = csv.reader([line], strict=True)
        except (csv.Error, ValueError):
            raise ValueError("is not CSV; close each quote, and write a quote inside a text twice.") from None
        if len(cells) > len(columns):
            raise ValueError(
                f"has {len(cells)} cells where {len(columns)} columns are named; put a text with commas in quotes."
            )
        row: dict[str, Any] = {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        position = row.get("position", "").strip()
        if position.isascii() and position.isdecimal() and len(position) < 10:
            row["position"] = int(position)
        return row

    return parse


def _statement(record: dict[str, Any]) -> Statement:
    """Check a record.

    Raises:
        ValueError: something is missing or wrong; the message says what, and what to do.
    """
    if unknown := [key for key in record if key not in COLUMNS]:
        raise ValueError(f"{_shown(unknown[0])} is no key of a statement; there are {', '.join(COLUMNS)}.")
    texts = _NO_TEXTS | {key: _text(key, value) for key, value in record.items() if key != "position"}
    if _PAPER.fullmatch(texts["paper"]) is None:
        raise ValueError(f"paper {_shown(texts['paper'])} is no Anthology ID; give one such as 2023.acl-long.7.")
    if _SOURCE.fullmatch(texts["source"]) is None:
        raise ValueError(
            f"source {_shown(texts['source'])}: name where this comes from in small letters, digits and hyphens, "
            "such as dblp."
        )
    position = record.get("position")
    if position is not None and (
        isinstance(position, bool) or not isinstance(position, int) or not 0 <= position <= MAX_POSITION
    ):
        raise ValueError(f"position {_shown(position)}: give the author's place, a whole number; the first has 0.")
    if position is None and not texts["name"]:
        raise ValueError("says of nobody; give the position of an author, or the name as printed.")
    if not texts["identity"] and not texts["affiliation"]:
        raise ValueError("says nothing; give an identity, an affiliation, or both.")
    if texts["role"] not in ("", *Role):
        raise ValueError(f"role {_shown(texts['role'])}: give author or editor, or leave it out.")
    return Statement(
        texts["paper"],
        sys.intern(texts["source"]),
        position,
        texts["name"],
        Role(texts["role"] or Role.AUTHOR),
        texts["identity"],
        sys.intern(texts["affiliation"]),
    )


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} {_shown(value)}: write it as a text, in quotes.")
    text = " ".join(value.split())
    # Characters that are not printed could reverse the text around them, or break the line of a terminal.
    if not text.isprintable():
        raise ValueError(f"{key} {_shown(text)} has characters that are not printed; take them out.")
    if len(text) > (most := _LENGTHS.get(key, 60)):
        raise ValueError(f"{key} {_shown(text)} has more than {most} characters; shorten it.")
    return text


def _shown(value: object) -> str:
    return ascii(value) if len(ascii(value)) <= 60 else f"{ascii(value)[:60]}…"
