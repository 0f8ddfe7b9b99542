"""Scores of suggested groups: B-cubed, pairwise F1, effort, calibration error.

Only labelled mentions are scored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import comb

import numpy as np


@dataclass(frozen=True)
class BlockCounts:
    """Counts of one block, from which the scores of a set of blocks are computed.

    Attributes:
        mentions: number of labelled mentions.
        precision, recall: B-cubed, summed over labelled mentions.
        correct_pairs: number of pairs of mentions that are in one group and one person's.
        suggested_pairs: number of pairs that are in one group.
        labelled_pairs: number of pairs that are one person's.
        actions: fewest clicks by which each person's papers can be selected with the suggested groups.
        actions_without_groups: the same if there are check boxes for papers only, and none for groups.
    """

    mentions: int
    precision: float
    recall: float
    correct_pairs: int
    suggested_pairs: int
    labelled_pairs: int
    actions: int
    actions_without_groups: int


def count_block(truth: Mapping[str, Hashable], groups: Mapping[str, Hashable]) -> BlockCounts:
    """Compare the groups of one block with its labels.

    Args:
        truth: key of each labelled mention -> person.
        groups: key of mention -> group; a mention that is not there is a group by itself.
    """
    cells = Counter((truth[key], groups.get(key, ("alone", key))) for key in truth)
    persons: Counter[Hashable] = Counter()
    clusters: Counter[Hashable] = Counter()
    of_person: dict[Hashable, list[tuple[int, Hashable]]] = defaultdict(list)
    for (person, cluster), count in cells.items():
        persons[person] += count
        clusters[cluster] += count
        of_person[person].append((count, cluster))
    total = len(truth)
    without_groups = actions = 0
    for person, size in persons.items():
        one_by_one = min(size, 1 + total - size)
        # For each group: tick this person's papers, or tick the group and untick the other papers.
        by_group = sum(min(count, 1 + clusters[cluster] - count) for count, cluster in of_person[person])
        without_groups += one_by_one
        actions += min(one_by_one, by_group)
    return BlockCounts(
        mentions=total,
        precision=sum(count * count / clusters[cluster] for (_, cluster), count in cells.items()),
        recall=sum(count * count / persons[person] for (person, _), count in cells.items()),
        correct_pairs=sum(comb(count, 2) for count in cells.values()),
        suggested_pairs=sum(comb(count, 2) for count in clusters.values()),
        labelled_pairs=sum(comb(count, 2) for count in persons.values()),
        actions=actions,
        actions_without_groups=without_groups,
    )


def scores_of(counts: Iterable[BlockCounts]) -> dict[str, float]:
    """Return the scores of a set of blocks, each 0 to 1, and the number of ``blocks`` and of ``mentions``.

    ``b3_p``, ``b3_r``, ``b3_f1``: B-cubed precision, recall and F1 over mentions; ``b3_f1_blocks``: mean of the
    B-cubed F1 of each block; ``pair_f1``: F1 over pairs of mentions; ``effort``: actions with suggested groups,
    divided by actions without groups.

    Notes:
        A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing
        Using the Vector Space Model", 1998.
    """
    found = list(counts)
    mentions = sum(t.mentions for t in found)
    precision = sum(t.precision for t in found) / mentions
    recall = sum(t.recall for t in found) / mentions
    correct = sum(t.correct_pairs for t in found)
    suggested = sum(t.suggested_pairs for t in found)
    labelled = sum(t.labelled_pairs for t in found)
    return {
        "blocks": len(found),
        "mentions": mentions,
        "b3_p": precision,
        "b3_r": recall,
        "b3_f1": _harmonic_mean(precision, recall),
        "b3_f1_blocks": sum(_harmonic_mean(t.precision / t.mentions, t.recall / t.mentions) for t in found)
        / len(found),
        "pair_f1": _harmonic_mean(correct / suggested if suggested else 1.0, correct / labelled if labelled else 1.0),
        "effort": sum(t.actions for t in found) / sum(t.actions_without_groups for t in found),
    }


def reliability(
    probabilities: Iterable[float], outcomes: Iterable[bool], weight: Iterable[float] | None = None, bins: int = 10
) -> list[list[float]]:
    """Return ``[mean probability, share that is right, weight]`` of each bin of equal width that isn't empty.

    Args:
        probabilities: of the predictions, as stated, 0 to 1.
        outcomes: whether each prediction turned out right.
        weight: of each prediction, 1 if None.
        bins: number of bins.
    """
    probability, outcome = np.array(list(probabilities), dtype=float), np.array(list(outcomes), dtype=float)
    weights = np.ones(len(probability)) if weight is None else np.array(list(weight), dtype=float)
    place = np.minimum((probability * bins).astype(int), bins - 1)
    total = np.bincount(place, weights, bins)
    mean, right = np.bincount(place, weights * probability, bins), np.bincount(place, weights * outcome, bins)
    return [
        [round(float(mean[b] / total[b]), 4), round(float(right[b] / total[b]), 4), round(float(total[b]), 2)]
        for b in range(bins)
        if total[b] > 0
    ]


def calibration_error(
    probabilities: Iterable[float], outcomes: Iterable[bool], bins: int = 10, weight: Iterable[float] | None = None
) -> float:
    """Return the expected calibration error, 0 to 1, over bins of equal width; 0 without data.

    Notes:
        M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated
        Probabilities Using Bayesian Binning", 2015.
    """
    found = reliability(probabilities, outcomes, weight, bins)
    return sum(abs(mean - right) * count for mean, right, count in found) / max(sum(row[2] for row in found), 1e-9)


def _harmonic_mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
