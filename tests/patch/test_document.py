from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.errors import PatchError
from generator.patch.document import parse_patch, read_patch, to_json
from generator.patch.show import show
from tests.patch.build import split_song


def test_a_patch_survives_writing_and_reading() -> None:
    assert parse_patch(to_json(split_song())) == split_song()


def test_the_example_of_the_format_is_read() -> None:
    text = """{"format": "anthology-assignment-patch", "version": 1, "created": "2026-11-23T18:00:00Z",
      "generator": "anthology-review 0.1.0",
      "base": {"preview": "author-assignments", "data_commit": null, "data_digest": null},
      "persons": [{"id": "song-wang-602x", "action": "create", "names": [{"first": "Song", "last": "Wang"}],
        "orcid": "0009-0009-2087-602X", "degree": "University", "disable_name_matching": true}],
      "assignments": [{"paper": "2022.acl-long.333", "role": "author", "position": 0,
        "name": {"first": "Song", "last": "Wang"}, "from": "song-wang-9656", "to": null}],
      "undecided": [{"paper": "N19-2007", "role": "author", "position": 1}], "note": "free text"}"""
    patch = parse_patch(text)
    assert patch.assignments[0].target is None
    assert patch.undecided[0].key == "N19-2007#1"


def broken(place: list[str | int], value: Any) -> str:
    document = json.loads(to_json(split_song()))
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (["version"], 2, "/version: .*upgrade"),
        (["format"], "zip", "/format"),
        (["extra"], 1, "extra"),
        (["persons", 0, "email"], "a@b", "/persons/0: .*email"),
        (["persons", 0, "id"], "Song Wang", "/persons/0/id"),
        (["persons", 0, "id"], "song-wang\n", "/persons/0/id: .*control"),
        (["persons", 0, "orcid"], "0009-0009-2087-6020", "/persons/0/orcid: .*check digit"),
        (["persons", 0, "names"], [], "/persons/0/names"),
        (["persons", 0, "degree"], "x\ud800", "/persons/0/degree"),
        (["assignments", 1, "paper"], "../../etc-1", "/assignments/1/paper"),
        (["assignments", 1, "paper"], "2022.toy-long.1\n", "/assignments/1/paper"),
        (["assignments", 1, "to"], "song-wang/unverified", "/assignments/1/to"),
        (["assignments", 1, "to"], "", "/assignments/1/to"),
        (["assignments", 1, "position"], -1, "/assignments/1/position"),
        (["assignments", 1, "position"], True, "/assignments/1/position"),
        (["assignments", 1, "name", "last"], "", "/assignments/1/name/last"),
        (["assignments"], {}, "/assignments"),
    ],
)
def test_malformed_patch_is_refused_with_its_place(place: list[str | int], value: Any, message: str) -> None:
    with pytest.raises(PatchError, match=f"(?s){message}"):
        parse_patch(broken(place, value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1, column 2: not JSON"),
        ("[]", "/format"),
        ('{"format": 1, "format": 2}', "'format' is there twice"),
        ('{"format": NaN}', "NaN"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_patch_is_refused(text: str, message: str) -> None:
    with pytest.raises(PatchError, match=message):
        parse_patch(text)


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for content, what in ((b"{", "not JSON"), (b"\xff", "UTF-8"), (b" " * 10_000_001, "at most")):
        path.write_bytes(content)
        with pytest.raises(PatchError, match=f"mine.json: .*{what}"):
            read_patch(path)
    with pytest.raises(PatchError, match=r"nothing\.json"):
        read_patch(tmp_path / "nothing.json")


def test_show_names_every_paper_and_what_stays_open() -> None:
    text = show(split_song())
    for expected in ("song-wang-602x", "2022.toy-long.2, author 1", "no ID", "2022.toy-long.1, author 1", "“lines”"):
        assert expected in text
