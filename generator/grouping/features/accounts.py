"""Accounts as evidence: what the same account, or another one, says about two mentions or two clusters.

An account is whom a source takes an author for: OpenReview, whose accounts the data name, or a source of an evidence
file, whose identities count alike.  Sources are compared each by itself; as they copy from each other, several that
agree count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix
from generator.model import Identity, Instance

TWO_ACCOUNTS = 0.02
"""Share of pairs of one person's mentions with accounts that have two different ones.

Of 5,196 names so rare that they are one person's, 4 have two ORCIDs, 0.1 %; accounts at OpenReview are made more
easily, and nobody has cleaned them.
"""
WRONG_ACCOUNT = 0.01
"""Share of pairs of two namesakes' mentions with accounts that have the same one, put there by mistake."""

SAME_ACCOUNT_LOG_ODDS = float(np.log((1 - TWO_ACCOUNTS) / WRONG_ACCOUNT))
OTHER_ACCOUNT_LOG_ODDS = float(np.log(TWO_ACCOUNTS / (1 - WRONG_ACCOUNT)))
"""Log likelihood ratios (4.6, -3.9): how much more likely a same or another account is if both are one person's.

They are not trained: labels with accounts are too few. The ratio is added to the log odds of all other evidence
(`add_accounts`), from which it is taken to be independent.

Notes:
    I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969 (m and u probabilities).
"""


def account_codes(instances: Sequence[Instance]) -> NDArray[np.int64]:
    """Return the account of each mention at each source, shape (sources, n); (0, n) if no mention has one.

    They are integer codes, 0, 1, … for the accounts of one source, -1 where there is none.
    """
    code: dict[str, dict[str, int]] = {}
    found: dict[str, NDArray[np.int64]] = {}
    for row, instance in enumerate(instances):
        for account in instance.accounts:
            if account.source not in found:
                code[account.source], found[account.source] = {}, np.full(len(instances), -1, dtype=np.int64)
            known = code[account.source]
            found[account.source][row] = known.setdefault(account.id, len(known))
    empty = np.empty((0, len(instances)), dtype=np.int64)
    return np.stack([found[source] for source in sorted(found)]) if found else empty


def accounts_may_be_ones(a: Iterable[Identity], b: Iterable[Identity]) -> bool:
    """Whether two sets of accounts have one in common, or none of the same source."""
    mine, theirs = set(a), set(b)
    return bool(mine & theirs) or {one.source for one in mine}.isdisjoint(one.source for one in theirs)


HIGHEST_OTHER_LOG_ODDS = 3.5
"""How much all other evidence counts at most beside accounts, in either direction: odds of 97 to 3.

Scores reach 8, but of names of several people even the surest were right in 83 to 97 of 100 cases.
"""


def add_accounts(log_odds: Matrix, added: Matrix) -> Matrix:
    """Return the log odds of all other evidence with what accounts add, unchanged where they add nothing (0)."""
    other = np.clip(log_odds, -HIGHEST_OTHER_LOG_ODDS, HIGHEST_OTHER_LOG_ODDS)
    both: Matrix = np.where(added != 0, other + added, log_odds).astype(np.float32)
    return both


def pair_log_odds(codes: NDArray[np.int64]) -> Matrix:
    """Return what accounts add to the log odds of each pair of mentions, (n, n): 0 where no source knows both.

    Args:
        codes: (sources, n), from `account_codes`, of one source at least.
    """
    known = codes >= 0
    added = np.where(codes[:, :, None] == codes[:, None, :], SAME_ACCOUNT_LOG_ODDS, OTHER_ACCOUNT_LOG_ODDS)
    return _together(np.where(known[:, :, None] & known[:, None, :], added, 0))


class ClusterAccounts:
    """How many mentions of each cluster have which account, kept up to date while clusters merge.

    Two clusters' accounts count once, however many papers name them: a person with two accounts uses both.
    """

    def __init__(self, codes: NDArray[np.int64], labels: NDArray[np.int64]) -> None:
        """Count accounts.

        Args:
            codes: (sources, n), from `account_codes`, of one source at least.
            labels: (n,), cluster of each mention: 0, 1, … without gaps.
        """
        self._counts = []
        for source in codes:
            known = source >= 0
            counts = np.zeros((int(labels.max()) + 1, int(source.max()) + 1), dtype=np.float32)
            np.add.at(counts, (labels[known], source[known]), 1)
            self._counts.append(counts)

    def merge(self, a: int, b: int) -> None:
        """Merge cluster ``b`` into ``a``."""
        for counts in self._counts:
            counts[a] += counts[b]

    def log_odds(self, a: int) -> Matrix:
        """Return what accounts add to the log odds of cluster ``a`` with each cluster, shape (clusters,).

        Between the ratios of the same and of another account, by the share of pairs of mentions with the same one; so
        a single wrong account in a large cluster weighs little.
        """
        return _together(np.stack([_log_odds(counts, a) for counts in self._counts]))


def _log_odds(counts: Matrix, a: int) -> Matrix:
    total = counts.sum(axis=1)
    pairs = total[a] * total
    share = counts @ counts[a] / np.maximum(pairs, 1)
    added = OTHER_ACCOUNT_LOG_ODDS + (SAME_ACCOUNT_LOG_ODDS - OTHER_ACCOUNT_LOG_ODDS) * share
    found: Matrix = np.where(pairs > 0, added, 0).astype(np.float32)
    return found


def _together(added: Matrix) -> Matrix:
    """The strongest of the sources for one person plus the strongest against, from an array (sources, …)."""
    found: Matrix = (np.maximum(added, 0).max(axis=0) + np.minimum(added, 0).min(axis=0)).astype(np.float32)
    return found
