"""Figures in words: honest where little is known."""

from __future__ import annotations

import pytest

from generator.model import Evidence, Signal
from generator.review import phrases


@pytest.mark.parametrize(
    ("value", "papers", "said"),
    [
        (0.99, 12, "almost certainly one person"),
        (0.85, 12, "very likely one person"),
        (0.7, 12, "probably one person"),
        (0.3, 12, "possibly one person, look closely"),
        (0.99, 1, "a single paper"),
    ],
)
def test_confidence_is_said_in_words(value: float, papers: int, said: str) -> None:
    assert phrases.confidence(value, papers) == said


def test_a_very_large_group_is_never_called_certain() -> None:
    assert "several people may be mixed" in phrases.confidence(0.99, phrases.LARGE + 1)


@pytest.mark.parametrize("signal", list(Signal))
@pytest.mark.parametrize("supports", [True, False])
def test_every_kind_of_evidence_has_words(signal: Signal, supports: bool) -> None:
    phrase = phrases.evidence(Evidence(signal, supports, ("1998", "2014"), 0.5, 3))
    assert "1998" in phrase and "2014" in phrase


def test_long_lists_are_cut_and_counted() -> None:
    assert phrases.listing(("a", "b", "c", "d", "e")) == "a, b, c and 2 more"
    assert (phrases.count(1, "paper"), phrases.count(1200, "paper")) == ("1 paper", "1,200 papers")
    assert (phrases.years(2019, 2019), phrases.years(2019, 2024), phrases.years(None, None)) == (
        "2019",
        "2019–2024",
        "",
    )
