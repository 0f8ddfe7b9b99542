"""Calibrated probabilities: that a group is one person's, that a paper is in the right group, that a pair is one's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

GROUP_CONFIDENCE_FEATURES = ("lowest_merge_score", "mean_pair_score", "namesakes")
"""Of a group: lowest score at which clusters were merged into it, at most `SUREST_MERGE_IN_GROUP`; mean pair score in
it; log10 of the number of people that there may well be with the name (`Namesakes.log_highest`)."""
PAPER_CONFIDENCE_FEATURES = (
    "lowest_merge_score",
    "mean_pair_score",
    "highest_pair_score",
    "log_size",
    "namesakes",
    "log_clusters",
)
"""Of a paper in a group: lowest score at which clusters were merged into the group, the paper's mean and highest pair
score in the group, log of the number of mentions, log10 of the number of people to expect with the name, log of the
number of groups of the name."""
PAIR_CONFIDENCE_FEATURES = ("pair_score", "same_group", "merge_score", "block_size")
"""Of a pair: its score; 1 if both are in one group; the lowest score at which clusters were merged into this group, or
the score at which their two groups would be, -`SUREST_MERGE` to `SUREST_MERGE`; log(1 + mentions of the block)."""
SUREST_MERGE_IN_GROUP, SUREST_MERGE = 4.0, 6.0
"""Higher log odds of a merge count as these: beyond, they say nothing more of how often groups and pairs are right."""


class Calibration:
    """Logistic calibration fitted to held-out blocks: Platt scaling with further features beside the score.

    Args:
        inverse_penalty: inverse of the penalty on squared weights (C of scikit-learn).
        features: names of the features: `GROUP_CONFIDENCE_FEATURES`, `PAPER_CONFIDENCE_FEATURES` or
            `PAIR_CONFIDENCE_FEATURES`.

    Attributes:
        coef_: (features,), weights of the features.
        intercept_: log odds when all features are 0.

    Notes:
        J. Platt, "Probabilistic Outputs for Support Vector Machines and Comparisons to Regularized Likelihood
        Methods", 1999.
    """

    def __init__(self, inverse_penalty: float = 1.0, features: Sequence[str] = GROUP_CONFIDENCE_FEATURES) -> None:
        """Set the parameters; weights are 0 until `fit`."""
        self.inverse_penalty = inverse_penalty
        self.features = tuple(features)
        self.coef_ = np.zeros(len(self.features))
        self.intercept_ = 0.0

    def fit(
        self,
        x: NDArray[np.float64],
        y: Sequence[bool] | NDArray[np.bool_],
        sample_weight: NDArray[np.float64] | None = None,
    ) -> Self:
        """Fit to labelled rows; if all labels are equal, the weights stay as they are.

        Args:
            x: (rows, features).
            y: (rows,), whether the prediction was right.
            sample_weight: (rows,), positive, of any scale.
        """
        from sklearn.linear_model import LogisticRegression  # takes a second, and only training needs it

        if len(np.unique(np.asarray(y))) < 2:
            return self
        if sample_weight is not None:
            sample_weight = sample_weight * len(x) / sample_weight.sum()
        mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
        model = LogisticRegression(C=self.inverse_penalty).fit((x - mean) / scale, y, sample_weight)
        weights = model.coef_[0] / scale
        self.coef_ = np.array([float(f"{weight:.6g}") for weight in weights])
        self.intercept_ = float(f"{model.intercept_[0] - weights @ mean:.6g}")
        return self

    def decision_function(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log odds of each row, shape (rows,)."""
        log_odds: NDArray[np.float64] = x @ self.coef_ + self.intercept_
        return log_odds

    def predict_proba(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row, 0.01 to 0.99, shape (rows,)."""
        probability: NDArray[np.float64] = 1 / (1 + np.exp(-self.decision_function(x)))
        return np.minimum(np.maximum(probability, 0.01), 0.99)

    def to_json(self) -> dict[str, Any]:
        """Return the weights by name."""
        weights = dict(zip(self.features, self.coef_.tolist(), strict=True))
        return {"inverse_penalty": self.inverse_penalty, "intercept": self.intercept_, "weights": weights}

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """Read what `to_json` returned."""
        calibration = cls(saved["inverse_penalty"], tuple(saved["weights"]))
        calibration.coef_ = np.array(list(saved["weights"].values()), dtype=float)
        calibration.intercept_ = saved["intercept"]
        return calibration
