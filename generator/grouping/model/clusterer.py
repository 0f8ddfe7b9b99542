"""Mentions of a block -> clusters: certain links, rare co-authors, then a learned merge of whole clusters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.cluster_pairs import ClusterState
from generator.grouping.features.mention_pairs import PAIR, BlockFeatures, Matrix, upper_triangle
from generator.grouping.model.constraints import differ, identities
from generator.grouping.model.scorers import PairScorer
from generator.model import Instance

Labels = NDArray[np.int64]
Score = Callable[[Matrix], Matrix]
_AT_ONCE = 32
_NEVER = np.float32(-1e9)
_RAREST = PAIR.index("rarest_coauthor")


class Clusterer:
    """Agglomerative clustering under constraints.

    Mentions with one person ID or ORCID start together, then those that share
    a rare co-author, rarest first; then the two clusters with the best merge
    score are merged until no score reaches the threshold.  Mentions whose IDs
    or ORCIDs differ, and two slots of one paper, are never merged.

    Args:
        pair: fitted pair scorer.
        merge: scores rows of cluster-pair features, log odds.
        link_rarity: least strength, 0 to 1, of a co-author who links by himself (`BlockFeatures.coauthors`).
        threshold: log odds from which clusters are merged.
        link_odds: least pair score at which a co-author links by himself.

    Attributes:
        labels_: (n,), cluster of each mention: 0, 1, … in order of first mention.
        members_: mentions (row numbers) of each cluster, ascending.
        weakest_: (n,), lowest score at which the mention's cluster was merged, 8 if never.
        pair_odds_: (n, n) log odds of the pairs, -8 to 8.
        odds_: (clusters, clusters) merge score of the final clusters, -1e9 where forbidden and on the diagonal.
    """

    def __init__(
        self,
        pair: PairScorer,
        merge: Score,
        link_rarity: float = 0.6,
        threshold: float = 0.5,
        link_odds: float = 1.0,
    ) -> None:
        """Take the parameters."""
        self.pair = pair
        self.merge = merge
        self.link_rarity = link_rarity
        self.threshold = threshold
        self.link_odds = link_odds
        self.labels_: Labels = np.zeros(0, dtype=np.int64)
        self.members_: list[list[int]] = []
        self.weakest_: Matrix = np.zeros(0, dtype=np.float32)
        self.pair_odds_: Matrix = np.zeros((0, 0), dtype=np.float32)
        self.odds_: Matrix = np.zeros((0, 0), dtype=np.float32)

    def fit_predict(self, instances: Sequence[Instance], block: BlockFeatures, odds: Matrix | None = None) -> Labels:
        """Cluster the mentions of a block and return `labels_`.

        Args:
            instances: the mentions.
            block: their features.
            odds: their pair scores (`PairScorer.matrix`), if these are known already.
        """
        self.pair_odds_ = self.pair.matrix(block.pairs) if odds is None else odds
        start, apart = self.start(instances, block, self.pair_odds_)
        if len(apart) == 1:
            self.labels_, self.members_ = start, [list(range(len(instances)))]
            self.weakest_ = np.full(len(instances), 8, dtype=np.float32)
            self.odds_ = np.full((1, 1), _NEVER, dtype=np.float32)
            return self.labels_
        state = ClusterState(block, self.pair_odds_, start)
        weakest = np.full(len(state.members), 8, dtype=np.float32)

        def note(a: int, b: int, score: float) -> None:
            weakest[a] = min(weakest[a], weakest[b], score)

        merged = agglomerate(state, apart, self.merge, self.threshold, merged=note)
        alive = np.flatnonzero(state.alive).tolist()
        alive.sort(key=lambda c: state.members[c][0])
        self.members_ = [state.members[c] for c in alive]
        self.labels_ = np.empty(len(instances), dtype=np.int64)
        self.weakest_ = np.empty(len(instances), dtype=np.float32)
        for label, c in enumerate(alive):
            self.labels_[state.members[c]] = label
            self.weakest_[state.members[c]] = weakest[c]
        self.odds_ = merged[alive][:, alive]
        return self.labels_

    def start(
        self, instances: Sequence[Instance], block: BlockFeatures, odds: Matrix
    ) -> tuple[Labels, NDArray[np.bool_]]:
        """Return the first clusters of the mentions, and which clusters must stay apart."""
        apart, together = block.same_paper.copy(), None
        if any(i.person or i.orcid for i in instances):
            persons, orcids = identities(instances)
            together = _equal(persons) | _equal(orcids)
            apart |= differ(persons) | differ(orcids)
            apart &= ~together
        np.fill_diagonal(apart, False)
        constrained = bool(apart.any())
        labels, members = list(range(len(instances))), [[i] for i in range(len(instances))]

        def link(i: int, j: int) -> None:
            a, b = labels[i], labels[j]
            if a == b:
                return
            if a > b:
                a, b = b, a
            if not apart[a, b]:
                for row in members[b]:
                    labels[row] = a
                members[a] += members[b]
                if constrained:
                    _join(apart, a, b)

        if together is not None and together.any():
            for i, j in np.argwhere(np.triu(together, 1)).tolist():
                link(i, j)
        left, right = upper_triangle(len(instances))
        rarest = block.pairs[left, right, _RAREST]
        linked = np.flatnonzero((rarest >= self.link_rarity) & (rarest > 0) & (odds[left, right] >= self.link_odds))
        if constrained:
            linked = linked[np.argsort(-rarest[linked], kind="stable")]
        for i, j in zip(left[linked].tolist(), right[linked].tolist(), strict=True):
            link(i, j)
        kept = sorted(set(labels))
        number = {label: at for at, label in enumerate(kept)}
        numbers = np.array([number[label] for label in labels], dtype=np.int64)
        return numbers, apart if len(kept) == len(labels) else apart[kept][:, kept]


def agglomerate(
    state: ClusterState,
    apart: NDArray[np.bool_],
    score: Score,
    threshold: float,
    seen: Callable[[int, Matrix], None] = lambda a, features: None,
    merged: Callable[[int, int, float], None] = lambda a, b, score: None,
) -> Matrix:
    """Merge the best pair of clusters until none reaches the threshold.

    Args:
        state: clusters, changed in place.
        apart: (clusters, clusters), which must not be merged; changed in place.
        score: log odds of rows of cluster-pair features.
        threshold: lowest log odds that still merge.
        seen: is told each cluster that has others, with its rows of features.
        merged: is told what was merged into what, and at which score.

    Returns:
        (clusters, clusters) log odds, -1e9 where forbidden, gone or on the diagonal.
    """
    count = len(state.members)
    odds = np.full((count, count), _NEVER, dtype=np.float32)
    if count == 1:
        return odds
    for first in range(0, count, _AT_ONCE):
        for a, features in enumerate(state.features_of(slice(first, first + _AT_ONCE)), first):
            seen(a, features)
            odds[a] = score(features)
    # Rounded, so that the last bit of a sum can't decide which pair comes first.
    odds = odds.round(4)
    upper = upper_triangle(count)
    odds[upper] = odds.T[upper]
    odds[apart] = _NEVER
    np.fill_diagonal(odds, _NEVER)

    def update(a: int, features: Matrix) -> None:
        seen(a, features)
        row = score(features).round(4)
        row[~state.alive | apart[a]] = _NEVER
        row[a] = _NEVER
        odds[a] = row
        odds[:, a] = row

    for left in range(count, 1, -1):
        best = int(odds.argmax())
        a, b = sorted(divmod(best, count))
        if odds[a, b] < threshold:
            break
        merged(a, b, float(odds[a, b]))
        state.merge(a, b)
        _join(apart, a, b)
        if left == 2:  # as most blocks end: one cluster, which has nothing to be compared with
            odds[:] = _NEVER
            break
        odds[b] = _NEVER
        odds[:, b] = _NEVER
        update(a, state.features(a))
    return odds


def _equal(codes: Labels) -> NDArray[np.bool_]:
    equal: NDArray[np.bool_] = (codes[:, None] == codes) & (codes >= 0)
    return equal


def _join(apart: NDArray[np.bool_], a: int, b: int) -> None:
    apart[a] |= apart[b]
    apart[:, a] = apart[a]
