"""Evaluates the rankings of `PairScores`: papers that a selection lacks, and papers that fit least."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generator.grouping.features.arrays import Matrix
from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.training.labelled_block import LabelledBlock

_MIN_PAPERS = 3
"""Persons with fewer labelled papers are left out."""
_MAX_PLANTED_PAPERS = 20


def rank_left_out_papers(item: LabelledBlock, log_odds: Matrix) -> list[tuple[float, ...]]:
    """Return, for each person of a block, the average precision of each of their papers when it is left out.

    All other labelled papers of the person are selected; the one left out is ranked by `PairScores.missing` among
    the labelled papers of the block's other persons.  Persons with fewer than three papers, and blocks of one person,
    are left out.

    Args:
        item: the block.
        log_odds: (n, n), pair scores of its mentions.
    """
    found = []
    for mine, others in _persons(item):
        precisions = []
        for left_out in mine:
            kept = [row for row in mine if row != left_out]
            rows = [*kept, left_out, *others]
            ranked = PairScores(log_odds[np.ix_(rows, rows)]).missing(range(len(kept)))
            precisions.append(1 / (1 + [r.row for r in ranked].index(len(kept))))
        found.append(tuple(precisions))
    return found


def rank_planted_papers(item: LabelledBlock, log_odds: Matrix, seed: int = 0) -> list[tuple[float, ...]]:
    """Return, for each person of a block, the average precision of up to 20 planted papers.

    Each is a paper of another person of the block, selected together with all labelled papers of this person, and
    ranked by `PairScores.worst`.

    Args:
        item: the block.
        log_odds: (n, n), pair scores of its mentions.
        seed: of the random choice of papers.
    """
    rng = np.random.default_rng(seed)
    found = []
    for mine, others in _persons(item):
        chosen = (
            others if len(others) <= _MAX_PLANTED_PAPERS else rng.choice(others, _MAX_PLANTED_PAPERS, replace=False)
        )
        precisions = []
        for planted in chosen:
            rows = [*mine, int(planted)]
            ranked = PairScores(log_odds[np.ix_(rows, rows)]).worst(range(len(rows)))
            precisions.append(1 / (1 + [r.row for r in ranked].index(len(mine))))
        found.append(tuple(precisions))
    return found


def mean_average_precision(persons: Iterable[tuple[float, ...]]) -> tuple[float, float, int]:
    """Return the mean over queries, the mean over persons, and the number of queries; zeros without queries.

    Args:
        persons: for each person, the average precision of each query.
    """
    found = [precisions for precisions in persons if precisions]
    queries = [precision for precisions in found for precision in precisions]
    if not queries:
        return 0.0, 0.0, 0
    return float(np.mean(queries)), float(np.mean([np.mean(p) for p in found])), len(queries)


def _persons(item: LabelledBlock) -> list[tuple[list[int], list[int]]]:
    """Return, for each person with enough papers, the rows of their papers and of the other persons' papers."""
    labelled = np.flatnonzero(item.labels >= 0)
    found = []
    for person in sorted({int(label) for label in item.labels[labelled]}):
        mine = labelled[item.labels[labelled] == person].tolist()
        others = labelled[item.labels[labelled] != person].tolist()
        if len(mine) >= _MIN_PAPERS and others:
            found.append((mine, others))
    return found
