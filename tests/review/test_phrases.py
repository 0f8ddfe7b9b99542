"""Confidence and evidence in words, which never claim more than is known."""

from __future__ import annotations

import pytest

from generator.model import Evidence, Signal
from generator.review import confidence_words, phrases
from generator.words import counted


@pytest.mark.parametrize(
    ("value", "papers", "words"),
    [
        (0.99, 12, "almost certainly one person"),
        (0.85, 12, "very likely one person"),
        (0.7, 12, "probably one person"),
        (0.3, 12, "possibly one person, look closely"),
        (0.99, 1, "a single paper"),
    ],
)
def test_confidence_is_put_into_words(value: float, papers: int, words: str) -> None:
    assert confidence_words.confidence_words(value, papers) == words


def test_a_very_large_group_is_called_one_persons_only_if_that_is_very_likely() -> None:
    papers = confidence_words.LARGE_GROUP + 1
    assert "several people may be mixed" in confidence_words.confidence_words(0.75, papers)
    assert confidence_words.confidence_percent(0.75, papers) == ""
    assert confidence_words.confidence_words(0.95, papers) == "almost certainly one person"


def test_the_headline_of_a_page_of_one_group_says_what_the_group_does() -> None:
    mixed = confidence_words.confidence_words(0.6, 366)
    assert phrases.headline(366, 1, mixed) == f"366 papers, {mixed}"
    assert phrases.headline(31, 3, "") == "31 papers, perhaps 3 people"
    assert phrases.headline(1, 1, "a single paper") == "1 paper"


@pytest.mark.parametrize("signal", list(Signal))
@pytest.mark.parametrize("supports", [True, False])
def test_every_kind_of_evidence_has_words(signal: Signal, supports: bool) -> None:
    phrase = phrases.evidence(Evidence(signal, supports, ("1998", "2014"), 0.5, 3))
    assert phrase and (signal is Signal.TOO_MANY or ("1998" in phrase and "2014" in phrase))  # which has no values


def test_long_lists_are_cut_and_counted() -> None:
    assert phrases.shortened_list(("a", "b", "c", "d", "e")) == "a, b, c and 2 more"
    assert (counted("papers", 1), counted("papers", 1200)) == ("1 paper", "1,200 papers")
    assert (phrases.year_range(2019, 2019), phrases.year_range(2019, 2024), phrases.year_range(None, None)) == (
        "2019",
        "2019–2024",
        "",
    )
