"""A statement counts for the author whom it is about, and for nobody if that is not clear."""

from __future__ import annotations

import pytest

from generator.evidence.attribution import other_sources
from generator.model import Identity, Mention, OtherSources, Role, Statement

PRINTED = ("Ru Li (李茹)", "Lei Li", "Zoë Example", "Lei Li")


def said(position: int | None, name: str = "", identity: str = "1", source: str = "x", place: str = "") -> Statement:
    return Statement("P1", source, position, name, Role.AUTHOR, identity, place)


@pytest.mark.parametrize(
    ("statement", "about"),
    [
        (said(1), {1}),
        (said(1, "Lei Li"), {1}),
        (said(1, "Zoe Example"), set()),
        (said(None, "Zoe  Éxample".replace("  ", " ")), {2}),
        (said(None, "Ru Li"), {0}),
        (said(None, "Lei Li"), set()),
        (said(None, "Nobody"), set()),
        (said(9), set()),
    ],
)
def test_position_and_name_tell_the_author_where_they_agree(statement: Statement, about: set[int]) -> None:
    assert {at for at in range(4) if other_sources(Mention("P1", at), PRINTED, [statement])} == about


def test_what_is_said_of_an_author_is_not_said_of_an_editor() -> None:
    assert other_sources(Mention("P1", 1, Role.EDITOR), PRINTED, [said(1)]) is None
    assert other_sources(Mention("P1", 7), (), [said(7, "Lei Li")]) is not None  # the preview prints no names


def test_a_source_that_contradicts_itself_does_not_count_and_the_first_affiliation_does() -> None:
    statements = [
        said(1, identity="1", source="a"),
        said(1, identity="2", source="a"),
        said(1, identity="", source="c", place="Lund"),
        said(1, identity="7", source="b", place="Oslo"),
        said(1, identity="7", source="b"),
    ]
    assert other_sources(Mention("P1", 1), PRINTED, statements) == OtherSources((Identity("b", "7"),), "Lund", "c")
