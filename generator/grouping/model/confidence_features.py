"""Features of groups, of papers in groups and of pairs, from which calibrated probabilities are computed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import upper_triangle
from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES, BlockFeatures
from generator.grouping.model.calibration import (
    GROUP_CONFIDENCE_FEATURES,
    PAIR_CONFIDENCE_FEATURES,
    PAPER_CONFIDENCE_FEATURES,
)
from generator.grouping.model.clusterer import Clusterer

FeatureRows = NDArray[np.float64]
_NAMESAKES, _BLOCK_SIZE = MENTION_PAIR_FEATURES.index("namesakes"), MENTION_PAIR_FEATURES.index("block_size")


def group_features(clusterer: Clusterer, block: BlockFeatures) -> FeatureRows:
    """Return `GROUP_CONFIDENCE_FEATURES` of each cluster of a fitted clusterer, shape (clusters, 5)."""
    namesakes = block.pairs[0, 0, _NAMESAKES]
    features = np.empty((len(clusterer.clusters_), len(GROUP_CONFIDENCE_FEATURES)))
    for at, rows in enumerate(clusterer.clusters_):
        lowest = _between(rows, clusterer.pair_log_odds_).min(axis=1).mean()
        size, clusters = np.log(len(rows)), np.log(len(clusterer.clusters_))
        features[at] = clusterer.lowest_merge_scores_[rows[0]], size, namesakes, lowest, clusters
    return features


def paper_features(rows: Sequence[int], clusterer: Clusterer, block: BlockFeatures) -> FeatureRows:
    """Return `PAPER_CONFIDENCE_FEATURES` of each mention of one cluster of two or more, shape (len(rows), 6)."""
    log_odds = _between(rows, clusterer.pair_log_odds_).astype(float)
    features = np.empty((len(rows), len(PAPER_CONFIDENCE_FEATURES)))
    features[:] = clusterer.lowest_merge_scores_[rows[0]]
    features[:, 3:] = np.log(len(rows)), block.pairs[0, 0, _NAMESAKES], np.log(len(clusterer.clusters_))
    features[:, 1] = (log_odds.sum(axis=1) - log_odds.diagonal()) / (len(rows) - 1)
    np.fill_diagonal(log_odds, -np.inf)
    features[:, 2] = log_odds.max(axis=1)
    return features


def _between(rows: Sequence[int], log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the pair scores of some mentions; not copied if these are all mentions, as in most blocks."""
    if len(rows) == len(log_odds):
        return log_odds
    among: NDArray[np.float32] = log_odds[np.array(rows)[:, None], rows]
    return among


def pair_features(rows: NDArray[np.int64], log_odds: NDArray[np.float32], block: BlockFeatures) -> FeatureRows:
    """Return `PAIR_CONFIDENCE_FEATURES` of all pairs of some mentions, upper triangle row by row, shape (pairs, 3)."""
    left, right = upper_triangle(len(rows))
    scores = log_odds[rows[left], rows[right]].astype(float)
    features = np.empty((len(scores), len(PAIR_CONFIDENCE_FEATURES)))
    features[:, 0], features[:, 1:] = scores, block.pairs[0, 0, [_NAMESAKES, _BLOCK_SIZE]]
    return features
