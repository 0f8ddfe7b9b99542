"""Affiliations from GROBID's JSON: for the right author, without anybody's e-mail address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.anthology.data import AnthologyData
from generator.errors import EvidenceError
from generator.evidence.grobid import GrobidReading, read_grobid
from tests.conftest import DEMO

PAPER = "2009.coil-main.1"
"""By Ari Lanternby and one more, none of them with an affiliation in the data."""


@pytest.fixture(scope="module")
def data() -> AnthologyData:
    return AnthologyData.read(DEMO / "data")


def read(folder: Path, data: AnthologyData, *authors: Any, paper: str = PAPER) -> GrobidReading:
    document = {
        "schema_version": 1,
        "status": "success",
        "paper_id": paper,
        "metadata": {"title": "?", "authors": ["Ari Lanternby"]},
        "fulltext": {"title": "?", "authors": list(authors)},
    }
    (folder / "coil").mkdir(exist_ok=True)
    (folder / "coil" / f"{paper}.json").write_text(json.dumps(document), "utf-8")
    return read_grobid(folder, data)


def affiliation(folder: Path, data: AnthologyData, **author: Any) -> str:
    said = read(folder, data, {"name": "Ari Lanternby", **author}).statements
    return said[0].affiliation if said else ""


def test_an_author_gets_the_affiliation_that_grobid_read(tmp_path: Path, data: AnthologyData) -> None:
    # GROBID's XML has no space between the parts of a name, and the Anthology's JSON has none either.
    reading = read(tmp_path, data, {"name": "AriLanternby", "affiliations": ["University of Northhaven"]})
    [said] = reading.statements
    assert (said.paper, said.position, said.name, said.source) == (PAPER, 0, "Ari Lanternby", "grobid")
    assert (said.affiliation, said.identity) == ("University of Northhaven", "")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"affiliations": ["1 Dept. of Maps", "† Northhaven University"]}, "Dept. of Maps; Northhaven University"),
        ({"affiliations": ["University of Northhaven ari@north.example.edu"]}, "University of Northhaven"),
        ({"affiliations": ["{ari, bea}@north.example.edu, University of Northhaven"]}, "University of Northhaven"),
        ({"affiliations": ["University of Northhaven, ari, bea @ north.edu"]}, "University of Northhaven"),
        ({"affiliations": ["University of Northhaven ari [at] north.edu"]}, "University of Northhaven"),
        ({"affiliations": ["ari@north.example.edu"]}, ""),
        ({"affiliations": ["ari@north.edu"], "email": "ari@north.edu"}, "north.edu"),
        ({"email": "{ari,bea}@cs.north.edu."}, "cs.north.edu"),
        ({"email": "ari.lanternby@gmail.com"}, ""),
        ({"email": "ari@yahoo.co.jp"}, ""),
        ({"email": "ari at north"}, ""),
        ({"email": ["ari@north.edu"], "affiliations": "Northhaven"}, ""),
        ({"affiliations": [None, 7, "North\u202ehaven\nUniversity"]}, "North haven University"),
        ({"affiliations": ["We thank the reviewers. " * 40]}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_an_affiliation_is_plain_and_never_has_an_e_mail_address(
    tmp_path: Path, data: AnthologyData, author: dict[str, Any], expected: str
) -> None:
    assert affiliation(tmp_path, data, **author) == expected


def test_an_affiliation_of_the_data_is_not_said_again(tmp_path: Path, data: AnthologyData) -> None:
    author = {"name": "Ari Lanternby", "affiliations": ["Somewhere else"]}
    assert read(tmp_path, data, author, paper="2023.talkmaps-1.1").statements == []


def test_files_that_cannot_be_used_are_passed_over_with_the_reason(tmp_path: Path, data: AnthologyData) -> None:
    for name, content in (
        ("a.json", b"{"),
        ("b.json", b"[" * 100_000),
        ("c.json", b"[]"),
        ("d.json", b'{"fulltext": {"authors": {}}}'),
        ("e.json", b'{"paper_id": ["x"], "fulltext": {}}'),
        ("f.json", '{"fulltext": "é"}'.encode("latin-1")),
        ("g.json", b'{"paper_id": "' + PAPER.encode() + b'", "status": "no-content"}'),
    ):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "h.json").mkdir()
    (tmp_path / "i.json").symlink_to("/dev/zero")
    reading = read(tmp_path, data, "Ari Lanternby", {"affiliations": ["Nobody's"]})
    assert reading.files == 9 and reading.statements == []
    said = {path.name: reason for path, reason in reading.passed_over}
    assert said.keys() == {"a.json", "b.json", "c.json", "d.json", "e.json", "f.json", "i.json"}
    assert said["a.json"] == "is not JSON; fetch it again." and "no paper of the data" in said["e.json"]
    assert "is not a regular file" in said["i.json"]


def test_a_folder_without_json_is_refused(tmp_path: Path, data: AnthologyData) -> None:
    with pytest.raises(EvidenceError, match=r"has no \.json files"):
        read_grobid(tmp_path, data)
