"""Held-out predictions and whether they were right: what calibration is fitted to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.mention_pairs import upper_triangle
from generator.grouping.model.calibration import FEATURES, PAIRS, PAPER, Calibration
from generator.grouping.model.confidence import Rows, group_features, pair_features, paper_features
from generator.grouping.model.trained_model import Model
from generator.grouping.training.fit import Labelled


@dataclass(frozen=True)
class Outcomes:
    """Features of held-out predictions and whether they were right.

    Attributes:
        x: (rows, features).
        y: (rows,).
        weight: (rows,), so that a block of many rows doesn't drown the others.
        tier: (rows,), tier of the block.
    """

    x: Rows
    y: NDArray[np.bool_]
    weight: Rows
    tier: NDArray[np.str_]

    @classmethod
    def join(cls, parts: Iterable[Outcomes]) -> Outcomes:
        """Put parts together, in order."""
        found = list(parts)
        return cls(
            np.concatenate([part.x for part in found]),
            np.concatenate([part.y for part in found]),
            np.concatenate([part.weight for part in found]),
            np.concatenate([part.tier for part in found]),
        )

    def fit(self, names: tuple[str, ...], weighted: bool = False) -> Calibration:
        """Return a calibration of these features."""
        return Calibration(features=names).fit(self.x, self.y, self.weight if weighted else None)


def outcomes(blocks: Iterable[Labelled], model: Model) -> tuple[Outcomes, Outcomes, Outcomes]:
    """Return groups, papers and pairs of labelled blocks, clustered by a model that hasn't seen them.

    Groups with two or more labelled mentions count; a paper is right if it is
    by the person whom most labelled papers of its group have.
    """
    kinds: tuple[list[Outcomes], ...] = tuple([_empty(width)] for width in _WIDTHS)
    clusterer = model.clusterer()
    for item in blocks:
        clusterer.fit_predict(item.block.instances, item.features)
        groups = group_features(clusterer, item.features)
        for label, rows in enumerate(clusterer.members_):
            known = item.labels[rows] >= 0
            if known.sum() > 1:
                persons = item.labels[rows][known]
                most = np.bincount(persons).argmax()
                _note(kinds[0], groups[label : label + 1], [bool((persons == most).all())], item.tier)
                x = paper_features(rows, clusterer, item.features)
                _note(kinds[1], x[known], persons == most, item.tier)
        labelled = np.flatnonzero(item.labels >= 0)
        if len(labelled) > 1:
            same = item.labels[labelled][:, None] == item.labels[labelled]
            x = pair_features(labelled, clusterer.pair_odds_, item.features)
            _note(kinds[2], x, same[upper_triangle(len(labelled))], item.tier)
    return Outcomes.join(kinds[0]), Outcomes.join(kinds[1]), Outcomes.join(kinds[2])


_WIDTHS = (len(FEATURES), len(PAPER), len(PAIRS))


def _empty(width: int) -> Outcomes:
    return Outcomes(np.zeros((0, width)), np.zeros(0, bool), np.zeros(0), np.zeros(0, "<U9"))


def _note(into: list[Outcomes], x: Rows, y: object, tier: str) -> None:
    count = len(x)
    into.append(Outcomes(x, np.asarray(y, dtype=bool), np.full(count, count**-0.5), np.full(count, tier, "<U9")))
