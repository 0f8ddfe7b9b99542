from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.library_check import items_by_person
from generator.errors import ConflictError, DataError
from generator.model import Mention, Name
from generator.patch import atomic_write
from generator.patch.apply import apply
from generator.patch.data_lock import lock_data
from generator.patch.invert import invert
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from generator.patch.slots_digest import slots_digest
from tests.patch.build import FRONT, NEW, SECOND, SONG, THIRD, move, snapshot, split_song

ALL = split_song()


def test_each_person_has_exactly_the_promised_papers(toy: Path) -> None:
    apply(ALL, toy)
    assert items_by_person(toy, ["song-wang-602x", "song-wang-9656", "song-wang/unverified", "ada-byron"]) == {
        "song-wang-602x": ["2022.toy-long.2", "2022.toy-long.3"],
        "song-wang-9656": ["2022.toy-long.1"],
        "song-wang/unverified": ["2022.toy-long.0"],
        "ada-byron": ["2022.toy-long.0", "W18-63"],
    }


def test_only_the_ids_change_in_the_xml(toy: Path) -> None:
    before = (toy / "xml" / "2022.toy.xml").read_text()
    apply(ALL, toy)
    expected = (
        before.replace("<author><first>Song</first>", '<author id="song-wang-602x"><first>Song</first>')
        .replace("id='song-wang-9656'", "id='song-wang-602x'")
        .replace('<editor id="song-wang-9656">', "<editor>")
    )
    assert (toy / "xml" / "2022.toy.xml").read_text() == expected


def test_new_person_stands_in_order_and_the_rest_stays(toy: Path) -> None:
    before = (toy / "json" / "people.json").read_text()
    apply(ALL, toy)
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
    persons = (*ALL.persons, PersonChange("zz-top", Action.CREATE, (Name("Zz", "Top"),)))
    patch = replace(ALL, persons=persons)
    diff = tmp_path / "out.diff"
    planned = apply(patch, toy, check=True, diff_path=diff)
    git("init", "-q", cwd=tmp_path)
    git("-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "--directory=data", str(diff), cwd=tmp_path)
    by_git = snapshot(toy)
    for change in planned.changes:
        (toy / change.file).write_bytes(change.old)
    apply(patch, toy)
    assert snapshot(toy) == by_git
    assert {change.file for change in planned.changes} == {"xml/2022.toy.xml", "json/people.json"}


def test_applying_twice_changes_nothing_and_says_so(toy: Path) -> None:
    apply(ALL, toy)
    after = snapshot(toy)
    again = apply(ALL, toy)
    assert again.changes == () and "already applied" in again.notes[0]
    assert snapshot(toy) == after


def test_inverse_restores_every_byte(toy: Path) -> None:
    before = snapshot(toy)
    patch = replace(
        ALL,
        assignments=(*ALL.assignments, move(Mention("W18-6310", 0), "bo-li/unverified", "ada-byron", Name("Bo", "Li"))),
        persons=(*ALL.persons, PersonChange("bo-li", Action.UPDATE, comment="x", disable_name_matching=False)),
    )
    inverse = invert(patch, plan_changes(patch, toy))
    apply(patch, toy)
    apply(inverse, toy)
    assert snapshot(toy) == before


def test_a_name_that_is_only_taken_away_goes(toy: Path) -> None:
    before = snapshot(toy)
    patch = Patch((), (PersonChange("bo-li", Action.UPDATE, (Name("Bo", "Li"), Name("B.", "Li"))),))
    inverse = invert(patch, plan_changes(patch, toy))
    apply(patch, toy)
    assert apply(inverse, toy).changes
    assert snapshot(toy) == before


def test_applying_again_leaves_the_printed_names_that_it_has_added(toy: Path) -> None:
    named = PersonChange("bo-li", Action.UPDATE, (Name("B.", "Li"), Name("Bo", "Li")))
    patch = Patch((move(SECOND, "song-wang/unverified", "bo-li"),), (named,))
    apply(patch, toy)
    after = snapshot(toy)
    assert apply(patch, toy).changes == ()
    assert snapshot(toy) == after


def test_inverse_without_data_applies_right_after(toy: Path) -> None:
    before = snapshot(toy)
    apply(ALL, toy)
    apply(invert(ALL), toy)
    assert snapshot(toy) == before


def test_check_writes_nothing(toy: Path) -> None:
    before = snapshot(toy)
    assert apply(ALL, toy, check=True).changes
    assert snapshot(toy) == before


def test_file_modes_are_kept(toy: Path) -> None:
    (toy / "xml" / "2022.toy.xml").chmod(0o640)
    apply(ALL, toy)
    assert (toy / "xml" / "2022.toy.xml").stat().st_mode & 0o777 == 0o640


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


def test_all_conflicts_are_listed_at_once(toy: Path) -> None:
    bad = Patch((move(SECOND, "song-wang-9656", "nobody-x"), move(THIRD, "bo-li", "nobody-y")))
    with pytest.raises(ConflictError) as caught:
        apply(bad, toy)
    assert len(caught.value.conflicts) == 4


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
    planned = plan_changes(ALL, toy)
    path = toy / "xml" / "2022.toy.xml"
    data = path.read_bytes()
    elements = {mention: data[slot.start : slot.end].decode() for mention, slot in planned.slots.items()}
    patch = replace(ALL, data_digest=slots_digest(elements))
    path.write_bytes(data.replace(b"Third", b"Another title"))
    assert not any("differ" in note for note in apply(patch, toy, check=True).notes)
    path.write_bytes(
        data.replace(
            b"Song</first><last>Wang</last></author><author>",
            b"Song</first><last>Wang</last><affiliation>X</affiliation></author><author>",
        )
    )
    assert any("differ" in note for note in apply(patch, toy, check=True).notes)


def test_crash_between_two_renames_is_finished_by_the_next_call(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {change.file: change.new for change in plan_changes(ALL, toy).changes}
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(ALL, toy)
    monkeypatch.undo()
    with pytest.raises(DataError, match="interrupted"):
        apply(ALL, toy, check=True)
    result = apply(ALL, toy)
    assert "interrupted; it is now finished" in result.notes[0]
    assert {file: (toy / file).read_bytes() for file in wanted} == wanted
    assert not [name for name in snapshot(toy) if "anthology-review" in name]


def test_crash_and_git_checkout_leave_the_old_data(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(toy)
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(ALL, toy)
    monkeypatch.undo()
    for file, data in before.items():
        (toy / file).write_bytes(data)
    with lock_data(toy):
        assert "discarded" in atomic_write.finish_interrupted_write(toy)
    assert snapshot(toy) == before


def test_crash_and_foreign_edit_are_refused_with_the_way_out(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(ALL, toy)
    monkeypatch.undo()
    (toy / "xml" / "2022.toy.xml").write_bytes(b"mine")
    with pytest.raises(DataError, match=r"(?s)xml/2022.toy.xml changed since.*git checkout"):
        apply(ALL, toy)


def test_full_disk_leaves_the_old_data(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(toy)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match=r"No space left.*nothing was changed"):
        apply(ALL, toy)
    assert snapshot(toy) == before


def test_second_apply_at_the_same_time_is_refused(toy: Path) -> None:
    with lock_data(toy), pytest.raises(DataError, match="another apply"):
        apply(ALL, toy)


def test_link_out_of_the_folder_is_not_followed(toy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    (toy / "xml" / "2022.toy.xml").rename(outside)
    (toy / "xml" / "2022.toy.xml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(DataError, match="leads out of the data folder"):
        apply(ALL, toy)
    assert outside.read_bytes() == before


def crash_after(renames: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt after some of the renames that follow the journal's own."""
    done: list[Path] = []
    real = Path.replace

    def counted(self: Path, target: Path) -> Path:
        if len(done) > renames:
            raise KeyboardInterrupt
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", counted)


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)
