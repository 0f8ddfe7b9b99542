"""How much an author page needs review: the expected number of papers on the wrong page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What is probably wrong with a page; a template phrases it.

    ``APART``: a group is not by the person of the largest group; ``MIXED``: a group has papers of several persons.
    """

    NONE = "none"
    APART = "apart"
    MIXED = "mixed"


@dataclass(frozen=True)
class Triage:
    """How much a page needs review.

    Attributes:
        score: expected number of papers on the wrong page, by which the work queue is sorted.
        probability: 0 to 1, that the page shows more than one person.
        trouble: the problem by which the most papers are expected on the wrong page.
        group: index on the page of the group that has this problem, 0 for the largest group.
        papers: number of papers of that group.
    """

    score: float
    probability: float
    trouble: Trouble = Trouble.NONE
    group: int = 0
    papers: int = 0


def triage(
    sizes: Sequence[int], confidence: Sequence[float], log_odds: Sequence[float], with_id: Sequence[int] = ()
) -> Triage:
    """Return how much a page needs review, from its groups.

    Args:
        sizes: papers of each group, largest group first.
        confidence: probability of each group, 0 to 1, that it is one person's.
        log_odds: that the largest group and each group are one person's, -1e9 where a constraint forbids it; the
            first one isn't used.
        with_id: papers of each group whose slot has an explicit ID; they count a tenth, since somebody has decided
            whose they are.
    """
    if not sizes:
        return Triage(0.0, 0.0)
    misplaced_if_apart, misplaced_if_mixed, one_person = [], [], 1.0
    for at, (size, of_one, score, decided) in enumerate(
        zip(sizes, confidence, log_odds, with_id or [0] * len(sizes), strict=True)
    ):
        papers = size - 0.9 * decided
        apart = 1 / (1 + math.exp(min(max(score, -30), 30))) if at else 0.0
        mixed = 1 - of_one if size > 1 else 0.0
        misplaced_if_apart.append(papers * apart)
        # Of a mixed group the smaller part is misplaced, at most half of it.
        misplaced_if_mixed.append(papers * mixed * (1 - apart) / 2)
        one_person *= (1 - apart) * (1 - mixed)
    probability, total = round(1 - one_person, 4), sum(misplaced_if_apart) + sum(misplaced_if_mixed)
    if total <= 0:
        return Triage(0.0, probability)
    if max(misplaced_if_apart) >= max(misplaced_if_mixed):
        trouble, misplaced = Trouble.APART, misplaced_if_apart
    else:
        trouble, misplaced = Trouble.MIXED, misplaced_if_mixed
    group = misplaced.index(max(misplaced))
    return Triage(round(total, 3), probability, trouble, group, sizes[group])
