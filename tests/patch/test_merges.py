"""Two entries of one person become one, and a person gets another ID."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.library_check import items_by_person
from generator.errors import ConflictError
from generator.model import Mention, Name
from generator.patch.apply import apply
from generator.patch.invert import invert
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from generator.patch.show import show
from tests.patch.build import FRONT, SONG, THIRD, move, snapshot

FIRST = Mention("2022.toy-long.1", 0)
ORCID, OTHER = "0000-0002-1825-0097", "0000-0000-1001-0633"
MOVES = tuple(move(mention, "song-wang-9656", "song-wang") for mention in (FIRST, THIRD, FRONT))
GONE = PersonChange("song-wang-9656", Action.DELETE)
STAYS = PersonChange(
    "song-wang", Action.UPDATE, (SONG, Name("S.", "Wang")), orcid=ORCID, comment="Harbour", disable_name_matching=True
)
MERGE = Patch(MOVES, (STAYS, GONE))
RENAME = Patch(
    MOVES, (GONE, PersonChange("song-wang", Action.CREATE, (SONG,), orcid=ORCID, disable_name_matching=True))
)


@pytest.fixture
def twins(toy: Path) -> Path:
    """The toy data with an older entry of Song Wang, who has no ORCID."""
    path = toy / "json" / "people.json"
    older = (
        '  "song-wang": {\n    "names": [\n      {"first": "Song", "last": "Wang"}\n    ],\n    "degree": "Toy"\n  },\n'
    )
    path.write_text(path.read_text("utf-8").replace('  "song-wang-9656"', f'{older}  "song-wang-9656"'), "utf-8")
    return toy


def test_a_merge_moves_every_paper_and_the_inverse_restores_the_bytes(twins: Path) -> None:
    before = snapshot(twins)
    planned = plan_changes(MERGE, twins)
    inverse = invert(MERGE, planned)
    apply(MERGE, twins)
    assert items_by_person(twins, ["song-wang"])["song-wang"] == [
        "2022.toy-long.0",
        "2022.toy-long.1",
        "2022.toy-long.3",
    ]
    people = (twins / "json" / "people.json").read_text("utf-8")
    assert "song-wang-9656" not in people and people.endswith('"orcid": "0000-0002-1825-0097"\n  }\n}\n')
    assert not apply(MERGE, twins).changes, "a second time nothing changes"
    apply(inverse, twins)
    assert snapshot(twins) == before


def test_another_id_moves_every_paper_and_back(toy: Path) -> None:
    before = snapshot(toy)
    inverse = invert(RENAME, plan_changes(RENAME, toy))
    notes = apply(RENAME, toy).notes
    assert any("song-wang-9656 gets the ID song-wang: the address /people/song-wang-9656/" in note for note in notes)
    assert len(items_by_person(toy, ["song-wang"])["song-wang"]) == 3
    apply(inverse, toy)
    assert snapshot(toy) == before


def test_what_goes_with_an_entry_and_which_address_needs_a_redirect_is_said(twins: Path) -> None:
    notes = " ".join(plan_changes(MERGE, twins).notes)
    assert "song-wang-9656 is merged into song-wang: the address /people/song-wang-9656/ should lead to" in notes
    assert "goes" not in notes
    path = twins / "json" / "people.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'"orcid": "{ORCID}"', f'"degree": "Bay",\n    "orcid": "{ORCID}"'), "utf-8")
    assert "With the entry song-wang-9656 goes the degree Bay." in plan_changes(MERGE, twins).notes
    assert "song-wang-9656 is merged into song-wang\n" in show(MERGE)


def test_two_orcids_are_merged_only_if_the_patch_says_which_is_right(twins: Path) -> None:
    path, xml = twins / "json" / "people.json", twins / "xml" / "2022.toy.xml"
    path.write_text(path.read_text("utf-8").replace('"degree": "Toy"', f'"orcid": "{OTHER}"'), "utf-8")
    xml.write_text(xml.read_text("utf-8").replace(f' orcid="{ORCID}"', ""), "utf-8")
    silent = replace(MERGE, persons=(replace(STAYS, orcid=None), GONE))
    with pytest.raises(ConflictError, match="they may be two people"):
        plan_changes(silent, twins)
    for right in (ORCID, OTHER):
        said = replace(MERGE, persons=(replace(STAYS, orcid=right), GONE))
        assert plan_changes(said, twins).people_after.persons["song-wang"].orcid == right


def test_a_paper_that_was_forgotten_keeps_the_entry_from_going(twins: Path) -> None:
    with pytest.raises(ConflictError, match=r"2022\.toy-long\.3, author 1: still has the ID song-wang-9656"):
        plan_changes(replace(MERGE, assignments=(MOVES[0], MOVES[2])), twins)


def test_who_stands_twice_on_a_paper_is_not_merged(toy: Path) -> None:
    moves = tuple(replace(one, target="ada-byron") for one in MOVES)
    with pytest.raises(ConflictError, match="found ada-byron as editor 1 and editor 2"):
        plan_changes(Patch(moves, (GONE, PersonChange("ada-byron", Action.UPDATE, orcid=ORCID))), toy)
