"""Held-out predictions, to which calibrations are fitted: features of each, and whether it was right."""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True)
class HeldOut:
    """Features of held-out predictions and whether they were right.

    Attributes:
        x: (rows, features).
        y: (rows,), whether the prediction was right.
        weight: (rows,), 1 / sqrt(rows of the block), so that large blocks don't dominate.
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

    def fit_calibration(self, features: tuple[str, ...], weighted: bool = False) -> Calibration:
        """Return a calibration fitted to these rows.

        Args:
            features: name of each column of ``x``.
            weighted: whether ``weight`` is used.
        """
        return Calibration(features=features).fit(self.x, self.y, self.weight if weighted else None)


def held_out(blocks: Iterable[LabelledBlock], model: Model) -> tuple[HeldOut, HeldOut, HeldOut]:
    """Return groups, papers in groups, and pairs of labelled blocks, predicted by a model that wasn't fitted to them.

    Only groups with two or more labelled mentions count.  A group is labelled as right if all its labelled mentions are
    one person's, a paper if it is by the person with the most labelled papers in its group, a pair if both mentions
    are one person's.
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
                _append(kinds[0], groups[label : label + 1], [bool((persons == most).all())], item.tier)
                x = paper_features(rows, clusterer, item.features)
                _append(kinds[1], x[is_labelled], persons == most, item.tier)
        labelled = np.flatnonzero(item.labels >= 0)
        if len(labelled) > 1:
            same = item.labels[labelled][:, None] == item.labels[labelled]
            x = pair_features(labelled, clusterer.pair_log_odds_, item.features)
            _append(kinds[2], x, same[upper_triangle(len(labelled))], item.tier)
    return HeldOut.join(kinds[0]), HeldOut.join(kinds[1]), HeldOut.join(kinds[2])


_WIDTHS = (len(GROUP_CONFIDENCE_FEATURES), len(PAPER_CONFIDENCE_FEATURES), len(PAIR_CONFIDENCE_FEATURES))


def _empty(width: int) -> HeldOut:
    return HeldOut(np.zeros((0, width)), np.zeros(0, bool), np.zeros(0), np.zeros(0, "<U9"))


def _append(into: list[HeldOut], x: FeatureRows, y: object, tier: str) -> None:
    count = len(x)
    into.append(HeldOut(x, np.asarray(y, dtype=bool), np.full(count, count**-0.5), np.full(count, tier, "<U9")))
