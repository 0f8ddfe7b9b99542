"""How well single questions are answered on labelled blocks: missing paper, worst fit."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generator.grouping.features.mention_pairs import Matrix
from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.training.fit import Labelled

_LEAST = 3
"""Labelled papers of a person from which on the questions make sense."""
_MOST_STRANGERS = 20


def leave_one_out(item: Labelled, odds: Matrix) -> list[tuple[float, ...]]:
    """Return, for each person of a block, the average precision of each of their papers when it alone is missing.

    All other labelled papers of the person are selected; the one left out is
    ranked among the labelled papers of the block's other people.  Persons with
    fewer than three papers, and blocks of one person, give nothing.
    """
    found = []
    for mine, others in _persons(item):
        precisions = []
        for left_out in mine:
            kept = [row for row in mine if row != left_out]
            rows = [*kept, left_out, *others]
            ranked = PairScores(odds[np.ix_(rows, rows)]).missing(range(len(kept)))
            precisions.append(1 / (1 + [r.row for r in ranked].index(len(kept))))
        found.append(tuple(precisions))
    return found


def planted_stranger(item: Labelled, odds: Matrix, seed: int = 0) -> list[tuple[float, ...]]:
    """Return, for each person of a block, the average precision of up to 20 strangers, each put among their papers."""
    rng = np.random.default_rng(seed)
    found = []
    for mine, others in _persons(item):
        chosen = others if len(others) <= _MOST_STRANGERS else rng.choice(others, _MOST_STRANGERS, replace=False)
        precisions = []
        for stranger in chosen:
            rows = [*mine, int(stranger)]
            ranked = PairScores(odds[np.ix_(rows, rows)]).worst(range(len(rows)))
            precisions.append(1 / (1 + [r.row for r in ranked].index(len(mine))))
        found.append(tuple(precisions))
    return found


def mean_average_precision(persons: Iterable[tuple[float, ...]]) -> tuple[float, float, int]:
    """Return the mean over queries, the mean over persons, and the number of queries; 0 without any."""
    found = [precisions for precisions in persons if precisions]
    queries = [precision for precisions in found for precision in precisions]
    if not queries:
        return 0.0, 0.0, 0
    return float(np.mean(queries)), float(np.mean([np.mean(p) for p in found])), len(queries)


def _persons(item: Labelled) -> list[tuple[list[int], list[int]]]:
    known = np.flatnonzero(item.labels >= 0)
    found = []
    for person in sorted({int(label) for label in item.labels[known]}):
        mine = known[item.labels[known] == person].tolist()
        others = known[item.labels[known] != person].tolist()
        if len(mine) >= _LEAST and others:
            found.append((mine, others))
    return found
