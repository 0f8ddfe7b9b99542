"""Held-out predictions, to which calibrations are fitted: features of each, and whether it was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import upper_triangle
from generator.grouping.model.calibration import (
    GROUP_CONFIDENCE_FEATURES,
    PAIR_CONFIDENCE_FEATURES,
    PAPER_CONFIDENCE_FEATURES,
    Calibration,
)
from generator.grouping.model.confidence_features import FeatureRows, group_features, pair_features, paper_features
from generator.grouping.model.trained_model import Model
from generator.grouping.training.labelled_block import LabelledBlock

MIXTURE_WEIGHT = 0.15
"""Weight of a group of a mixture in calibration, where one of a name of one person has 1.

Gold labels have two dozen wrong groups; mixtures have many, and large ones, but are harder than real names.
"""


@dataclass(frozen=True)
class HeldOut:
    """Features of held-out predictions and whether they were right.

    Attributes:
        x: (rows, features).
        y: (rows,), whether the prediction was right.
        weight: (rows,), how much each counts: 1, or 1 / pairs of the block.
        tier: (rows,), tier of the block.
    """

    x: FeatureRows
    y: NDArray[np.bool_]
    weight: FeatureRows
    tier: NDArray[np.str_]

    @classmethod
    def join(cls, parts: Iterable[HeldOut]) -> HeldOut:
        """Concatenate parts."""
        found = list(parts)
        return cls(
            np.concatenate([part.x for part in found]),
            np.concatenate([part.y for part in found]),
            np.concatenate([part.weight for part in found]),
            np.concatenate([part.tier for part in found]),
        )

    def balanced(self) -> FeatureRows:
        """Return weights by which all tiers together weigh the same, (rows,).

        Most names are one person's, most names whose page is opened are not: the stated chance has to hold for both.
        """
        total = {tier: self.weight[self.tier == tier].sum() for tier in set(self.tier.tolist())}
        most = max(total.values(), default=1.0)
        weights: FeatureRows = self.weight * np.array([most / total[tier] for tier in self.tier.tolist()])
        return weights


Parts = Sequence[tuple[HeldOut, HeldOut, HeldOut]]
"""Groups, papers and pairs of each fold, from `held_out`."""


def held_out(blocks: Iterable[LabelledBlock], model: Model) -> tuple[HeldOut, HeldOut, HeldOut]:
    """Return groups, papers in groups, and pairs of labelled blocks, predicted by a model that wasn't fitted to them.

    Only groups with two or more labelled mentions count.  A group is labelled as right if all its labelled mentions are
    one person's, a paper if it is by the person with the most labelled papers in its group, a pair if both mentions
    are one person's.  All pairs of a block together count as one: else a few very common names, which have nearly all
    pairs, would decide everything.
    """
    kinds: tuple[list[HeldOut], ...] = tuple([_empty(width)] for width in _WIDTHS)
    clusterer = model.clusterer()
    for item in blocks:
        clusterer.fit_predict(item.block.instances, item.features)
        groups = group_features(clusterer, item.features)
        for label, rows in enumerate(clusterer.clusters_):
            is_labelled = item.labels[rows] >= 0
            if is_labelled.sum() > 1:
                persons = item.labels[rows][is_labelled]
                most = np.bincount(persons).argmax()
                kinds[0].append(_rows(groups[label : label + 1], [bool((persons == most).all())], item.tier))
                x = paper_features(rows, clusterer, item.features)
                kinds[1].append(_rows(x[is_labelled], persons == most, item.tier))
        labelled = np.flatnonzero(item.labels >= 0)
        if len(labelled) > 1:
            same = item.labels[labelled][:, None] == item.labels[labelled]
            x = pair_features(labelled, clusterer, item.features)
            kinds[2].append(_rows(x, same[upper_triangle(len(labelled))], item.tier, 1 / len(x)))
    return HeldOut.join(kinds[0]), HeldOut.join(kinds[1]), HeldOut.join(kinds[2])


def fit_calibrations(
    parts: Parts, mixtures: HeldOut, but_fold: int = -1
) -> tuple[Calibration, Calibration, Calibration]:
    """Return the calibrations of groups, papers and pairs, fitted to held-out predictions.

    Args:
        parts: of all folds.
        mixtures: groups of mixtures of people who are never used in training.
        but_fold: a fold to leave out, for which the calibrations are then held out too; -1: none.
    """
    used = [part for k, part in enumerate(parts) if k != but_fold]
    groups, papers, pairs = (HeldOut.join(part[at] for part in used) for at in range(3))
    weight = np.concatenate([groups.balanced(), np.full(len(mixtures.y), MIXTURE_WEIGHT)])
    groups = HeldOut.join([groups, mixtures])
    return (
        Calibration(features=GROUP_CONFIDENCE_FEATURES).fit(groups.x, groups.y, weight),
        Calibration(features=PAPER_CONFIDENCE_FEATURES).fit(papers.x, papers.y),
        Calibration(features=PAIR_CONFIDENCE_FEATURES).fit(pairs.x, pairs.y, pairs.balanced()),
    )


_WIDTHS = (len(GROUP_CONFIDENCE_FEATURES), len(PAPER_CONFIDENCE_FEATURES), len(PAIR_CONFIDENCE_FEATURES))


def _empty(width: int) -> HeldOut:
    return HeldOut(np.zeros((0, width)), np.zeros(0, bool), np.zeros(0), np.zeros(0, "<U9"))


def _rows(x: FeatureRows, y: object, tier: str, weight: float = 1.0) -> HeldOut:
    return HeldOut(x, np.asarray(y, dtype=bool), np.full(len(x), weight), np.full(len(x), tier, "<U9"))
