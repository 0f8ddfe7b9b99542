"""From how a cluster came about to the chance that it is one person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

FEATURES = ("weakest", "log_size", "namesakes", "lowest_pair")
"""Of a group: lowest score of a merge, log of the mentions, log10 of the expected namesakes, mean over its mentions
of their lowest pair score."""
PAPER = ("weakest", "mean_pair", "nearest_pair", "log_size", "namesakes")
"""Of a paper in a group: lowest score of a merge, its mean and best pair score there, log of the mentions,
log10 of the expected namesakes."""
PAIRS = ("odds", "namesakes", "block_size")
"""Of a pair: its score, log10 of the expected namesakes, log of the block's mentions."""


class Calibration:
    """Logistic calibration on clusters of held-out blocks (Platt's method, with more than the score).

    Args:
        strength: inverse of the penalty on squared weights.
        features: names of the features, `FEATURES`, `PAPER` or `PAIRS`.

    Attributes:
        coef_: weights of the features.
        intercept_: log odds when all are 0.

    Notes:
        J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """

    def __init__(self, strength: float = 1.0, features: Sequence[str] = FEATURES) -> None:
        """Take the parameters; weights are 0 until `fit`."""
        self.strength = strength
        self.features = tuple(features)
        self.coef_ = np.zeros(len(self.features))
        self.intercept_ = 0.0

    def fit(
        self,
        x: NDArray[np.float64],
        y: Sequence[bool] | NDArray[np.bool_],
        sample_weight: NDArray[np.float64] | None = None,
    ) -> Self:
        """Fit to rows of features and whether each is right, with weights of any scale."""
        from sklearn.linear_model import LogisticRegression  # takes a second, and only training needs it

        if len(np.unique(np.asarray(y))) < 2:
            return self
        if sample_weight is not None:
            sample_weight = sample_weight * len(x) / sample_weight.sum()
        mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
        model = LogisticRegression(C=self.strength).fit((x - mean) / scale, y, sample_weight)
        weights = model.coef_[0] / scale
        self.coef_ = np.array([float(f"{weight:.6g}") for weight in weights])
        self.intercept_ = float(f"{model.intercept_[0] - weights @ mean:.6g}")
        return self

    def predict_proba(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance of each row, 0.01 to 0.99."""
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ self.coef_ + self.intercept_)))
        return np.minimum(np.maximum(chance, 0.01), 0.99)

    def to_json(self) -> dict[str, Any]:
        """Return the weights by name."""
        weights = dict(zip(self.features, self.coef_.tolist(), strict=True))
        return {"strength": self.strength, "intercept": self.intercept_, "weights": weights}

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """Rebuild what `to_json` wrote."""
        calibration = cls(saved["strength"], tuple(saved["weights"]))
        calibration.coef_ = np.array(list(saved["weights"].values()), dtype=float)
        calibration.intercept_ = saved["intercept"]
        return calibration
