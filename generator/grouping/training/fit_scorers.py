"""Fits the scorers of mention pairs and of cluster pairs to labelled blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix
from generator.grouping.features.cluster_pairs import CLUSTER_PAIR_FEATURES, ClusterState
from generator.grouping.model.calibration import Calibration
from generator.grouping.model.clusterer import ClusterPairScore, agglomerate
from generator.grouping.model.scorers import ClusterPairScorer, MentionPairScorer
from generator.grouping.model.trained_model import Model
from generator.grouping.training.labelled_block import LabelledBlock

_MAX_MENTION_PAIRS = 400
_MAX_CLUSTER_PAIRS = 600

TrainingRows = tuple[Matrix, NDArray[np.bool_], NDArray[np.float64]]
"""Features, whether both sides of the pair are one person's, and weight of each row."""


def fit_scorers(
    blocks: Sequence[LabelledBlock],
    link_coauthor_weight: float = 0.6,
    threshold: float = 0.25,
    link_log_odds: float = 1.0,
    seed: int = 0,
) -> Model:
    """Return a model with both scorers fitted to labelled blocks, and without calibrations.

    The scorer of cluster pairs is fitted to the pairs that are scored while clusters are merged: once in order of
    their mean pair score, and once in order of a scorer fitted to the pairs of that first time.  Pairs of clusters of
    different persons are among them, but are never merged.

    Args:
        blocks: labelled blocks.
        link_coauthor_weight, threshold, link_log_odds: as for `Clusterer`.
        seed: of the random choice of rows from large blocks.
    """
    rng = np.random.default_rng(seed)
    mention_pairs = MentionPairScorer().fit(*_concatenated(_mention_pair_rows(blocks, rng)))
    model = Model(mention_pairs, ClusterPairScorer(), Calibration(), link_coauthor_weight, threshold, link_log_odds)
    mean = CLUSTER_PAIR_FEATURES.index("pair_mean")
    rows = list(_cluster_pair_rows(blocks, model, lambda x: x[:, mean], -2.0, rng))
    first = ClusterPairScorer().fit(*_concatenated(rows))
    rows += _cluster_pair_rows(blocks, model, first.decision_function, -1.0, rng)
    return replace(model, cluster_pairs=ClusterPairScorer().fit(*_concatenated(rows)))


def _mention_pair_rows(blocks: Sequence[LabelledBlock], rng: np.random.Generator) -> Iterator[TrainingRows]:
    for item in blocks:
        labelled = np.flatnonzero(item.labels >= 0)
        left, right = np.triu_indices(len(labelled), 1)
        if len(left) > _MAX_MENTION_PAIRS:
            chosen = rng.choice(len(left), _MAX_MENTION_PAIRS, replace=False)
            left, right = left[chosen], right[chosen]
        left, right = labelled[left], labelled[right]
        if len(left):
            yield item.features.pairs[left, right], item.labels[left] == item.labels[right], _weights(item, len(left))


def _cluster_pair_rows(
    blocks: Sequence[LabelledBlock], model: Model, score: ClusterPairScore, threshold: float, rng: np.random.Generator
) -> Iterator[TrainingRows]:
    """Yield the labelled cluster pairs of each block that are scored while clusters are merged by ``score``."""
    clusterer = model.clusterer()
    for item in blocks:
        if (item.labels >= 0).sum() < 2:
            continue
        log_odds = model.mention_pairs.score_matrix(item.features.pairs)
        initial, cannot_link = clusterer.initial_clusters(item.block.instances, item.features, log_odds)
        state = ClusterState(item.features, log_odds, initial)
        person = np.array([_majority(item.labels[members]) for members in state.members])
        cannot_link |= (person[:, None] != person) & (person[:, None] >= 0) & (person >= 0)
        rows: list[Matrix] = []
        same_person: list[NDArray[np.bool_]] = []

        def on_scored(
            a: int,
            features: Matrix,
            state: ClusterState = state,
            person: NDArray[np.int64] = person,
            rows: list[Matrix] = rows,
            same_person: list[NDArray[np.bool_]] = same_person,
        ) -> None:
            others = np.flatnonzero(state.active & (person >= 0))
            others = others[others != a]
            if person[a] >= 0 and len(others):
                rows.append(features[others])
                same_person.append(person[others] == person[a])

        def on_merge(a: int, b: int, log_odds: float, person: NDArray[np.int64] = person) -> None:
            person[a] = max(person[a], person[b])

        agglomerate(state, cannot_link, score, threshold, on_scored, on_merge)
        if rows:
            x, y = np.concatenate(rows), np.concatenate(same_person)
            if len(x) > _MAX_CLUSTER_PAIRS:
                chosen = rng.choice(len(x), _MAX_CLUSTER_PAIRS, replace=False)
                x, y = x[chosen], y[chosen]
            yield x, y, _weights(item, len(x))


def _weights(item: LabelledBlock, count: int) -> NDArray[np.float64]:
    # A block counts in proportion to the square root of its number of pairs.
    return np.full(count, item.weight * count**-0.5)


def _majority(labels: NDArray[np.int64]) -> int:
    """Return the most frequent label, -1 if all are unknown."""
    labelled = labels[labels >= 0]
    return int(np.bincount(labelled).argmax()) if len(labelled) else -1


def _concatenated(rows: Iterable[TrainingRows]) -> TrainingRows:
    x, y, weights = zip(*rows, strict=True)
    return np.concatenate(x), np.concatenate(y), np.concatenate(weights)
