"""Pair scores of a page, and what they say about a selection: papers it probably lacks, and papers that fit least.

A review page ranks papers in the browser while the selection changes, from
`PairScores.encoded`: ``site_templates/client/figures/pair_scores.ts`` is the
counterpart of this module, and has to give the same ranks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from generator.grouping.features.arrays import Matrix, upper_triangle

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""One letter for each of 64 intervals of equal width of the log odds, from -8 to 8."""

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
_MIN_LOG_ODDS, _MAX_LOG_ODDS = -8.0, 8.0
_NEAREST_COUNT = 3


@dataclass(frozen=True)
class RankedMention:
    """A mention and how well it fits a selection.

    Attributes:
        row: the mention's row.
        fit: how well it fits, as log odds, -8 to 8: the mean of two means, that of its three highest pair scores with
            the selection, and that of all its pair scores with the selection.
        nearest: row of the selected mention with the highest pair score.
    """

    row: int
    fit: float
    nearest: int


@dataclass(frozen=True)
class PairScores:
    """Pair scores: calibrated log odds that two mentions of a page are one person's.

    Attributes:
        log_odds: (n, n), symmetric, -8 to 8; the diagonal isn't used.
    """

    log_odds: Matrix

    @property
    def encoded(self) -> str:
        """The upper triangle row by row, a letter of `ALPHABET` for each pair: n (n - 1) / 2 letters."""
        upper = self.log_odds[upper_triangle(len(self.log_odds))]
        steps = (upper - _MIN_LOG_ODDS) / (_MAX_LOG_ODDS - _MIN_LOG_ODDS) * len(ALPHABET)
        letters: bytes = _LETTERS[np.minimum(np.maximum(steps, 0), len(ALPHABET) - 1).astype(np.intp)].tobytes()
        return letters.decode("ascii")

    def subset(self, rows: Sequence[int]) -> Self:
        """Return the scores of some mentions, in the order given; none if there are none."""
        if not len(self.log_odds):
            return self
        at = np.array(rows, dtype=np.intp)
        return type(self)(self.log_odds[at[:, None], at])

    @classmethod
    def decode(cls, text: str, mentions: int) -> Self:
        """Read what `encoded` returned; each score becomes the middle of its interval.

        Raises:
            ValueError: not n (n - 1) / 2 letters for n mentions, or a letter outside `ALPHABET`.
        """
        if len(text) != mentions * (mentions - 1) // 2:
            raise ValueError(f"{len(text)} letters for {mentions} mentions")
        width = (_MAX_LOG_ODDS - _MIN_LOG_ODDS) / len(ALPHABET)
        log_odds = np.full((mentions, mentions), _MAX_LOG_ODDS, dtype=np.float32)
        upper = upper_triangle(mentions)
        log_odds[upper] = [_MIN_LOG_ODDS + width * (ALPHABET.index(letter) + 0.5) for letter in text]
        log_odds.T[upper] = log_odds[upper]
        return cls(log_odds)

    def missing(self, selected: Collection[int]) -> list[RankedMention]:
        """Return all mentions outside the selection, highest fit first; none if nothing is selected."""
        chosen = sorted(set(selected))
        found = (
            [self._rank(row, chosen) for row in range(len(self.log_odds)) if row not in set(chosen)] if chosen else []
        )
        return sorted(found, key=lambda item: (-item.fit, item.row))

    def worst(self, selected: Collection[int]) -> list[RankedMention]:
        """Return the selected mentions, lowest fit to the other selected ones first; none if fewer than two are."""
        chosen = sorted(set(selected))
        if len(chosen) < 2:
            return []
        found = [self._rank(row, [other for other in chosen if other != row]) for row in chosen]
        return sorted(found, key=lambda item: (item.fit, item.row))

    def _rank(self, row: int, chosen: list[int]) -> RankedMention:
        # A person works in several teams: a paper need resemble only a few of their papers, but all of them count.
        log_odds = self.log_odds[row, chosen]
        nearest = np.sort(log_odds)[::-1][:_NEAREST_COUNT]
        fit = float(nearest.mean() + log_odds.mean()) / 2
        return RankedMention(row, round(fit, 3), chosen[int(log_odds.argmax())])
