"""OpenReview accounts as evidence: what the same account, or another one, says about two mentions or two clusters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix
from generator.model import Instance

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
    """Return the account of each mention as an integer code, 0, 1, …, -1 where there is none, shape (n,)."""
    code: dict[str, int] = {}
    return np.array(
        [code.setdefault(i.openreview, len(code)) if i.openreview else -1 for i in instances], dtype=np.int64
    )


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
    """Return what accounts add to the log odds of each pair of mentions, (n, n): 0 where one is unknown.

    Args:
        codes: (n,), from `account_codes`.
    """
    known, row = codes >= 0, codes[:, None]
    added: Matrix = np.where(row == codes, SAME_ACCOUNT_LOG_ODDS, OTHER_ACCOUNT_LOG_ODDS).astype(np.float32)
    added[~(known[:, None] & known)] = 0
    return added


class ClusterAccounts:
    """How many mentions of each cluster have which account, kept up to date while clusters merge.

    Two clusters' accounts count once, however many papers name them: a person with two accounts uses both.
    """

    def __init__(self, codes: NDArray[np.int64], labels: NDArray[np.int64]) -> None:
        """Count accounts.

        Args:
            codes: (n,), from `account_codes`.
            labels: (n,), cluster of each mention: 0, 1, … without gaps.
        """
        known = codes >= 0
        self._counts = np.zeros((int(labels.max()) + 1, int(codes.max()) + 1), dtype=np.float32)
        np.add.at(self._counts, (labels[known], codes[known]), 1)

    def merge(self, a: int, b: int) -> None:
        """Merge cluster ``b`` into ``a``."""
        self._counts[a] += self._counts[b]

    def log_odds(self, a: int) -> Matrix:
        """Return what accounts add to the log odds of cluster ``a`` with each cluster, shape (clusters,).

        Between the ratios of the same and of another account, by the share of pairs of mentions with the same one; so
        a single wrong account in a large cluster weighs little.
        """
        total = self._counts.sum(axis=1)
        pairs = total[a] * total
        share = self._counts @ self._counts[a] / np.maximum(pairs, 1)
        added = OTHER_ACCOUNT_LOG_ODDS + (SAME_ACCOUNT_LOG_ODDS - OTHER_ACCOUNT_LOG_ODDS) * share
        found: Matrix = np.where(pairs > 0, added, 0).astype(np.float32)
        return found
