from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.library_check import items_by_person
from generator.model import Name
from generator.patch.apply import apply
from generator.patch.operations import Action, Patch, PersonChange
from tests.patch.build import (
    SECOND,
    SPLIT,
    git,
    move,
    snapshot,
)


def test_each_person_has_exactly_the_promised_papers(toy: Path) -> None:
    apply(SPLIT, toy)
    assert items_by_person(toy, ["song-wang-602x", "song-wang-9656", "song-wang/unverified", "ada-byron"]) == {
        "song-wang-602x": ["2022.toy-long.2", "2022.toy-long.3"],
        "song-wang-9656": ["2022.toy-long.1"],
        "song-wang/unverified": ["2022.toy-long.0"],
        "ada-byron": ["2022.toy-long.0", "W18-63"],
    }


def test_only_the_ids_change_in_the_xml(toy: Path) -> None:
    before = (toy / "xml" / "2022.toy.xml").read_text()
    apply(SPLIT, toy)
    expected = (
        before.replace("<author><first>Song</first>", '<author id="song-wang-602x"><first>Song</first>')
        .replace("id='song-wang-9656'", "id='song-wang-602x'")
        .replace('<editor id="song-wang-9656">', "<editor>")
    )
    assert (toy / "xml" / "2022.toy.xml").read_text() == expected


def test_new_person_stands_in_order_and_the_rest_stays(toy: Path) -> None:
    before = (toy / "json" / "people.json").read_text()
    apply(SPLIT, toy)
    assert (toy / "json" / "people.json").read_text() == before.replace(
        '  "song-wang-9656": {',
        '  "song-wang-602x": {\n    "names": [\n      {"first": "Song", "last": "Wang"}\n    ],\n'
        '    "degree": "Toy – University",\n    "disable_name_matching": true,\n'
        '    "orcid": "0009-0009-2087-602X"\n  },\n  "song-wang-9656": {',
    )


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("final", [True, False])
def test_git_apply_gives_the_same_bytes(toy: Path, tmp_path: Path, eol: str, final: bool) -> None:
    for path in (toy / "xml" / "2022.toy.xml", toy / "json" / "people.json"):
        text = path.read_text().replace("\n", eol)
        path.write_bytes((text if final else text.rstrip()).encode())
    persons = (*SPLIT.persons, PersonChange("zz-top", Action.CREATE, (Name("Zz", "Top"),)))
    patch = replace(SPLIT, persons=persons)
    diff = tmp_path / "out.diff"
    planned = apply(patch, toy, check=True, diff_path=diff)
    git(tmp_path, "init", "-q")
    git(tmp_path, "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "--directory=data", str(diff))
    by_git = snapshot(toy)
    for change in planned.changes:
        (toy / change.file).write_bytes(change.old)
    apply(patch, toy)
    assert snapshot(toy) == by_git
    assert {change.file for change in planned.changes} == {"xml/2022.toy.xml", "json/people.json"}


def test_applying_twice_changes_nothing_and_says_so(toy: Path) -> None:
    apply(SPLIT, toy)
    after = snapshot(toy)
    again = apply(SPLIT, toy)
    assert again.changes == () and "already applied" in again.notes[0]
    assert snapshot(toy) == after


def test_applying_again_leaves_the_printed_names_that_it_has_added(toy: Path) -> None:
    named = PersonChange("bo-li", Action.UPDATE, (Name("B.", "Li"), Name("Bo", "Li")))
    patch = Patch((move(SECOND, "song-wang/unverified", "bo-li"),), (named,))
    apply(patch, toy)
    after = snapshot(toy)
    assert apply(patch, toy).changes == ()
    assert snapshot(toy) == after


def test_check_writes_nothing(toy: Path) -> None:
    before = snapshot(toy)
    assert apply(SPLIT, toy, check=True).changes
    assert snapshot(toy) == before


def test_file_modes_are_kept(toy: Path) -> None:
    (toy / "xml" / "2022.toy.xml").chmod(0o640)
    apply(SPLIT, toy)
    assert (toy / "xml" / "2022.toy.xml").stat().st_mode & 0o777 == 0o640
