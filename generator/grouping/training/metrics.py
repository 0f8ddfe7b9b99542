"""How good suggested groups are: B-cubed, pairwise, effort, calibration error.

Only labelled mentions count; the others are context.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import comb

import numpy as np


@dataclass(frozen=True)
class Tally:
    """What one block adds to the scores of its tier.

    Attributes:
        mentions: labelled mentions.
        precision, recall: B-cubed, summed over labelled mentions.
        together, suggested, labelled: pairs that are right, suggested, and in truth together.
        actions: clicks to select each person's papers, with groups.
        plain: the same with a plain list of check boxes.
    """

    mentions: int
    precision: float
    recall: float
    together: int
    suggested: int
    labelled: int
    actions: int
    plain: int


def tally(truth: Mapping[str, Hashable], groups: Mapping[str, Hashable]) -> Tally:
    """Compare the groups of one block with its labels.

    Args:
        truth: key of each labelled mention -> person.
        groups: key of mention -> group; a mention without one stands alone.
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
    plain = actions = 0
    for person, size in persons.items():
        one_by_one = min(size, 1 + total - size)
        # Per group: tick what is theirs, or take the group and untick the rest.
        by_group = sum(min(count, 1 + clusters[cluster] - count) for count, cluster in of_person[person])
        plain += one_by_one
        actions += min(one_by_one, by_group)
    return Tally(
        mentions=total,
        precision=sum(count * count / clusters[cluster] for (_, cluster), count in cells.items()),
        recall=sum(count * count / persons[person] for (person, _), count in cells.items()),
        together=sum(comb(count, 2) for count in cells.values()),
        suggested=sum(comb(count, 2) for count in clusters.values()),
        labelled=sum(comb(count, 2) for count in persons.values()),
        actions=actions,
        plain=plain,
    )


def summarise(tallies: Iterable[Tally]) -> dict[str, float]:
    """Return the scores of a tier's blocks.

    ``b3_p``, ``b3_r``, ``b3_f1``: B-cubed over mentions; ``b3_f1_blocks``: mean
    of the blocks' own B-cubed F1; ``pair_f1``; ``effort``: share of the actions
    of a plain list.  All 0 to 1; effort can't exceed 1.

    Notes:
        A. Bagga and B. Baldwin, "Entity-Based Cross-Document Coreferencing
        Using the Vector Space Model", 1998.
    """
    found = list(tallies)
    mentions = sum(t.mentions for t in found)
    precision = sum(t.precision for t in found) / mentions
    recall = sum(t.recall for t in found) / mentions
    together = sum(t.together for t in found)
    suggested = sum(t.suggested for t in found)
    labelled = sum(t.labelled for t in found)
    return {
        "blocks": len(found),
        "mentions": mentions,
        "b3_p": precision,
        "b3_r": recall,
        "b3_f1": _harmonic(precision, recall),
        "b3_f1_blocks": sum(_harmonic(t.precision / t.mentions, t.recall / t.mentions) for t in found) / len(found),
        "pair_f1": _harmonic(together / suggested if suggested else 1.0, together / labelled if labelled else 1.0),
        "effort": sum(t.actions for t in found) / sum(t.plain for t in found),
    }


def reliability(
    chances: Iterable[float], outcomes: Iterable[bool], weight: Iterable[float] | None = None, bins: int = 10
) -> list[list[float]]:
    """Return ``[mean chance, share that is right, weight]`` of each bin of equal width that isn't empty."""
    chance, outcome = np.array(list(chances), dtype=float), np.array(list(outcomes), dtype=float)
    weights = np.ones(len(chance)) if weight is None else np.array(list(weight), dtype=float)
    place = np.minimum((chance * bins).astype(int), bins - 1)
    total = np.bincount(place, weights, bins)
    mean, right = np.bincount(place, weights * chance, bins), np.bincount(place, weights * outcome, bins)
    return [
        [round(float(mean[b] / total[b]), 4), round(float(right[b] / total[b]), 4), round(float(total[b]), 2)]
        for b in range(bins)
        if total[b] > 0
    ]


def calibration_error(
    chances: Iterable[float], outcomes: Iterable[bool], bins: int = 10, weight: Iterable[float] | None = None
) -> float:
    """Return the expected calibration error, 0 to 1, over bins of equal width; 0 without data.

    Notes:
        M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated
        Probabilities Using Bayesian Binning", 2015.
    """
    found = reliability(chances, outcomes, weight, bins)
    return sum(abs(mean - right) * count for mean, right, count in found) / max(sum(row[2] for row in found), 1e-9)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
