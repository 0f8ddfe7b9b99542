"""Cluster-pair features: what two clusters of a block have in common, kept up to date while clusters merge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.accounts import ClusterAccounts
from generator.grouping.features.arrays import Matrix
from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES, BlockFeatures

CLUSTER_PAIR_FEATURES = (
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
    "one_without_coauthors",
    "smaller_size",
    "larger_size",
    "namesakes",
    "block_size",
)
"""Cluster-pair features, in the order of the last axis of `ClusterState.features_of`.

- Over all pairs of a mention of one cluster and a mention of the other: ``pair_…``: lowest, mean and highest pair score
  (log odds); ``text_…``, ``team_…``, ``affiliation_…``, ``venue_mean``: highest and mean mention-pair feature
  (``affiliation_mean`` over pairs with two affiliations); ``rarest_coauthor`` and ``affiliation_known``: the highest;
  ``same_name``: the mean; ``year_gap``: the lowest difference of years.
- Of both clusters: ``text_centre``: cosine of their summed TF-IDF rows; ``coauthors``: log(1 + weight of the shared
  co-authors); ``coauthor_share``: this weight divided by the geometric mean of the weights of each cluster's own
  co-authors; ``year_span``: years from the first paper to the last; ``one_without_coauthors``: 1 if a cluster has
  none; ``smaller_size``, ``larger_size``: log(mentions).
- Of the block, as for mention pairs: ``namesakes``, ``block_size``.
"""

_LOG_ODDS = "log_odds"
_SUM_NAMES = ("text", "team", "affiliation", "affiliation_known", "venue", "same_name", _LOG_ODDS)
_MAXIMUM_NAMES = ("text", "rarest_coauthor", "team", "affiliation", "affiliation_known", _LOG_ODDS)
_SUM = {name: at for at, name in enumerate(_SUM_NAMES)}
_MAXIMUM = {name: at for at, name in enumerate(_MAXIMUM_NAMES)}
_MINIMUM = {_LOG_ODDS: 0, "years": 1}
"""Sums, maxima and minima that `ClusterState` keeps: name -> place on the last axis of its arrays."""
_MENTION_PAIR_COLUMN = {name: column for column, name in enumerate(MENTION_PAIR_FEATURES)}
_COLUMN = {name: column for column, name in enumerate(CLUSTER_PAIR_FEATURES)}


class ClusterState:
    """Clusters of one block and aggregates over all pairs of them.

    Attributes:
        members: rows of the mentions of each cluster, ascending; empty once the cluster is merged into another.
        size: (clusters,), number of mentions; meaningless once the cluster is merged into another.
        active: (clusters,), False once the cluster is merged into another.
        accounts: accounts of the clusters at OpenReview and other sources, None if no mention has one.
    """

    def __init__(
        self,
        block: BlockFeatures,
        log_odds: Matrix,
        labels: NDArray[np.int64],
        accounts: ClusterAccounts | None = None,
    ) -> None:
        """Compute the aggregates of the initial clusters.

        Args:
            block: features of the mentions and their pairs.
            log_odds: (n, n), log odds that two mentions are one person's, symmetric.
            labels: (n,), cluster of each mention: 0, 1, … without gaps.
            accounts: of these clusters; None if no mention has one.
        """
        self.accounts = accounts
        count = int(labels.max()) + 1
        self.size = np.bincount(labels).astype(np.float32)
        self.active = np.ones(count, dtype=bool)
        pairs = block.pairs
        self._sums: Matrix = np.empty((*log_odds.shape, len(_SUM)), dtype=np.float32)
        self._maxima: Matrix = np.empty((*log_odds.shape, len(_MAXIMUM)), dtype=np.float32)
        self._minima: Matrix = np.empty((*log_odds.shape, len(_MINIMUM)), dtype=np.float32)
        for array, places in ((self._sums, _SUM), (self._maxima, _MAXIMUM), (self._minima, _MINIMUM)):
            for name, at in places.items():
                array[:, :, at] = log_odds if name == _LOG_ODDS else pairs[:, :, _MENTION_PAIR_COLUMN[name]]
        years = block.years
        if (unknown := np.isnan(years)).any():
            years = np.where(unknown, 0 if unknown.all() else np.nanmean(years), years)
        # Copies, which change while clusters merge.
        self._coauthors, self._first, self._last = block.coauthors.copy(), years.copy(), years.copy()
        self.members = [[row] for row in range(count)]
        if count < len(labels):
            self._aggregate(labels, count)
        # Of each cluster: weight of its co-authors, and length of its summed TF-IDF rows.
        self._own = np.einsum("ij,ij->i", self._coauthors, self._coauthors)
        self._text_own = np.sqrt(np.maximum(np.diagonal(self._sums[:, :, _SUM["text"]]), 1e-6))
        self._namesakes = pairs[0, 0, _MENTION_PAIR_COLUMN["namesakes"]]
        self._block_size = pairs[0, 0, _MENTION_PAIR_COLUMN["block_size"]]

    def _aggregate(self, labels: NDArray[np.int64], count: int) -> None:
        """Replace the aggregates over mentions by those over the initial clusters."""
        order = np.argsort(labels, kind="stable")
        starts = np.searchsorted(labels[order], np.arange(count))
        self.members = [part.tolist() for part in np.split(order, starts[1:])]

        def reduced(array: Matrix, function: np.ufunc) -> Matrix:
            array = array[order][:, order]
            by_cluster: Matrix = function.reduceat(function.reduceat(array, starts, axis=0), starts, axis=1)
            return by_cluster

        self._sums = reduced(self._sums, np.add)
        self._maxima = reduced(self._maxima, np.maximum)
        self._minima = reduced(self._minima, np.minimum)
        self._coauthors = np.maximum.reduceat(self._coauthors[order], starts, axis=0)
        self._first = np.minimum.reduceat(self._first[order], starts)
        self._last = np.maximum.reduceat(self._last[order], starts)

    def merge(self, a: int, b: int) -> None:
        """Merge cluster ``b`` into ``a``."""
        self.members[a] = sorted(self.members[a] + self.members[b])
        self.members[b] = []
        self.active[b] = False
        if self.accounts:
            self.accounts.merge(a, b)
        self.size[a] += self.size[b]
        for array, function in ((self._sums, np.add), (self._maxima, np.maximum), (self._minima, np.minimum)):
            row = function(array[a], array[b])
            row[a] = function(row[a], row[b])
            array[a] = row
            array[:, a] = row
        self._coauthors[a] = np.maximum(self._coauthors[a], self._coauthors[b])
        self._first[a] = min(self._first[a], self._first[b])
        self._last[a] = max(self._last[a], self._last[b])
        self._own[a] = np.einsum("ij,ij->i", self._coauthors[a : a + 1], self._coauthors[a : a + 1])[0]
        self._text_own[a] = np.sqrt(np.maximum(self._sums[a, a, _SUM["text"]], 1e-6))

    def features(self, a: int) -> Matrix:
        """Return the features of cluster ``a`` with each cluster, (clusters, len(CLUSTER_PAIR_FEATURES))."""
        row: Matrix = self.features_of(slice(a, a + 1))[0]
        return row

    def features_of(self, rows: slice) -> Matrix:
        """Return the features of some clusters with each cluster, (rows, clusters, len(CLUSTER_PAIR_FEATURES))."""
        size = self.size
        mine = size[rows, None]
        sums, maxima = self._sums[rows], self._maxima[rows]
        means = sums / (mine * size)[:, :, None]
        coauthors = self._coauthors[rows] @ self._coauthors.T
        own, text_own = self._own, self._text_own
        column = _COLUMN
        features = np.empty((*mine.shape[:1], len(size), len(CLUSTER_PAIR_FEATURES)), dtype=np.float32)
        features[:, :, column["pair_lowest"]] = self._minima[rows, :, _MINIMUM[_LOG_ODDS]]
        features[:, :, column["pair_mean"]] = means[:, :, _SUM[_LOG_ODDS]]
        features[:, :, column["pair_highest"]] = maxima[:, :, _MAXIMUM[_LOG_ODDS]]
        features[:, :, column["text_highest"]] = maxima[:, :, _MAXIMUM["text"]]
        features[:, :, column["text_mean"]] = means[:, :, _SUM["text"]]
        features[:, :, column["text_centre"]] = sums[:, :, _SUM["text"]] / (text_own[rows, None] * text_own)
        features[:, :, column["coauthors"]] = np.log1p(coauthors)
        features[:, :, column["coauthor_share"]] = coauthors / np.sqrt(np.maximum(own[rows, None] * own, 1e-6))
        features[:, :, column["rarest_coauthor"]] = maxima[:, :, _MAXIMUM["rarest_coauthor"]]
        features[:, :, column["team_highest"]] = maxima[:, :, _MAXIMUM["team"]]
        features[:, :, column["team_mean"]] = means[:, :, _SUM["team"]]
        features[:, :, column["affiliation_highest"]] = maxima[:, :, _MAXIMUM["affiliation"]]
        features[:, :, column["affiliation_mean"]] = means[:, :, _SUM["affiliation"]] / np.maximum(
            means[:, :, _SUM["affiliation_known"]], 1e-6
        )
        features[:, :, column["affiliation_known"]] = maxima[:, :, _MAXIMUM["affiliation_known"]]
        features[:, :, column["venue_mean"]] = means[:, :, _SUM["venue"]]
        features[:, :, column["year_gap"]] = self._minima[rows, :, _MINIMUM["years"]]
        features[:, :, column["year_span"]] = np.maximum(self._last[rows, None], self._last) - np.minimum(
            self._first[rows, None], self._first
        )
        features[:, :, column["same_name"]] = means[:, :, _SUM["same_name"]]
        features[:, :, column["one_without_coauthors"]] = np.minimum(own[rows, None], own) <= 0
        features[:, :, column["smaller_size"]] = np.log(np.minimum(mine, size))
        features[:, :, column["larger_size"]] = np.log(np.maximum(mine, size))
        features[:, :, column["namesakes"]] = self._namesakes
        features[:, :, column["block_size"]] = self._block_size
        return features
