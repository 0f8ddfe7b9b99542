from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.library_check import items_by_person
from generator.errors import ConflictError
from generator.model import Mention, Name
from generator.patch.apply import apply
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from generator.patch.slots_digest import slots_digest
from tests.patch.build import (
    FRONT,
    NEW,
    SECOND,
    SONG,
    SPLIT,
    THIRD,
    move,
    snapshot,
)


def test_printed_name_is_added_to_the_person_who_lacks_it(toy: Path) -> None:
    li = Name("Bo", "Li")
    result = apply(Patch((move(Mention("W18-6310", 0), "bo-li/unverified", "song-wang-9656", li),)), toy)
    assert '{"first": "Song", "last": "Wang"},\n      {"first": "Bo", "last": "Li"}\n' in result.diff.replace("+", "")
    assert any("printed name Bo Li" in note for note in result.notes)
    assert items_by_person(toy, ["song-wang-9656"])["song-wang-9656"][-1] == "W18-6310"


def test_user_is_told_when_name_matching_pulls_or_drops_papers(toy: Path) -> None:
    mausam = PersonChange("mausam", Action.CREATE, (Name("", "Mausam"),))
    notes = apply(Patch((), (mausam,)), toy, check=True).notes
    assert any("move from the page mausam/unverified to mausam" in note for note in notes)
    second = PersonChange("ada-byron-x", Action.CREATE, (ADA,), disable_name_matching=True)
    notes = apply(Patch((), (second,)), toy, check=True).notes
    assert any("move from the page ada-byron to ada-byron/unverified" in note for note in notes)


def test_unrelated_changes_of_the_data_are_only_a_note(toy: Path) -> None:
    planned = plan_changes(SPLIT, toy)
    path = toy / "xml" / "2022.toy.xml"
    data = path.read_bytes()
    elements = {mention: data[slot.start : slot.end].decode() for mention, slot in planned.slots.items()}
    patch = replace(SPLIT, data_digest=slots_digest(elements))
    path.write_bytes(data.replace(b"Third", b"Another title"))
    assert not any("differ" in note for note in apply(patch, toy, check=True).notes)
    path.write_bytes(
        data.replace(
            b"Song</first><last>Wang</last></author><author>",
            b"Song</first><last>Wang</last><affiliation>X</affiliation></author><author>",
        )
    )
    assert any("differ" in note for note in apply(patch, toy, check=True).notes)


ADA = Name("Ada", "Byron")


TWO_NAMES = PersonChange("song-wang-9656", Action.UPDATE, (SONG, Name("", "Mausam")), disable_name_matching=False)


PULLING = PersonChange(
    "song-wang-9656", Action.UPDATE, (SONG, Name("Zoë", "Müller-Ñandú")), disable_name_matching=False
)


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (Patch((move(Mention("2022.toy-long.9", 0), "song-wang-9656", None),)), "no such ID"),
        (Patch((move(Mention("2099.toy-long.1", 0), "song-wang-9656", None),)), "no such ID"),
        (Patch((move(replace(FRONT, paper="2022.toy-long"), "song-wang-9656", None),)), "use its ID, 2022.toy-long.0"),
        (Patch((move(Mention("2022.toy-long.2", 7), "song-wang/unverified", None),)), "found only 2 authors"),
        (Patch((move(SECOND, "song-wang/unverified", "ada-byron", ADA),)), "expected the name “Ada Byron”"),
        (Patch((move(SECOND, "song-wang-9656", "ada-byron"),)), "found it on song-wang/unverified"),
        (Patch((move(SECOND, "song-wang/unverified", "nobody-x"),)), "found neither"),
        (Patch((move(Mention("2022.toy-long.1", 0), "song-wang-9656", None),)), "carries the ORCID"),
        (Patch((move(Mention("2022.toy-long.1", 0), "song-wang-9656", "bo-li"),)), "carries the ORCID"),
        (Patch((move(FRONT, "song-wang-9656", "ada-byron"),)), "ada-byron as editor 1 and editor 2"),
        (Patch((move(THIRD, "song-wang-9656", None), move(THIRD, "song-wang-9656", None))), "assigned twice"),
        (Patch((), (PersonChange("bo-li", Action.CREATE, (SONG,)),)), "expected the ID to be free"),
        (Patch((), (PersonChange("bo-lo", Action.UPDATE, degree="x"),)), "found none"),
        (Patch((), (replace(NEW, orcid="0000-0001-5109-3700"),)), "found it at bo-li"),
        (Patch((), (PersonChange("song-wang-9656", Action.DELETE),)), "still has the ID song-wang-9656"),
        (Patch((), (PersonChange("song-wang-9656", Action.UPDATE, orcid=""),)), "would have none"),
        (Patch((), (PersonChange("song-wang-9656", Action.UPDATE, (ADA,)),)), "must keep the name"),
        (Patch((), (PersonChange("bo-li", Action.DELETE),)), "ada-byron names it as similar"),
        (Patch((), (TWO_NAMES,)), "2022.toy-long.2, author 1 (Song Wang): name matching would give it to song-wang"),
        (
            Patch((), (PULLING,)),
            "2022.toy-long.1, author 2 (Zoë Müller-Ñandú): name matching would give it to song-wang",
        ),
    ],
)
def test_conflict_is_named_and_nothing_is_written(toy: Path, patch: Patch, message: str) -> None:
    before = snapshot(toy)
    with pytest.raises(ConflictError, match=re.escape(message)):
        apply(patch, toy)
    assert snapshot(toy) == before


@pytest.mark.parametrize(
    "name",
    [
        "<first>So<!-- x -->ng</first><last>Wang</last>",
        "<first>Song</first><last>Wa<?x y?>ng</last>",
        "<first><b>Song</b></first><last>Wang</last>",
        "<first>Song</first><last>Wang</last><last>Wang<!-- x --></last>",
    ],
)
def test_name_with_markup_which_acl_anthology_refuses_is_a_conflict(toy: Path, name: str) -> None:
    path = toy / "xml" / "2022.toy.xml"
    plain = "<author><first>Song</first><last>Wang</last></author><author>"
    path.write_text(path.read_text("utf-8").replace(plain, f"<author>{name}</author><author>"), "utf-8")
    patch = Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),))
    with pytest.raises(ConflictError, match=r"long.2, author 1 .*markup or a comment \(xml/2022.toy.xml, line 24\)"):
        apply(patch, toy)
    path.write_text(path.read_text("utf-8").replace(name, "<first >Song</first><last><![CDATA[Wang]]></last>"), "utf-8")
    assert apply(patch, toy).changes


def test_all_conflicts_are_listed_at_once(toy: Path) -> None:
    bad = Patch((move(SECOND, "song-wang-9656", "nobody-x"), move(THIRD, "bo-li", "nobody-y")))
    with pytest.raises(ConflictError) as caught:
        apply(bad, toy)
    assert len(caught.value.conflicts) == 4
