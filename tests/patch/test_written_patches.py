"""Every patch that `join` or `invert` gives can be read again; what can't be is refused in plain words."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import PatchError
from generator.model import Mention, Name
from generator.patch import document
from generator.patch.document import MAX_NOTE, check_document, parse_patch, to_json
from generator.patch.invert import invert
from generator.patch.join import join
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from tests.patch.build import NEW, SECOND, move, split_song

NOTES = ("", "x", "é" * MAX_NOTE, "n" * (MAX_NOTE - 12), "n" * (MAX_NOTE - 11), "m" * (MAX_NOTE // 2 - 1))
LAST = ("Wang", "李", "龘" * 1000, "x" * 1000, "Wa\u200fng")


def random_patch(chance: random.Random) -> Patch:
    """Draw a valid patch of which some texts are as long as they may be."""
    name = Name(chance.choice(("", "Song", "龘" * 1000)), chance.choice(LAST))
    slots = [Mention(f"2022.toy-long.{chance.randrange(1, 50)}", 0) for _ in range(4)]
    target = chance.choice((None, NEW.id, "a" * 200))
    source = chance.choice(("song-wang/unverified", "s" * 989 + "/unverified", "b" * 200))
    persons = chance.choice(((), (NEW,), (replace(NEW, comment="c" * 1000, similar=("a" * 200,)),)))
    assignments = tuple(move(slot, source, target, name) for slot in dict.fromkeys(slots))
    return Patch(assignments, persons, created="2026-11-23T18:00:00Z", note=chance.choice(NOTES))


def test_joined_and_inverse_patches_are_read_back_the_same() -> None:
    chance, outcomes = random.Random(4), Counter[str]()
    for _ in range(40):
        first, second = random_patch(chance), random_patch(chance)
        check_document(first, "a random patch")
        for make, patches in ((join, (first, second)), (invert, (first,))):
            try:
                result = make(*patches)
            except PatchError:
                outcomes[f"{make.__name__} refused"] += 1
                continue
            outcomes[make.__name__] += 1
            assert parse_patch(to_json(result)) == result
    assert all(outcomes[kind] > 2 for kind in ("join", "join refused", "invert", "invert refused")), outcomes


def test_inverse_of_a_patch_with_the_longest_note_has_its_beginning() -> None:
    inverse = invert(replace(split_song(), note="n" * MAX_NOTE))
    assert inverse.note.startswith("Takes back: nnn") and len(inverse.note) == MAX_NOTE and inverse.note[-1] == "…"


def test_notes_that_are_too_long_together_are_refused() -> None:
    with pytest.raises(PatchError, match=r"20,003 characters.*at most 20,000; shorten one"):
        join(Patch((), note="a" * MAX_NOTE), Patch((), note="b"))


def test_join_of_too_many_papers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_TEXTS", 100)
    halves = [tuple(Mention(f"2022.toy-{volume}.{i}", 0) for i in range(12)) for volume in "ab"]
    with pytest.raises(PatchError, match=r"joined patch can't be written.*100 texts.*split"):
        join(Patch((), undecided=halves[0]), Patch((), undecided=halves[1]))


def test_inverse_with_a_value_of_the_data_that_no_patch_may_hold_is_refused(toy: Path) -> None:
    path = toy / "json" / "people.json"
    path.write_text(path.read_text("utf-8").replace('"London"', '"Lon\\u0007don"'), "utf-8")
    patch = Patch((), (PersonChange("ada-byron", Action.UPDATE, comment="x"),))
    with pytest.raises(PatchError, match="inverse patch can't be written"):
        invert(patch, plan_changes(patch, toy))
    other = Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),))
    assert invert(other, plan_changes(other, toy)).assignments
