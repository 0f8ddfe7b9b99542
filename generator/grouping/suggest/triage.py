"""Which author pages most need a look: the chance that a page is wrong times the papers affected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What is probably wrong with a page; a template phrases it."""

    NONE = "none"
    APART = "apart"
    MIXED = "mixed"


@dataclass(frozen=True)
class Triage:
    """How much a page needs review.

    Attributes:
        score: expected number of papers on the wrong page, the order of the queue.
        chance: 0 to 1, that the page shows more than one person.
        trouble: the main reason: a group that is another person's, or a group that mixes people.
        group: place of that group on the page, 0 for the largest.
        papers: how many papers it has.
    """

    score: float
    chance: float
    trouble: Trouble = Trouble.NONE
    group: int = 0
    papers: int = 0


def triage(
    sizes: Sequence[int], confidence: Sequence[float], odds: Sequence[float], placed: Sequence[int] = ()
) -> Triage:
    """Judge a page by its groups.

    Args:
        sizes: papers of each group, largest group first.
        confidence: chance of each group, 0 to 1, that it is one person's.
        odds: merge score (log odds of one person) of the largest group with each, very low where IDs forbid it.
        placed: papers of each group whose slot carries an ID: someone decided them, they count a tenth.
    """
    if not sizes:
        return Triage(0.0, 0.0)
    foreign, blended, one = [], [], 1.0
    for at, (size, sure, score, settled) in enumerate(
        zip(sizes, confidence, odds, placed or [0] * len(sizes), strict=True)
    ):
        loose = size - 0.9 * settled
        apart = 1 / (1 + math.exp(min(max(score, -30), 30))) if at else 0.0
        mixed = 1 - sure if size > 1 else 0.0
        # Of a mixed group the smaller part is misplaced, at most half of it.
        foreign.append(loose * apart)
        blended.append(loose * mixed * (1 - apart) / 2)
        one *= (1 - apart) * (1 - mixed)
    chance, score = round(1 - one, 4), sum(foreign) + sum(blended)
    if score <= 0:
        return Triage(0.0, chance)
    trouble, worst = (Trouble.APART, foreign) if max(foreign) >= max(blended) else (Trouble.MIXED, blended)
    group = worst.index(max(worst))
    return Triage(round(score, 3), chance, trouble, group, sizes[group])
