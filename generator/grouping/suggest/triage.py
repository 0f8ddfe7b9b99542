"""How much an author page needs review: the expected number of papers on the wrong page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

NAMES_OF_ONE_PERSON = 6.0
"""So many names of one person there are for each name of several, among labelled names with two papers or more.

The chance stated beside a group holds for names of both kinds alike, as reviewers open them; the queue ranks all names.
"""


class Trouble(StrEnum):
    """What is probably wrong with a page; a template phrases it.

    ``APART``: a group is not by the person of the largest group; ``MIXED``: a group has papers of several persons.
    """

    NONE = "none"
    APART = "apart"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class GroupRisk:
    """How probably a group's papers are on the wrong page.

    Attributes:
        size: papers of the group.
        undecided: the same, of which those whose slot has an explicit ID count a tenth, since somebody has decided
            whose they are.
        apart: probability, 0 to 1, that the group is not by the person of the largest group; 0 for that one itself.
        mixed: probability, 0 to 1, that it has papers of several persons.
    """

    size: int
    undecided: float
    apart: float
    mixed: float

    @property
    def misplaced_if_apart(self) -> float:
        """Expected number of papers on the wrong page because the whole group is."""
        return self.undecided * self.apart

    @property
    def misplaced_if_mixed(self) -> float:
        """Expected number of papers on the wrong page because of a mixed group its smaller part is, at most half."""
        return self.undecided * self.mixed * (1 - self.apart) / 2


@dataclass(frozen=True, slots=True)
class Triage:
    """How much a page needs review.

    Attributes:
        groups: the risk of each group, largest group first.
    """

    groups: tuple[GroupRisk, ...] = ()

    @property
    def score(self) -> float:
        """Expected number of papers on the wrong page, by which the work queue is sorted."""
        return round(sum(g.misplaced_if_apart + g.misplaced_if_mixed for g in self.groups), 3)

    @property
    def probability(self) -> float:
        """0 to 1, that the page shows more than one person."""
        return round(1 - math.prod((1 - g.apart) * (1 - g.mixed) for g in self.groups), 4)

    @property
    def worst(self) -> tuple[Trouble, int]:
        """The problem by which the most papers are expected on the wrong page, and the group that has it.

        The group is its index on the page, 0 for the largest group.
        """
        if self.score <= 0:
            return Trouble.NONE, 0
        apart = [g.misplaced_if_apart for g in self.groups]
        mixed = [g.misplaced_if_mixed for g in self.groups]
        most, most_mixed = max(apart), max(mixed)
        return (Trouble.APART, apart.index(most)) if most >= most_mixed else (Trouble.MIXED, mixed.index(most_mixed))

    @property
    def trouble(self) -> Trouble:
        """The problem by which the most papers are expected on the wrong page."""
        return self.worst[0]

    @property
    def group(self) -> int:
        """Index on the page of the group that has this problem, 0 for the largest group."""
        return self.worst[1]

    @property
    def papers(self) -> int:
        """Number of papers of that group, 0 without a problem."""
        trouble, group = self.worst
        return 0 if trouble is Trouble.NONE else self.groups[group].size

    def less_apart(self, factors: Mapping[int, float]) -> Triage:
        """Return the same where some groups are less probably another person's.

        Args:
            factors: index of a group -> by what its probability to be apart is multiplied, 0 to 1.
        """
        groups = (replace(g, apart=g.apart * factors.get(at, 1.0)) for at, g in enumerate(self.groups))
        return Triage(tuple(groups))


def triage(
    sizes: Sequence[int], confidence: Sequence[float], log_odds: Sequence[float], with_id: Sequence[int] = ()
) -> Triage:
    """Return how much a page needs review, from its groups.

    Args:
        sizes: papers of each group, largest group first.
        confidence: probability of each group, 0 to 1, that it is one person's.
        log_odds: that the largest group and each group are one person's, -1e9 where a constraint forbids it; the
            first one isn't used.
        with_id: papers of each group whose slot has an explicit ID.
    """
    return Triage(
        tuple(
            GroupRisk(
                size=size,
                undecided=size - 0.9 * decided,
                apart=1 / (1 + math.exp(min(max(score, -30), 30))) if at else 0.0,
                mixed=(1 - of_one) / (1 - of_one + NAMES_OF_ONE_PERSON * of_one) if size > 1 else 0.0,
            )
            for at, (size, of_one, score, decided) in enumerate(
                zip(sizes, confidence, log_odds, with_id or [0] * len(sizes), strict=True)
            )
        )
    )
