"""Cluster-pair features: what two clusters of a block have in common, kept up to date while clusters merge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.mention_pairs import PAIR, BlockFeatures, Matrix

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
        count = int(labels.max()) + 1
        self.size = np.bincount(labels).astype(np.float32)
        self.alive = np.ones(count, dtype=bool)
        pairs = block.pairs
        self._sums: Matrix = np.empty((*logits.shape, len(_SUMS) + 1), dtype=np.float32)
        self._maxima: Matrix = np.empty((*logits.shape, len(_MAXIMA) + 1), dtype=np.float32)
        self._minima: Matrix = np.empty((*logits.shape, 2), dtype=np.float32)
        for array, names in ((self._sums, _SUMS), (self._maxima, _MAXIMA)):
            for at, name in enumerate(names):
                array[:, :, at] = pairs[:, :, _COLUMN[name]]
            array[:, :, -1] = logits
        self._minima[:, :, 0], self._minima[:, :, 1] = logits, pairs[:, :, _COLUMN["years"]]
        years = block.years
        if (unknown := np.isnan(years)).any():
            years = np.where(unknown, 0 if unknown.all() else np.nanmean(years), years)
        # Copies: they change while clusters merge.
        self._coauthors, self._first, self._last = block.coauthors.copy(), years.copy(), years.copy()
        self.members = [[row] for row in range(count)]
        if count < len(labels):
            self._fold(labels, count)
        self._own = np.einsum("ij,ij->i", self._coauthors, self._coauthors)
        self._text_own = np.sqrt(np.maximum(np.diagonal(self._sums[:, :, 0]), 1e-6))
        self._namesakes = pairs[0, 0, _COLUMN["namesakes"]]
        self._block_size = pairs[0, 0, _COLUMN["block_size"]]

    def _fold(self, labels: NDArray[np.int64], count: int) -> None:
        """Put the mentions of each cluster together."""
        order = np.argsort(labels, kind="stable")
        starts = np.searchsorted(labels[order], np.arange(count))
        self.members = [part.tolist() for part in np.split(order, starts[1:])]

        def fold(what: Matrix, how: np.ufunc) -> Matrix:
            what = what[order][:, order]
            folded: Matrix = how.reduceat(how.reduceat(what, starts, axis=0), starts, axis=1)
            return folded

        self._sums = fold(self._sums, np.add)
        self._maxima = fold(self._maxima, np.maximum)
        self._minima = fold(self._minima, np.minimum)
        self._coauthors = np.maximum.reduceat(self._coauthors[order], starts, axis=0)
        self._first = np.minimum.reduceat(self._first[order], starts)
        self._last = np.maximum.reduceat(self._last[order], starts)

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
        self._own[a] = np.einsum("ij,ij->i", self._coauthors[a : a + 1], self._coauthors[a : a + 1])[0]
        self._text_own[a] = np.sqrt(np.maximum(self._sums[a, a, 0], 1e-6))

    def features(self, a: int) -> Matrix:
        """Return the features of cluster ``a`` with every cluster, shape (clusters, len(MERGE))."""
        row: Matrix = self.features_of(slice(a, a + 1))[0]
        return row

    def features_of(self, rows: slice) -> Matrix:
        """Return the features of some clusters with every cluster, shape (rows, clusters, len(MERGE))."""
        size = self.size
        mine = size[rows, None]
        sums, maxima = self._sums[rows], self._maxima[rows]
        means = sums / (mine * size)[:, :, None]
        coauthors = self._coauthors[rows] @ self._coauthors.T
        own, text_own = self._own, self._text_own
        found = np.empty((*mine.shape[:1], len(size), len(MERGE)), dtype=np.float32)
        found[:, :, 0] = self._minima[rows, :, 0]
        found[:, :, 1] = means[:, :, 6]
        found[:, :, 2] = maxima[:, :, 5]
        found[:, :, 3] = maxima[:, :, 0]
        found[:, :, 4] = means[:, :, 0]
        found[:, :, 5] = sums[:, :, 0] / (text_own[rows, None] * text_own)
        found[:, :, 6] = np.log1p(coauthors)
        found[:, :, 7] = coauthors / np.sqrt(np.maximum(own[rows, None] * own, 1e-6))
        found[:, :, 8:10] = maxima[:, :, 1:3]
        found[:, :, 10] = means[:, :, 1]
        found[:, :, 11] = maxima[:, :, 3]
        found[:, :, 12] = means[:, :, 2] / np.maximum(means[:, :, 3], 1e-6)
        found[:, :, 13] = maxima[:, :, 4]
        found[:, :, 14] = means[:, :, 4]
        found[:, :, 15] = self._minima[rows, :, 1]
        found[:, :, 16] = np.maximum(self._last[rows, None], self._last) - np.minimum(
            self._first[rows, None], self._first
        )
        found[:, :, 17] = means[:, :, 5]
        found[:, :, 18] = np.minimum(own[rows, None], own) <= 0
        found[:, :, 19] = np.log(np.minimum(mine, size))
        found[:, :, 20] = np.log(np.maximum(mine, size))
        found[:, :, 21] = self._namesakes
        found[:, :, 22] = self._block_size
        return found
