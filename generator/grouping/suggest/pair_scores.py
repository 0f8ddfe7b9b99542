"""Which papers a selection probably lacks, and which of its papers fit least.

Both questions are asked of pair scores alone, so that a page can answer them
in the browser while the selection changes: `PairScores.text` is what it embeds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from generator.grouping.features.mention_pairs import Matrix, upper_triangle

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""One letter for each of 64 equal steps of the log odds from -8 to 8."""

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)
_LOWEST, _HIGHEST = -8.0, 8.0
_NEAREST = 3


@dataclass(frozen=True)
class Ranked:
    """A mention and how well it fits a selection.

    Attributes:
        row: the mention's row.
        fit: log odds, -8 to 8, that it is by the person of the selection.
        nearest: row of the selected mention that it resembles most, for the reason.
    """

    row: int
    fit: float
    nearest: int


@dataclass(frozen=True)
class PairScores:
    """Log odds that two mentions of a page are one person's.

    Attributes:
        odds: (n, n), symmetric, -8 to 8; the diagonal means nothing.
    """

    odds: Matrix

    @property
    def text(self) -> str:
        """The upper triangle row by row, one letter of `ALPHABET` a pair: n (n - 1) / 2 letters, at most 91 KB."""
        upper = self.odds[upper_triangle(len(self.odds))]
        steps = (upper - _LOWEST) / (_HIGHEST - _LOWEST) * len(ALPHABET)
        letters: bytes = _LETTERS[np.minimum(np.maximum(steps, 0), len(ALPHABET) - 1).astype(np.intp)].tobytes()
        return letters.decode("ascii")

    def of(self, rows: Sequence[int]) -> Self:
        """Return the scores of some mentions, in the order given."""
        at = np.array(rows, dtype=np.intp)
        return type(self)(self.odds[at[:, None], at])

    @classmethod
    def of_text(cls, text: str, mentions: int) -> Self:
        """Read what `text` wrote; each score is the middle of its step.

        Raises:
            ValueError: not as long as the number of mentions asks for, or a letter outside `ALPHABET`.
        """
        if len(text) != mentions * (mentions - 1) // 2:
            raise ValueError(f"{len(text)} letters for {mentions} mentions")
        width = (_HIGHEST - _LOWEST) / len(ALPHABET)
        odds = np.full((mentions, mentions), _HIGHEST, dtype=np.float32)
        upper = upper_triangle(mentions)
        odds[upper] = [_LOWEST + width * (ALPHABET.index(letter) + 0.5) for letter in text]
        odds.T[upper] = odds[upper]
        return cls(odds)

    def missing(self, selected: Collection[int]) -> list[Ranked]:
        """Return all mentions outside the selection, best fit first; none if nothing is selected."""
        chosen = sorted(set(selected))
        found = [self._rank(row, chosen) for row in range(len(self.odds)) if row not in set(chosen)] if chosen else []
        return sorted(found, key=lambda item: (-item.fit, item.row))

    def worst(self, selected: Collection[int]) -> list[Ranked]:
        """Return the selection, least fit to the rest first; empty for fewer than two mentions."""
        chosen = sorted(set(selected))
        if len(chosen) < 2:
            return []
        found = [self._rank(row, [other for other in chosen if other != row]) for row in chosen]
        return sorted(found, key=lambda item: (item.fit, item.row))

    def _rank(self, row: int, chosen: list[int]) -> Ranked:
        # A career has several teams: a paper need resemble only a few of its papers, but the rest counts too.
        odds = self.odds[row, chosen]
        nearest = np.sort(odds)[::-1][:_NEAREST]
        fit = float(nearest.mean() + odds.mean()) / 2
        return Ranked(row, round(fit, 3), chosen[int(odds.argmax())])
