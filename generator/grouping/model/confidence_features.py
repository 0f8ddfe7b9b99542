"""Rows that calibration learns from and is asked for: groups, papers in groups, pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.mention_pairs import PAIR, BlockFeatures, upper_triangle
from generator.grouping.model.calibration import FEATURES, PAIRS, PAPER
from generator.grouping.model.clusterer import Clusterer

Rows = NDArray[np.float64]
_NAMESAKES, _BLOCK_SIZE = PAIR.index("namesakes"), PAIR.index("block_size")


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
