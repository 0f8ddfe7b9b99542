"""Which author pages most need a look: the chance that a page is wrong times the papers affected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from generator.grouping.features import Matrix


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


def triage(sizes: Sequence[int], confidence: Sequence[float], odds: Matrix, placed: Sequence[int] = ()) -> Triage:
    """Judge a page by its groups.

    Args:
        sizes: papers of each group, largest group first.
        confidence: chance of each group, 0 to 1, that it is one person's.
        odds: (groups, groups) merge scores (log odds of one person), very low where IDs forbid it.
        placed: papers of each group whose slot carries an ID: someone decided them, they count a tenth.
    """
    if not sizes:
        return Triage(0.0, 0.0)
    loose = np.array(sizes, dtype=float)
    if len(placed):
        loose -= 0.9 * np.array(placed, dtype=float)
    apart = 1 / (1 + np.exp(odds[0].astype(float).clip(-30, 30)))
    apart[0] = 0.0
    mixed = np.where(np.array(sizes) > 1, 1 - np.array(confidence), 0.0)
    # Of a mixed group the smaller part is misplaced, at most half of it.
    foreign, blended = loose * apart, loose * mixed * (1 - apart) / 2
    chance = 1 - float(np.prod((1 - apart) * (1 - mixed)))
    score = float(foreign.sum() + blended.sum())
    if score <= 0:
        return Triage(0.0, round(chance, 4))
    worst = np.argmax([foreign.max(), blended.max()])
    group = int((foreign, blended)[worst].argmax())
    return Triage(round(score, 3), round(chance, 4), (Trouble.APART, Trouble.MIXED)[worst], group, int(sizes[group]))
