"""Features of groups, of papers in groups and of pairs, from which calibrated probabilities are computed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix, upper_triangle
from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES, BlockFeatures
from generator.grouping.model.calibration import (
    GROUP_CONFIDENCE_FEATURES,
    PAIR_CONFIDENCE_FEATURES,
    PAPER_CONFIDENCE_FEATURES,
    SUREST_MERGE,
    SUREST_MERGE_IN_GROUP,
    Calibration,
)
from generator.grouping.model.clusterer import Clusterer

FeatureRows = NDArray[np.float64]
_NAMESAKES, _BLOCK_SIZE = MENTION_PAIR_FEATURES.index("namesakes"), MENTION_PAIR_FEATURES.index("block_size")


def group_features(clusterer: Clusterer, block: BlockFeatures) -> FeatureRows:
    """Return `GROUP_CONFIDENCE_FEATURES` of each cluster of a fitted clusterer, shape (clusters, 3)."""
    features = np.empty((len(clusterer.clusters_), len(GROUP_CONFIDENCE_FEATURES)))
    for at, rows in enumerate(clusterer.clusters_):
        log_odds = _between(rows, clusterer.pair_log_odds_)
        pairs = max(len(rows) * (len(rows) - 1), 1)
        mean = (log_odds.sum(dtype=float) - log_odds.trace(dtype=float)) / pairs
        merge = min(float(clusterer.lowest_merge_scores_[rows[0]]), SUREST_MERGE_IN_GROUP)
        features[at] = merge, mean, block.namesakes.log_highest
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


def pair_features(rows: NDArray[np.int64], clusterer: Clusterer, block: BlockFeatures) -> FeatureRows:
    """Return `PAIR_CONFIDENCE_FEATURES` of all pairs of some mentions, upper triangle row by row, shape (pairs, 4)."""
    left, right = (rows[side] for side in upper_triangle(len(rows)))
    features = _of_clusters(clusterer, block)[clusterer.labels_[left], clusterer.labels_[right]]
    features[:, 0] = clusterer.pair_log_odds_[left, right]
    return features


def calibrated_pairs(clusterer: Clusterer, block: BlockFeatures, calibration: Calibration) -> Matrix:
    """Return the calibrated log odds of all pairs of a block, (n, n), symmetric, -8 to 8, 8 on the diagonal.

    Args:
        clusterer: fitted to the block.
        block: its features.
        calibration: of pairs.
    """
    of_clusters = calibration.decision_function(_of_clusters(clusterer, block)).astype(np.float32)
    labels = clusterer.labels_
    # Log odds are linear: what the clusters add is the same for all their pairs.
    added = of_clusters[labels[:, None], labels] if len(of_clusters) > 1 else of_clusters[0, 0]
    log_odds: Matrix = clusterer.pair_log_odds_ * np.float32(calibration.coef_[0]) + added
    log_odds = np.minimum(np.maximum(log_odds, -8), 8)
    np.fill_diagonal(log_odds, 8)
    return log_odds


def _of_clusters(clusterer: Clusterer, block: BlockFeatures) -> FeatureRows:
    """Return `PAIR_CONFIDENCE_FEATURES` of pairs of each two clusters with a score of 0, (clusters, clusters, 4)."""
    count = len(clusterer.clusters_)
    merge = clusterer.cluster_log_odds_.astype(float)
    np.fill_diagonal(merge, [clusterer.lowest_merge_scores_[rows[0]] for rows in clusterer.clusters_])
    features = np.zeros((count, count, len(PAIR_CONFIDENCE_FEATURES)))
    features[:, :, 1] = np.eye(count)
    features[:, :, 2] = np.minimum(np.maximum(merge, -SUREST_MERGE), SUREST_MERGE)
    features[:, :, 3] = block.pairs[0, 0, _BLOCK_SIZE]
    return features
