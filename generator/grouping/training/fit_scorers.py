"""Labelled blocks -> fitted model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.cluster_pairs import MERGE, ClusterState
from generator.grouping.features.mention_pairs import BlockFeatures, Matrix
from generator.grouping.model.calibration import Calibration
from generator.grouping.model.clusterer import agglomerate
from generator.grouping.model.scorers import MergeScorer, PairScorer
from generator.grouping.model.trained_model import Model
from generator.model import Block

_MOST_PAIRS = 400
_MOST_MERGES = 600

Rows = tuple[Matrix, NDArray[np.bool_], NDArray[np.float64]]


@dataclass(frozen=True)
class Labelled:
    """A block with known persons.

    Attributes:
        block: its instances, IDs and ORCIDs hidden.
        features: of its instances.
        labels: (n,) person of each mention as a number, -1 where unknown.
        tier: ``ambiguous`` or ``single`` for gold blocks, ``""`` for others.
        weight: how much it counts in training.
    """

    block: Block
    features: BlockFeatures
    labels: NDArray[np.int64]
    tier: str = ""
    weight: float = 1.0


def fit_scorers(
    blocks: Sequence[Labelled],
    link_rarity: float = 0.6,
    threshold: float = 0.5,
    link_odds: float = 1.0,
    seed: int = 0,
) -> Model:
    """Fit pair and merge scorer to labelled blocks; the calibration is left at its start.

    The merge scorer learns from cluster pairs that occur while clusters merge:
    first in order of the mean pair score, then in its own order, with labels as
    teacher (a wrong merge is seen, but not made).
    """
    rng = np.random.default_rng(seed)
    pair = PairScorer().fit(*_join(_pair_rows(blocks, rng)))
    model = Model(pair, MergeScorer(), Calibration(), link_rarity, threshold, link_odds)
    mean = MERGE.index("pair_mean")
    rows = list(_merge_rows(blocks, model, lambda x: x[:, mean], -2.0, rng))
    first = MergeScorer().fit(*_join(iter(rows)))
    rows += _merge_rows(blocks, model, first.decision_function, -1.0, rng)
    return replace(model, merge=MergeScorer().fit(*_join(iter(rows))))


def _pair_rows(blocks: Sequence[Labelled], rng: np.random.Generator) -> Iterator[Rows]:
    for item in blocks:
        known = np.flatnonzero(item.labels >= 0)
        left, right = np.triu_indices(len(known), 1)
        if len(left) > _MOST_PAIRS:
            chosen = rng.choice(len(left), _MOST_PAIRS, replace=False)
            left, right = left[chosen], right[chosen]
        left, right = known[left], known[right]
        if len(left):
            yield item.features.pairs[left, right], item.labels[left] == item.labels[right], _weights(item, len(left))


def _merge_rows(
    blocks: Sequence[Labelled], model: Model, score: Any, threshold: float, rng: np.random.Generator
) -> Iterator[Rows]:
    clusterer = model.clusterer()
    for item in blocks:
        if (item.labels >= 0).sum() < 2:
            continue
        odds = model.pair.matrix(item.features.pairs)
        start, apart = clusterer.start(item.block.instances, item.features, odds)
        state = ClusterState(item.features, odds, start)
        person = np.array([_majority(item.labels[members]) for members in state.members])
        apart |= (person[:, None] != person) & (person[:, None] >= 0) & (person >= 0)
        rows: list[Matrix] = []
        right: list[NDArray[np.bool_]] = []

        def seen(
            a: int,
            features: Matrix,
            state: ClusterState = state,
            person: NDArray[np.int64] = person,
            rows: list[Matrix] = rows,
            right: list[NDArray[np.bool_]] = right,
        ) -> None:
            others = np.flatnonzero(state.alive & (person >= 0))
            others = others[others != a]
            if person[a] >= 0 and len(others):
                rows.append(features[others])
                right.append(person[others] == person[a])

        def merged(a: int, b: int, score: float, person: NDArray[np.int64] = person) -> None:
            person[a] = max(person[a], person[b])

        agglomerate(state, apart, score, threshold, seen, merged)
        if rows:
            x, y = np.concatenate(rows), np.concatenate(right)
            if len(x) > _MOST_MERGES:
                chosen = rng.choice(len(x), _MOST_MERGES, replace=False)
                x, y = x[chosen], y[chosen]
            yield x, y, _weights(item, len(x))


def _weights(item: Labelled, count: int) -> NDArray[np.float64]:
    # A block with many pairs counts more than one with few, but not in proportion.
    return np.full(count, item.weight * count**-0.5)


def _majority(labels: NDArray[np.int64]) -> int:
    known = labels[labels >= 0]
    return int(np.bincount(known).argmax()) if len(known) else -1


def _join(rows: Iterator[Rows]) -> Rows:
    x, y, weights = zip(*rows, strict=True)
    return np.concatenate(x), np.concatenate(y), np.concatenate(weights)
