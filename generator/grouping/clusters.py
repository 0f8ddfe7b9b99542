"""Cluster-pair features: what two clusters of a block have in common, kept up to date while clusters merge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features import PAIR, BlockFeatures, Matrix

MERGE = (
    "pair_lowest",
    "pair_mean",
    "pair_highest",
    "text_highest",
    "text_mean",
    "text_centre",
    "coauthors",
    "coauthor_share",
    "rarest_coauthor",
    "team_highest",
    "team_mean",
    "affiliation_highest",
    "affiliation_mean",
    "affiliation_known",
    "venue_mean",
    "year_gap",
    "year_span",
    "same_name",
    "smaller_alone",
    "smaller_size",
    "larger_size",
    "namesakes",
    "block_size",
)
"""Cluster-pair features, in the order of `ClusterState.features`."""

_SUMS = ("text", "team", "affiliation", "affiliation_known", "venue", "same_name")
_MAXIMA = ("text", "rarest_coauthor", "team", "affiliation", "affiliation_known")
_COLUMN = {name: column for column, name in enumerate(PAIR)}


class ClusterState:
    """Clusters of one block and aggregates over all pairs of them.

    Attributes:
        members: mentions (row numbers) of each cluster; emptied when it is merged into another.
        alive: (clusters,) False once merged into another.
    """

    def __init__(self, block: BlockFeatures, logits: Matrix, labels: NDArray[np.int64]) -> None:
        """Start from some clusters.

        Args:
            block: pair features.
            logits: (n, n), log odds that two mentions are one person's, symmetric.
            labels: (n,), cluster of each mention: 0, 1, … without gaps.
        """
        order = np.argsort(labels, kind="stable")
        count = int(labels.max()) + 1
        starts = np.searchsorted(labels[order], np.arange(count))
        self.members = [order[labels[order] == c].tolist() for c in range(count)]
        self.alive = np.ones(count, dtype=bool)
        self.size = np.bincount(labels).astype(np.float32)
        pairs = block.pairs[np.ix_(order, order)]
        logits = logits[np.ix_(order, order)]

        def fold(what: Matrix, how: np.ufunc) -> Matrix:
            folded: Matrix = how.reduceat(how.reduceat(what, starts, axis=0), starts, axis=1)
            return folded

        summed = np.concatenate([pairs[:, :, [_COLUMN[k] for k in _SUMS]], logits[:, :, None]], axis=2)
        highest = np.concatenate([pairs[:, :, [_COLUMN[k] for k in _MAXIMA]], logits[:, :, None]], axis=2)
        lowest = np.stack([logits, pairs[:, :, _COLUMN["years"]]], axis=2)
        self._sums = fold(summed, np.add)
        self._maxima = fold(highest, np.maximum)
        self._minima = fold(lowest, np.minimum)
        self._coauthors: Matrix = np.maximum.reduceat(block.coauthors[order], starts, axis=0)
        years = np.nan_to_num(block.years, nan=float(np.nanmean(block.years)) if np.isfinite(block.years).any() else 0)
        self._first = np.minimum.reduceat(years[order], starts)
        self._last = np.maximum.reduceat(years[order], starts)
        self._namesakes = block.pairs[0, 0, _COLUMN["namesakes"]]
        self._block_size = block.pairs[0, 0, _COLUMN["block_size"]]

    def merge(self, a: int, b: int) -> None:
        """Merge cluster ``b`` into ``a``."""
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.members[b] = []
        self.alive[b] = False
        self.size[a] += self.size[b]
        for array, how in ((self._sums, np.add), (self._maxima, np.maximum), (self._minima, np.minimum)):
            row = how(array[a], array[b])
            row[a] = how(row[a], row[b])
            array[a] = row
            array[:, a] = row
        self._coauthors[a] = np.maximum(self._coauthors[a], self._coauthors[b])
        self._first[a] = min(self._first[a], self._first[b])
        self._last[a] = max(self._last[a], self._last[b])

    def features(self, a: int) -> Matrix:
        """Return the features of cluster ``a`` with every cluster, shape (clusters, len(MERGE))."""
        size = self.size
        count = size * size[a]
        text, team, affiliation, known, venue, same, logit = (self._sums[a] / count[:, None]).T
        text_high, rarest, team_high, affiliation_high, any_known, logit_high = self._maxima[a].T
        coauthors = self._coauthors @ self._coauthors[a]
        own = np.einsum("ij,ij->i", self._coauthors, self._coauthors)
        text_own = np.sqrt(np.maximum(np.diagonal(self._sums[:, :, 0]), 1e-6))
        smaller = np.minimum(size, size[a])
        return np.stack(
            [
                self._minima[a, :, 0],
                logit,
                logit_high,
                text_high,
                text,
                self._sums[a, :, 0] / (text_own * text_own[a]),
                np.log1p(coauthors),
                coauthors / np.sqrt(np.maximum(own * own[a], 1e-6)),
                rarest,
                team_high,
                team,
                affiliation_high,
                affiliation / np.maximum(known, 1e-6),
                any_known,
                venue,
                self._minima[a, :, 1],
                np.maximum(self._last, self._last[a]) - np.minimum(self._first, self._first[a]),
                same,
                np.minimum(own, own[a]) <= 0,
                np.log(smaller),
                np.log(np.maximum(size, size[a])),
                np.full_like(size, self._namesakes),
                np.full_like(size, self._block_size),
            ],
            axis=1,
        ).astype(np.float32, copy=False)
