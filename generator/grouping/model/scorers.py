"""Logistic scorers of mention pairs and cluster pairs, stored as readable JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.grouping.features.arrays import Matrix, upper_triangle
from generator.grouping.features.cluster_pairs import CLUSTER_PAIR_FEATURES
from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES

MENTION_PAIR_KNOTS: dict[str, tuple[float, ...]] = {
    "coauthors": (1, 2, 4),
    "rarest_coauthor": (0.3, 0.5, 0.7),
    "coauthor_share": (0.2, 0.5),
    "team": (0.05, 0.15, 0.4),
    "text": (0.03, 0.08, 0.15, 0.3),
    "affiliation": (0.3, 0.6, 0.9),
    "years": (1, 3, 6, 12),
    "team_size": (0.7, 1.4, 2),
    "namesakes": (-3, -2, -1),
    "block_size": (2, 3, 4),
    "shared": (1, 2),
}
"""Feature -> knots of its hinge functions, see `LogisticScorer`."""
MENTION_PAIR_PRODUCTS = (
    ("namesakes", "coauthors"),
    ("namesakes", "team"),
    ("namesakes", "text"),
    ("years", "rarest_coauthor"),
)
"""Pairs of features whose product is a term of the score."""


CLUSTER_PAIR_KNOTS: dict[str, tuple[float, ...]] = {
    "pair_highest": (0, 3),
    "coauthors": (0.5,),
    "larger_size": (1, 2.5),
    "namesakes": (-3, -2, -1),
    "block_size": (2, 3, 4),
}
CLUSTER_PAIR_PRODUCTS = (("namesakes", "pair_highest"),)
"""The same for cluster pairs."""


class LogisticScorer:
    """Logistic regression on features, hinge functions of features and products of two features.

    A hinge function ``max(x - knot, 0)`` gives a feature another slope above
    the knot; the score stays a readable sum with one weight for each term.

    Args:
        knots: feature -> knots.
        products: pairs of features to multiply.
        inverse_penalty: inverse of the penalty on squared weights (C of scikit-learn).

    Attributes:
        terms: names of all terms: features, ``feature > knot``, ``feature * feature``.
        coef_: (terms,), weights on the features' own scale.
        intercept_: log odds when all terms are 0.

    Notes:
        J. Friedman, "Multivariate Adaptive Regression Splines", 1991 (hinge functions; the knots are fixed here).
    """

    features: ClassVar[tuple[str, ...]] = ()
    usual_knots: ClassVar[Mapping[str, Sequence[float]]] = {}
    usual_products: ClassVar[Sequence[tuple[str, str]]] = ()
    """Parameters of a scorer that is made without."""

    def __init__(
        self,
        knots: Mapping[str, Sequence[float]] | None = None,
        products: Sequence[tuple[str, str]] | None = None,
        inverse_penalty: float = 0.3,
    ) -> None:
        """Set the parameters; weights are 0 until `fit`."""
        self.knots = dict(self.usual_knots if knots is None else knots)
        self.products = tuple(self.usual_products if products is None else products)
        self.inverse_penalty = inverse_penalty
        column = {name: at for at, name in enumerate(self.features)}
        hinges = [(name, knot) for name, values in self.knots.items() for knot in values]
        self._hinge_columns = [column[name] for name, _ in hinges]
        self._hinge_knots = np.array([knot for _, knot in hinges], dtype=np.float32)
        self._left = [column[a] for a, _ in self.products]
        self._right = [column[b] for _, b in self.products]
        self.terms = (
            *self.features,
            *(f"{name} > {knot:g}" for name, knot in hinges),
            *(f"{a} * {b}" for a, b in self.products),
        )
        self.coef_: Matrix = np.zeros(len(self.terms), dtype=np.float32)
        self.intercept_ = 0.0

    def fit(self, x: Matrix, y: ArrayLike, sample_weight: NDArray[np.float64]) -> Self:
        """Fit to labelled rows of features.

        Args:
            x: (rows, features).
            y: (rows,), True where both sides of the pair are one person's.
            sample_weight: (rows,), positive, of any scale.
        """
        from sklearn.linear_model import LogisticRegression  # takes a second, and only training needs it

        terms = self._expand(x).astype(np.float64)
        mean, scale = terms.mean(axis=0), terms.std(axis=0) + 1e-6
        # The terms are so alike that a solver of first order stops far from the weights that fit best, at others for
        # each last bit of a feature; Newton's method finds them, in a tenth of the time.
        model = LogisticRegression(C=self.inverse_penalty, solver="newton-cholesky", tol=1e-8)
        model.fit((terms - mean) / scale, np.asarray(y), sample_weight=sample_weight * len(x) / sample_weight.sum())
        weights = model.coef_[0] / scale
        # Six digits are more than the data determine, and equal on every machine.
        self.coef_ = np.array([float(f"{weight:.6g}") for weight in weights], dtype=np.float32)
        self.intercept_ = float(f"{model.intercept_[0] - weights @ mean:.6g}")
        return self

    def decision_function(self, x: Matrix, parts: Sequence[slice] = (slice(None),)) -> Matrix:
        """Return the log odds of each row, shape (rows,).

        Args:
            x: (rows, features).
            parts: consecutive slices that cover all rows and are scored one by one: the last bit of a score may
                depend on how many rows are scored together.
        """
        linear = len(self.features)
        linear_weights, curve_weights = self.coef_[:linear], self.coef_[linear:]
        curves = self._curves(x) if len(curve_weights) else None
        log_odds: Matrix = np.empty(len(x), dtype=np.float32)
        for part in parts:
            log_odds[part] = x[part] @ linear_weights
            if curves is not None:
                # The memory layout is that of a part that is scored alone, on which the last bit depends too.
                log_odds[part] += np.asfortranarray(curves[part]) @ curve_weights
        log_odds += np.float32(self.intercept_)
        return log_odds

    def predict_proba(self, x: Matrix) -> Matrix:
        """Return the probability of each row, 0 to 1, shape (rows,)."""
        probabilities: Matrix = (1 / (1 + np.exp(-self.decision_function(x).astype(np.float64)))).astype(np.float32)
        return probabilities

    def to_json(self) -> dict[str, Any]:
        """Return parameters and weights, a weight for each named term."""
        return {
            "knots": {name: list(values) for name, values in self.knots.items()},
            "products": [list(pair) for pair in self.products],
            "inverse_penalty": self.inverse_penalty,
            "intercept": self.intercept_,
            "weights": {term: float(f"{weight:.6g}") for term, weight in zip(self.terms, self.coef_, strict=True)},
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """Read what `to_json` returned.

        Raises:
            KeyError: a weight is missing (the file is of another version).
        """
        scorer = cls(saved["knots"], [(a, b) for a, b in saved["products"]], saved["inverse_penalty"])
        scorer.coef_ = np.array([saved["weights"][term] for term in scorer.terms], dtype=np.float32)
        scorer.intercept_ = saved["intercept"]
        return scorer

    def _curves(self, x: Matrix) -> Matrix:
        hinges = np.maximum(x[:, self._hinge_columns] - self._hinge_knots, 0)
        return np.concatenate([hinges, x[:, self._left] * x[:, self._right]], axis=1)

    def _expand(self, x: Matrix) -> Matrix:
        return np.concatenate([x, self._curves(x)], axis=1)


class MentionPairScorer(LogisticScorer):
    """Scores mention pairs by `generator.grouping.features.mention_pairs.MENTION_PAIR_FEATURES`."""

    features = MENTION_PAIR_FEATURES
    usual_knots = MENTION_PAIR_KNOTS
    usual_products = MENTION_PAIR_PRODUCTS

    def score_matrix(self, pairs: Matrix) -> Matrix:
        """Return the log odds of all pairs of a block, -8 to 8, (n, n), symmetric, 8 on the diagonal.

        Args:
            pairs: (n, n, len(MENTION_PAIR_FEATURES)), `BlockFeatures.pairs`.
        """
        return self.score_matrices([pairs])[0]

    def score_matrices(self, blocks: Sequence[Matrix]) -> list[Matrix]:
        """Return the log odds of all pairs of several blocks, each as `score_matrix` returns them."""
        triangles = [upper_triangle(len(pairs)) for pairs in blocks]
        rows = np.concatenate([pairs[upper] for pairs, upper in zip(blocks, triangles, strict=True)])
        ends = np.cumsum([len(left) for left, _ in triangles]).tolist()
        parts = [slice(end - len(left), end) for end, (left, _) in zip(ends, triangles, strict=True)]
        scores = np.clip(self.decision_function(rows, parts), -8, 8)
        matrices = []
        for pairs, upper, part in zip(blocks, triangles, parts, strict=True):
            log_odds = np.full(pairs.shape[:2], 8, dtype=np.float32)
            log_odds[upper] = log_odds.T[upper] = scores[part]
            matrices.append(log_odds)
        return matrices


class ClusterPairScorer(LogisticScorer):
    """Scores cluster pairs by `generator.grouping.features.cluster_pairs.CLUSTER_PAIR_FEATURES`."""

    features = CLUSTER_PAIR_FEATURES
    usual_knots = CLUSTER_PAIR_KNOTS
    usual_products = CLUSTER_PAIR_PRODUCTS
