"""Good patches for the toy data, as JSON documents: what fuzzing starts from."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from generator.model import Decided, LookedAt, Mention, Name
from generator.patch.document import to_json
from generator.patch.operations import Action, Patch, PersonChange
from tests.patch.build import NEW, SECOND, SONG, THIRD, move, split_song

_BO = Name("Bo", "Li")


@cache
def documents() -> tuple[dict[str, Any], ...]:
    """Patches that split, move, unlink, rename and delete; all but the last fit the toy data."""
    patches = (
        split_song(),
        Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),), note="one"),
        Patch((move(THIRD, "song-wang-9656", None),)),
        Patch(
            (move(Mention("W18-6310", 0), "bo-li/unverified", "bo-li", _BO),),
            (PersonChange("bo-li", Action.UPDATE, (_BO, Name("", "Bo")), degree="Ü", similar=("ada-byron",)),),
        ),
        Patch((), (PersonChange("ada-byron", Action.UPDATE, comment="", disable_name_matching=True),)),
        Patch((), (PersonChange("bo-li", Action.DELETE), NEW), undecided=(SECOND,)),
        Patch(
            (), decided=Decided((("bo-li", "ada-byron"),), (LookedAt("bo-li/unverified", ("W18-6310", "2022.acl-1")),))
        ),
        Patch((move(SECOND, "song-wang/unverified", "nobody-here", SONG),), data_digest="sha256:" + "0" * 64),
    )
    return tuple(json.loads(to_json(patch)) for patch in patches)
