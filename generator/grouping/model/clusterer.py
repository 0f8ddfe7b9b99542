"""Clusters of a block's mentions: first by equal IDs, then by rare co-authors, then by merges that a model scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.accounts import (
    ClusterAccounts,
    account_codes,
    accounts_may_be_ones,
    add_accounts,
)
from generator.grouping.features.accounts import pair_log_odds as account_log_odds
from generator.grouping.features.arrays import Matrix, upper_triangle
from generator.grouping.features.cluster_pairs import ClusterState
from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES, BlockFeatures
from generator.grouping.features.name_rarity import Namesakes
from generator.grouping.model.constraints import differ, identity_codes, repeated_mentions
from generator.grouping.model.scorers import MentionPairScorer
from generator.model import Instance

Labels = NDArray[np.int64]
ClusterPairScore = Callable[[Matrix], Matrix]
"""Function of rows of cluster-pair features that returns their log odds, shape (rows,)."""
_CLUSTERS_AT_ONCE = 32
_FORBIDDEN = np.float32(-1e9)
CAREER_MENTIONS, MOST_NAME_LOG_ODDS = 12, 3.0
"""From how many mentions on a rare name counts as evidence, and how much at most: odds of 20 to 1.

A few papers may be those of a few visitors; a career under a rare name is nearly always one person's.
"""
CAUTION_IN_SMALL_CATALOGUES = 0.085
"""How much is taken away for each factor of e by which a catalogue has fewer names than the Anthology.

How rare names, co-authors and words are, a small catalogue says less surely.
"""
_RAREST = MENTION_PAIR_FEATURES.index("rarest_coauthor")


class Clusterer:
    """Agglomerative clustering with must-link and cannot-link constraints.

    Mentions with one person ID or ORCID are in one initial cluster; then
    mentions that share a rare co-author are linked, rarest first; then the two
    clusters with the highest merge score are merged until no score reaches the
    threshold.  Accounts at OpenReview or another source are added to the scores, and mentions with
    different ones are not linked before clusters are scored.

    Mentions whose IDs or ORCIDs differ are never in one cluster, nor are two
    slots of one paper.  If the name is rare, the second slot is taken for a
    slip: it stays by itself, and keeps nothing else apart (`repeated_mentions`).

    Args:
        mention_pairs: fitted scorer of mention pairs.
        cluster_pair_score: gives the log odds of rows of cluster-pair features.
        link_coauthor_weight: lowest weight, 0 to 1, of a shared co-author that links two mentions before clusters
            are scored (the feature ``rarest_coauthor``).
        threshold: lowest log odds at which clusters are merged.
        link_log_odds: lowest pair score at which a shared co-author links two mentions.
        neutral_log_namesakes: the rarer a name than this (log10 of the number of people with it), the likelier its
            clusters are one person's, see `name_log_odds`.

    Attributes:
        labels_: (n,), cluster of each mention: 0, 1, … in order of first mention.
        clusters_: rows of the mentions of each cluster, ascending.
        lowest_merge_scores_: (n,), lowest log odds at which clusters were merged into the mention's cluster, 8 if
            that is an initial cluster.
        pair_log_odds_: (n, n), log odds of the pairs, with what accounts add, -8 to 8.
        cluster_log_odds_: (clusters, clusters), log odds that two final clusters are one person's, -1e9 where a
            constraint forbids it and on the diagonal.

    Notes:
        K. Wagstaff, C. Cardie, S. Rogers and S. Schrödl, "Constrained K-means Clustering with Background
        Knowledge", 2001 (the constraints); I. Davidson and S. Ravi, "Agglomerative Hierarchical Clustering with
        Constraints: Theoretical and Empirical Results", 2005.
    """

    def __init__(
        self,
        mention_pairs: MentionPairScorer,
        cluster_pair_score: ClusterPairScore,
        link_coauthor_weight: float = 0.6,
        threshold: float = 0.25,
        link_log_odds: float = 1.0,
        neutral_log_namesakes: float = -0.6,
    ) -> None:
        """Set the parameters."""
        self.mention_pairs = mention_pairs
        self.cluster_pair_score = cluster_pair_score
        self.link_coauthor_weight = link_coauthor_weight
        self.threshold = threshold
        self.link_log_odds = link_log_odds
        self.neutral_log_namesakes = neutral_log_namesakes
        self.labels_: Labels = np.zeros(0, dtype=np.int64)
        self.clusters_: list[list[int]] = []
        self.lowest_merge_scores_: Matrix = np.zeros(0, dtype=np.float32)
        self.pair_log_odds_: Matrix = np.zeros((0, 0), dtype=np.float32)
        self.cluster_log_odds_: Matrix = np.zeros((0, 0), dtype=np.float32)

    def fit_predict(
        self, instances: Sequence[Instance], block: BlockFeatures, pair_log_odds: Matrix | None = None
    ) -> Labels:
        """Cluster the mentions of a block and return `labels_`.

        Args:
            instances: the mentions, one at least.
            block: their features.
            pair_log_odds: (n, n), from `MentionPairScorer.score_matrix`; computed if None.
        """
        if pair_log_odds is None:
            pair_log_odds = self.mention_pairs.score_matrix(block.pairs)
        self.pair_log_odds_, accounts = pair_log_odds, None
        if any(i.accounts for i in instances):
            accounts = account_codes(instances)
            self.pair_log_odds_ = np.clip(add_accounts(pair_log_odds, account_log_odds(accounts)), -8, 8)
            np.fill_diagonal(self.pair_log_odds_, 8)
        initial, cannot_link = self.initial_clusters(instances, block, self.pair_log_odds_)
        if len(cannot_link) == 1:
            self.labels_, self.clusters_ = initial, [list(range(len(instances)))]
            self.lowest_merge_scores_ = np.full(len(instances), 8, dtype=np.float32)
            self.cluster_log_odds_ = np.full((1, 1), _FORBIDDEN, dtype=np.float32)
            return self.labels_
        of_clusters = None if accounts is None else ClusterAccounts(accounts, initial)
        state = ClusterState(block, pair_log_odds, initial, of_clusters)
        lowest = np.full(len(state.members), 8, dtype=np.float32)

        def on_merge(a: int, b: int, log_odds: float) -> None:
            lowest[a] = min(lowest[a], lowest[b], log_odds)

        prior = np.float32(name_log_odds(block.namesakes, len(instances), self.neutral_log_namesakes))

        def score(features: Matrix) -> Matrix:
            return self.cluster_pair_score(features) + prior

        log_odds = agglomerate(state, cannot_link, score, self.threshold, on_merge=on_merge)
        final = np.flatnonzero(state.active).tolist()
        final.sort(key=lambda cluster: state.members[cluster][0])
        self.clusters_ = [state.members[cluster] for cluster in final]
        self.labels_ = np.empty(len(instances), dtype=np.int64)
        self.lowest_merge_scores_ = np.empty(len(instances), dtype=np.float32)
        for label, cluster in enumerate(final):
            self.labels_[state.members[cluster]] = label
            self.lowest_merge_scores_[state.members[cluster]] = lowest[cluster]
        self.cluster_log_odds_ = log_odds[final][:, final]
        return self.labels_

    def initial_clusters(
        self, instances: Sequence[Instance], block: BlockFeatures, pair_log_odds: Matrix
    ) -> tuple[Labels, NDArray[np.bool_]]:
        """Return the initial clusters, before any is scored.

        Returns:
            (n,), cluster of each mention; (clusters, clusters), True where two clusters must not be merged.
        """
        cannot_link, must_link = block.same_paper.copy(), None
        alone: list[int] = []
        if np.count_nonzero(cannot_link) > len(instances):  # each mention is on its own paper
            alone = repeated_mentions(instances, block.namesakes)
        if any(i.person or i.orcid for i in instances):
            persons, orcids = identity_codes(instances)
            must_link = _equal(persons) | _equal(orcids)
            cannot_link |= differ(persons) | differ(orcids)
            cannot_link &= ~must_link
        if alone:
            cannot_link[alone], cannot_link[:, alone] = True, True
        np.fill_diagonal(cannot_link, False)
        constrained = bool(cannot_link.any())
        labels, members = list(range(len(instances))), [[i] for i in range(len(instances))]
        accounts = [set(i.accounts) for i in instances]

        def link(i: int, j: int, certain: bool = False) -> None:
            a, b = labels[i], labels[j]
            if a == b:
                return
            if a > b:
                a, b = b, a
            if cannot_link[a, b]:
                return
            if certain or accounts_may_be_ones(accounts[a], accounts[b]):
                accounts[a] |= accounts[b]
                for row in members[b]:
                    labels[row] = a
                members[a] += members[b]
                if constrained:
                    _merge_constraints(cannot_link, a, b)

        if must_link is not None and must_link.any():
            for i, j in np.argwhere(np.triu(must_link, 1)).tolist():
                link(i, j, certain=True)
        left, right = upper_triangle(len(instances))
        rarest = block.pairs[left, right, _RAREST]
        linked = np.flatnonzero(
            (rarest >= self.link_coauthor_weight) & (rarest > 0) & (pair_log_odds[left, right] >= self.link_log_odds)
        )
        if constrained:  # else the order makes no difference
            linked = linked[np.argsort(-rarest[linked], kind="stable")]
        for i, j in zip(left[linked].tolist(), right[linked].tolist(), strict=True):
            link(i, j)
        kept = sorted(set(labels))
        new_label = {label: at for at, label in enumerate(kept)}
        relabelled = np.array([new_label[label] for label in labels], dtype=np.int64)
        return relabelled, cannot_link if len(kept) == len(labels) else cannot_link[kept][:, kept]


def agglomerate(
    state: ClusterState,
    cannot_link: NDArray[np.bool_],
    score: ClusterPairScore,
    threshold: float,
    on_scored: Callable[[int, Matrix], None] = lambda a, features: None,
    on_merge: Callable[[int, int, float], None] = lambda a, b, log_odds: None,
) -> Matrix:
    """Merge the pair of clusters with the highest score again and again, until no score reaches the threshold.

    Args:
        state: clusters, changed in place.
        cannot_link: (clusters, clusters), True where two must not be merged; changed in place.
        score: gives the log odds of rows of cluster-pair features.
        threshold: lowest log odds at which clusters are merged.
        on_scored: called with each cluster that is scored, and the features of its pairs with all clusters.
        on_merge: called with ``a``, ``b`` and their log odds before cluster ``b`` is merged into cluster ``a``.

    Returns:
        (clusters, clusters), log odds, -1e9 where forbidden, merged into another cluster, or on the diagonal.
    """
    count = len(state.members)
    log_odds = np.full((count, count), _FORBIDDEN, dtype=np.float32)
    if count == 1:
        return log_odds
    for first in range(0, count, _CLUSTERS_AT_ONCE):
        for a, features in enumerate(state.features_of(slice(first, first + _CLUSTERS_AT_ONCE)), first):
            on_scored(a, features)
            log_odds[a] = score(features)
            if state.accounts:
                log_odds[a] = add_accounts(log_odds[a], state.accounts.log_odds(a))
    # Rounded, so that the last bit of a sum can't decide which pair is merged first.
    log_odds = log_odds.round(4)
    upper = upper_triangle(count)
    log_odds[upper] = log_odds.T[upper]
    log_odds[cannot_link] = _FORBIDDEN
    np.fill_diagonal(log_odds, _FORBIDDEN)

    def update(a: int, features: Matrix) -> None:
        on_scored(a, features)
        row = score(features)
        if state.accounts:
            row = add_accounts(row, state.accounts.log_odds(a))
        row = row.round(4)
        row[~state.active | cannot_link[a]] = _FORBIDDEN
        row[a] = _FORBIDDEN
        log_odds[a] = row
        log_odds[:, a] = row

    for remaining in range(count, 1, -1):
        best = int(log_odds.argmax())
        a, b = sorted(divmod(best, count))
        if log_odds[a, b] < threshold:
            break
        on_merge(a, b, float(log_odds[a, b]))
        state.merge(a, b)
        _merge_constraints(cannot_link, a, b)
        if remaining == 2:  # the last two are merged now, as in most blocks: nothing is left to be scored
            log_odds[:] = _FORBIDDEN
            break
        log_odds[b] = _FORBIDDEN
        log_odds[:, b] = _FORBIDDEN
        update(a, state.features(a))
    return log_odds


def name_log_odds(namesakes: Namesakes, mentions: int, neutral: float) -> float:
    """Return what the name alone adds to the log odds that two clusters are one person's, -1 to 3.

    With half as many people of a rare name to expect, two of its clusters are twice as likely one person's. The number
    is the highest that there may well be. Where too few names are known to call one rare, something is taken away.

    Args:
        namesakes: of the name.
        mentions: of the block; with fewer than `CAREER_MENTIONS` no name counts as rare.
        neutral: log10 of the number of people from which on no name counts as rare: what common names are like the
            scorers have learnt from labels.

    Notes:
        I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969: prior odds, to which weights of evidence are
        added.
    """
    caution = CAUTION_IN_SMALL_CATALOGUES * log(10) * (namesakes.log_scaled - namesakes.log_expected)
    rarity = log(10) * max(neutral - namesakes.log_highest, 0.0) if mentions >= CAREER_MENTIONS else 0.0
    return min(rarity, MOST_NAME_LOG_ODDS) - caution


def _equal(codes: Labels) -> NDArray[np.bool_]:
    equal: NDArray[np.bool_] = (codes[:, None] == codes) & (codes >= 0)
    return equal


def _merge_constraints(cannot_link: NDArray[np.bool_], a: int, b: int) -> None:
    cannot_link[a] |= cannot_link[b]
    cannot_link[:, a] = cannot_link[a]
