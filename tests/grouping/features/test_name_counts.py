"""How common names are is known from the whole Anthology."""

from __future__ import annotations

import pytest

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_counts import shipped_counts
from generator.grouping.features.name_rarity import NEUTRAL_LOG_NAMESAKES, NameCounts, name_parts
from generator.model import Name


def log_namesakes(first: str, last: str) -> float:
    return shipped_counts().namesakes(*name_parts(Name(first, last))).log_expected


def test_a_common_name_is_recognised_even_in_a_tiny_preview() -> None:
    assert log_namesakes("Yang", "Liu") > -0.5 > -3 > log_namesakes("Hinrich", "Schütze")
    parts = name_parts(Name("Yang", "Liu"))
    assert Corpus.build([]).namesakes(*parts).log_expected >= shipped_counts().namesakes(*parts).log_expected


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        ("Hsin-Hsi", "Chen", "Hsin"),
        ("Noah A.", "Smith", "Noah"),
        ("Bill Yuchen", "Lin", "Bill"),
        ("Yi-Chia", "Wang", "Yi"),
    ],
)
def test_a_name_is_as_rare_as_all_its_given_names_together(first: str, last: str, part: str) -> None:
    assert log_namesakes(first, last) <= min(log_namesakes(part, last), -1.4)


def test_initials_stand_for_all_names_that_begin_with_them() -> None:
    assert log_namesakes("Y.", "Liu") > log_namesakes("Yang", "Liu")
    assert log_namesakes("Y. K.", "Liu") < log_namesakes("Y.", "Liu")


@pytest.mark.parametrize("last", ["O’Connor", "de la Cruz", "Ñandú"])
def test_the_family_name_is_never_counted_among_the_given_names(last: str) -> None:
    given, family = name_parts(Name("Mary Ann", last))
    assert (given, family) == ("mary-ann", Name("", last).slug)
    assert name_parts(Name("", last)) == ("", family)


def test_a_name_seen_often_is_surer_than_one_never_seen() -> None:
    counts = shipped_counts()

    def spread(given: str) -> float:
        found = counts.namesakes(given, "liu")
        return found.log_highest - found.log_expected

    assert 0 < spread("david") < 0.1 < spread("qwertia")


def test_a_catalogue_of_a_few_names_shows_no_name_to_be_rare() -> None:
    few = NameCounts.of((f"given{n}", f"family{n}") for n in range(300))
    many = NameCounts.of((f"given{n}", f"family{n}") for n in range(100_000))
    assert few.namesakes("given1", "family1").log_highest > 0 > -3 > many.namesakes("given1", "family1").log_highest
    assert few.namesakes("given1", "family1").log_cautious == NEUTRAL_LOG_NAMESAKES
