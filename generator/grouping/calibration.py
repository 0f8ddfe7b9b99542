"""From how a cluster came about to the chance that it is one person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

FEATURES = ("weakest", "log_size", "namesakes", "lowest_pair")


class Calibration:
    """Logistic calibration on clusters of held-out blocks (Platt's method, with more than the score).

    Args:
        strength: inverse of the penalty on squared weights.

    Attributes:
        coef_: weights of `FEATURES`: lowest score of a merge, log of the mentions, log10 of the expected
            namesakes, mean over its mentions of their lowest pair score.
        intercept_: log odds when all are 0.

    Notes:
        J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """

    def __init__(self, strength: float = 1.0) -> None:
        """Take the parameter; weights are 0 until `fit`."""
        self.strength = strength
        self.coef_ = np.zeros(len(FEATURES))
        self.intercept_ = 0.0

    def fit(self, x: NDArray[np.float64], y: Sequence[bool]) -> Self:
        """Fit to clusters of two or more labelled mentions: (clusters, features), and whether one person's."""
        if len(set(y)) < 2:
            return self
        mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
        model = LogisticRegression(C=self.strength).fit((x - mean) / scale, y)
        weights = model.coef_[0] / scale
        self.coef_ = np.array([float(f"{weight:.6g}") for weight in weights])
        self.intercept_ = float(f"{model.intercept_[0] - weights @ mean:.6g}")
        return self

    def predict_proba(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance of each row, 0.01 to 0.99."""
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ self.coef_ + self.intercept_)))
        return np.clip(chance, 0.01, 0.99)

    def to_json(self) -> dict[str, Any]:
        """Return the weights by name."""
        weights = dict(zip(FEATURES, self.coef_.tolist(), strict=True))
        return {"strength": self.strength, "intercept": self.intercept_, "weights": weights}

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """Rebuild what `to_json` wrote."""
        calibration = cls(saved["strength"])
        calibration.coef_ = np.array([saved["weights"][name] for name in FEATURES])
        calibration.intercept_ = saved["intercept"]
        return calibration
