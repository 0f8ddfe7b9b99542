"""Other ways to cluster the same pair scores, on the same folds, beside ours.

Average linkage of the log odds; correlation clustering, that is the partition
with the highest sum of shifted log odds inside clusters, by greedy merges and
local moves (what Louvain and Leiden do with the constant Potts model as their
quality: community detection on the pair graph).

    python -m tests.benchmarks.clusterings GOLD.json --data DIR

N. Bansal, A. Blum and S. Chawla, "Correlation Clustering", 2004.
V. Traag, P. Van Dooren and Y. Nesterov, "Narrow scope for resolution-limit-free
community detection", 2011.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from threadpoolctl import threadpool_limits

from generator.grouping.features.arrays import Matrix
from generator.grouping.training.gold import Gold
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.measure import Folds, Predictions, counts_by_block, groups_by_key, predict
from generator.grouping.training.metrics import scores_of
from generator.grouping.training.train import cross_fit
from generator.grouping.training.training_data import read_training_data

Labels = NDArray[np.int64]
SHIFTS = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0)
_ROUNDS = 20


def average_linkage(log_odds: Matrix, shift: float) -> Labels:
    """Merge the two clusters with the highest mean log odds until none exceeds ``shift``."""
    distance = 8.0 - log_odds.astype(float)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(np.maximum(distance, 0), checks=False), "average")
    labels: Labels = fcluster(tree, 8.0 - shift, "distance").astype(np.int64)
    return labels


def correlation_clustering(log_odds: Matrix, shift: float) -> Labels:
    """Move single mentions, then whole clusters, while the sum of ``log_odds - shift`` inside clusters grows."""
    weight = log_odds.astype(float) - shift
    np.fill_diagonal(weight, 0)
    labels = np.arange(len(weight))
    while True:
        members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
        between = np.array([[weight[np.ix_(a, b)].sum() for b in members] for a in members])
        np.fill_diagonal(between, 0)
        moved = _local_moves(between)
        if len(np.unique(moved)) == len(members):
            return labels
        for label, rows in zip(moved, members, strict=True):
            labels[rows] = label


def _local_moves(weight: NDArray[np.float64]) -> Labels:
    labels = np.arange(len(weight))
    for _ in range(_ROUNDS):
        changed = False
        for row in range(len(weight)):
            gain = np.bincount(labels, weight[row], len(weight))
            best = int(gain.argmax())
            if gain[best] > gain[labels[row]] + 1e-9 and gain[best] > 1e-9:
                labels[row], changed = best, True
        if not changed:
            break
    return labels


def scores(gold: Gold, groups: Predictions) -> str:
    """Return the scores of both tiers in one line."""
    found = [scores_of(counts_by_block(gold, groups, tier).values()) for tier in ("ambiguous", "single")]
    return "  ".join(f"{s['b3_f1']:.4f} {s['b3_f1_blocks']:.4f} {s['effort']:.3f}" for s in found)


def run(gold: Gold, folds: Folds) -> None:
    """Print B-cubed F1 over mentions and blocks, and effort, of ambiguous and single names."""
    ours = predict(folds)
    print(f"{'ours':<32}{scores(gold, ours)}")
    methods: tuple[Callable[[Matrix, float], Labels], ...] = (average_linkage, correlation_clustering)
    for method in methods:
        for shift in SHIFTS:
            groups: Predictions = {}
            for blocks, model in folds:
                for item in blocks:
                    groups[item.block.slug] = groups_by_key(
                        item, _labels(item, model.mention_pairs.score_matrix(item.features.pairs), method, shift)
                    )
            print(f"{method.__name__:<24}{shift:>6}  {scores(gold, groups)}", flush=True)


def _labels(item: LabelledBlock, log_odds: Matrix, method: Callable[[Matrix, float], Labels], shift: float) -> Labels:
    if len(log_odds) < 2:
        return np.zeros(len(log_odds), dtype=np.int64)
    cannot_link = item.features.same_paper & ~np.eye(len(log_odds), dtype=bool)
    return method(np.where(cannot_link, -8, log_odds).astype(np.float32), shift)


def main() -> None:
    """Read, train per fold, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    gold = Gold.read(options.gold)
    with threadpool_limits(1):
        run(gold, cross_fit(read_training_data(gold, options.data)))


if __name__ == "__main__":
    main()
