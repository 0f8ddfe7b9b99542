"""Words for the confidence of a group, and the lowest confidence for each phrase."""

from __future__ import annotations

from generator.words import say

CONFIDENCE_WORDS = (
    (0.95, "almost"),
    (0.8, "very"),
    (0.6, "probably"),
    (0.0, "possibly"),
)
"""Lowest confidence (0 to 1), and the text for it (``site_sure_…``), highest first: the first row reached counts."""

LARGE_GROUP, SURE_OF_LARGE_GROUP = 80, 0.8
"""Groups with more papers than this are rare in the labelled data, so a lower confidence than this is not shown.

They are those of common names; a career under a rare name reaches it.
"""


def confidence_words(value: float, papers: int) -> str:
    """How sure it is that all papers of a group are one person's, in words.

    Args:
        value: calibrated confidence of the group, 0 to 1.
        papers: papers in the group.
    """
    if papers == 1:
        return say("site_sure_single")
    if _may_be_mixed(value, papers):
        return say("site_sure_large")
    return say(f"site_sure_{next(words for least, words in CONFIDENCE_WORDS if value >= least)}")


def confidence_percent(value: float, papers: int) -> str:
    """The confidence as a percentage, ``97 %``; ``""`` where it means nothing: for one paper, or for a large group."""
    return "" if papers == 1 or _may_be_mixed(value, papers) else f"{round(value * 100)} %"


def _may_be_mixed(value: float, papers: int) -> bool:
    return papers > LARGE_GROUP and value < SURE_OF_LARGE_GROUP
