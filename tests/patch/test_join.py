from __future__ import annotations

from dataclasses import replace

import pytest

from generator.errors import ConflictError
from generator.model import Decided, LookedAt, Name
from generator.patch.document import parse_patch, to_json
from generator.patch.join import join
from generator.patch.operations import Patch
from tests.patch.build import (
    NEW,
    SECOND,
    SONG,
    THIRD,
    move,
    split_song,
)


def test_not_mine_and_mine_confirm_each_other() -> None:
    not_mine = Patch((move(THIRD, "song-wang-9656", None),))
    mine = Patch((move(THIRD, "song-wang-9656", NEW.id), move(SECOND, "song-wang/unverified", NEW.id)), (NEW,))
    joined = join(not_mine, mine)
    assert [(a.mention, a.target, a.confirmed) for a in joined.assignments] == [
        (THIRD, NEW.id, True),
        (SECOND, NEW.id, False),
    ]
    assert joined.persons == (NEW,)
    assert parse_patch(to_json(joined)) == joined


def test_every_contradiction_is_listed() -> None:
    a = split_song()
    b = replace(
        a,
        assignments=(move(SECOND, "song-wang/unverified", "ada-byron"), move(THIRD, "bo-li", NEW.id)),
        persons=(replace(NEW, degree="Elsewhere"),),
    )
    with pytest.raises(ConflictError) as caught:
        join(a, b)
    assert len(caught.value.conflicts) == 3


def test_a_new_person_collected_from_two_pages_has_the_names_of_both() -> None:
    other = replace(NEW, names=(Name("S.", "Wang"), SONG))
    assert join(Patch((), (NEW,)), Patch((), (other,))).persons == (replace(NEW, names=(SONG, Name("S.", "Wang"))),)


def test_one_orcid_for_two_new_ids_is_a_contradiction() -> None:
    with pytest.raises(ConflictError, match="use one ID"):
        join(Patch((), (NEW,)), Patch((), (replace(NEW, id="song-wang-toy"),)))


def test_slot_decided_by_one_is_no_longer_undecided() -> None:
    assert join(Patch((), undecided=(SECOND, THIRD)), Patch((move(SECOND, "x-y", None),))).undecided == (THIRD,)


def test_what_both_decide_beside_assignments_is_kept_once() -> None:
    one, two = Decided((("bo-li", "ada-byron"),)), LookedAt("bo-li", ("W18-6310",))
    joined = join(Patch((), decided=one), Patch((), decided=Decided(one.not_one_person, (two,))))
    assert joined.decided == Decided(one.not_one_person, (two,))
    assert parse_patch(to_json(joined)) == joined
