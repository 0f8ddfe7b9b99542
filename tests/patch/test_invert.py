from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import PatchError
from generator.model import Mention, Name
from generator.patch.apply import apply
from generator.patch.invert import invert
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from tests.patch.build import (
    SONG,
    SPLIT,
    move,
    snapshot,
)


def test_inverse_restores_every_byte(toy: Path) -> None:
    before = snapshot(toy)
    patch = replace(
        SPLIT,
        assignments=(
            *SPLIT.assignments,
            move(Mention("W18-6310", 0), "bo-li/unverified", "ada-byron", Name("Bo", "Li")),
        ),
        persons=(*SPLIT.persons, PersonChange("bo-li", Action.UPDATE, comment="x", disable_name_matching=False)),
    )
    inverse = invert(patch, plan_changes(patch, toy))
    apply(patch, toy)
    apply(inverse, toy)
    assert snapshot(toy) == before


def test_inverse_takes_away_a_name_that_the_patch_added(toy: Path) -> None:
    before = snapshot(toy)
    patch = Patch((), (PersonChange("bo-li", Action.UPDATE, (Name("Bo", "Li"), Name("B.", "Li"))),))
    inverse = invert(patch, plan_changes(patch, toy))
    apply(patch, toy)
    assert apply(inverse, toy).changes
    assert snapshot(toy) == before


def test_inverse_without_data_applies_right_after(toy: Path) -> None:
    before = snapshot(toy)
    apply(SPLIT, toy)
    apply(invert(SPLIT), toy)
    assert snapshot(toy) == before


def test_inverse_of_an_update_needs_the_old_data() -> None:
    with pytest.raises(PatchError, match="give the data"):
        invert(Patch((), (PersonChange("bo-li", Action.UPDATE, (SONG,)),)))
