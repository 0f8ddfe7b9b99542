"""Rows that calibration learns from and is asked for: groups, papers in groups, pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.calibration import FEATURES, PAIRS, PAPER, Calibration
from generator.grouping.clusterer import Clusterer
from generator.grouping.features import PAIR, BlockFeatures, upper_triangle
from generator.grouping.fit import Labelled, Model

Rows = NDArray[np.float64]
_NAMESAKES, _BLOCK_SIZE = PAIR.index("namesakes"), PAIR.index("block_size")


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


def group_features(clusterer: Clusterer, block: BlockFeatures) -> Rows:
    """Return `FEATURES` of each cluster of a fitted clusterer, shape (clusters, 4)."""
    namesakes = block.pairs[0, 0, _NAMESAKES]
    found = np.empty((len(clusterer.members_), len(FEATURES)))
    for at, rows in enumerate(clusterer.members_):
        lowest = _among(rows, clusterer.pair_odds_).min(axis=1).mean()
        found[at] = clusterer.weakest_[rows[0]], np.log(len(rows)), namesakes, lowest
    return found


def paper_features(rows: Sequence[int], clusterer: Clusterer, block: BlockFeatures) -> Rows:
    """Return `PAPER` of each mention of one cluster of two or more, shape (len(rows), 5)."""
    odds = _among(rows, clusterer.pair_odds_).astype(float)
    found = np.empty((len(rows), len(PAPER)))
    found[:] = clusterer.weakest_[rows[0]], 0, 0, np.log(len(rows)), block.pairs[0, 0, _NAMESAKES]
    found[:, 1] = (odds.sum(axis=1) - odds.diagonal()) / (len(rows) - 1)
    np.fill_diagonal(odds, -np.inf)
    found[:, 2] = odds.max(axis=1)
    return found


def _among(rows: Sequence[int], odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the scores of some mentions with each other; most blocks are one cluster."""
    if len(rows) == len(odds):
        return odds
    among: NDArray[np.float32] = odds[np.array(rows)[:, None], rows]
    return among


def pair_features(rows: NDArray[np.int64], odds: NDArray[np.float32], block: BlockFeatures) -> Rows:
    """Return `PAIRS` of all pairs of some mentions, upper triangle row by row, shape (pairs, 3)."""
    left, right = upper_triangle(len(rows))
    scores = odds[rows[left], rows[right]].astype(float)
    found = np.empty((len(scores), len(PAIRS)))
    found[:, 0], found[:, 1:] = scores, block.pairs[0, 0, [_NAMESAKES, _BLOCK_SIZE]]
    return found


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
