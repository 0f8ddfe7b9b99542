"""Logistic scorers for pairs of mentions and pairs of clusters, stored as readable JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.grouping.features.cluster_pairs import MERGE
from generator.grouping.features.mention_pairs import PAIR, Matrix, upper_triangle

PAIR_KNOTS: dict[str, tuple[float, ...]] = {
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
PAIR_PRODUCTS = (("namesakes", "coauthors"), ("namesakes", "team"), ("namesakes", "text"), ("years", "rarest_coauthor"))


class LogisticScorer:
    """Logistic regression on features, hinges of features and products of two.

    A hinge ``max(x - knot, 0)`` lets a feature count with another slope above
    the knot, so that the sum stays readable: one weight per term.

    Args:
        knots: feature -> knots.
        products: pairs of features to multiply.
        strength: inverse of the penalty on squared weights (C of scikit-learn).

    Attributes:
        coef_: weights of `terms`, on the features' own scale.
        intercept_: log odds when all terms are 0.

    Notes:
        Hinges: J. Friedman, "Multivariate Adaptive Regression Splines", 1991.
    """

    features: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        knots: Mapping[str, Sequence[float]] | None = None,
        products: Sequence[tuple[str, str]] = (),
        strength: float = 0.3,
    ) -> None:
        """Take the parameters; weights are 0 until `fit`."""
        self.knots = dict(knots or {})
        self.products = tuple(products)
        self.strength = strength
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
        """Fit to rows of features and whether they are one person's.

        Args:
            x: (rows, features).
            y: (rows,) true where both sides are one person's.
            sample_weight: (rows,) positive, of any scale.
        """
        from sklearn.linear_model import LogisticRegression  # takes a second, and only training needs it

        terms = self._expand(x).astype(np.float64)
        mean, scale = terms.mean(axis=0), terms.std(axis=0) + 1e-6
        model = LogisticRegression(C=self.strength, max_iter=300)
        model.fit((terms - mean) / scale, np.asarray(y), sample_weight=sample_weight * len(x) / sample_weight.sum())
        weights = model.coef_[0] / scale
        # Six digits are more than the data can tell, and read the same on every machine.
        self.coef_ = np.array([float(f"{weight:.6g}") for weight in weights], dtype=np.float32)
        self.intercept_ = float(f"{model.intercept_[0] - weights @ mean:.6g}")
        return self

    def decision_function(self, x: Matrix, parts: Sequence[slice] = (slice(None),)) -> Matrix:
        """Return the log odds of each row, shape (rows,).

        Args:
            x: (rows, features).
            parts: rows that are scored at once, all of them in order; the last bit of a score may depend on it.
        """
        linear = len(self.features)
        straight, curved = self.coef_[:linear], self.coef_[linear:]
        curves = self._curves(x) if len(curved) else None
        odds: Matrix = np.empty(len(x), dtype=np.float32)
        for part in parts:
            odds[part] = x[part] @ straight
            if curves is not None:
                odds[part] += np.asfortranarray(curves[part]) @ curved  # columns first, as for one part alone
        odds += np.float32(self.intercept_)
        return odds

    def predict_proba(self, x: Matrix) -> Matrix:
        """Return the chance of each row, 0 to 1, shape (rows,)."""
        from scipy.special import expit  # loaded where it is needed: a build that finds nothing new ends sooner

        chance: Matrix = expit(self.decision_function(x))
        return chance

    def to_json(self) -> dict[str, Any]:
        """Return parameters and weights, one per named term."""
        return {
            "knots": {name: list(values) for name, values in self.knots.items()},
            "products": [list(pair) for pair in self.products],
            "strength": self.strength,
            "intercept": self.intercept_,
            "weights": {term: float(f"{weight:.6g}") for term, weight in zip(self.terms, self.coef_, strict=True)},
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> Self:
        """Rebuild what `to_json` wrote.

        Raises:
            KeyError: a weight is missing (the file is of another version).
        """
        scorer = cls(saved["knots"], [(a, b) for a, b in saved["products"]], saved["strength"])
        scorer.coef_ = np.array([saved["weights"][term] for term in scorer.terms], dtype=np.float32)
        scorer.intercept_ = saved["intercept"]
        return scorer

    def _curves(self, x: Matrix) -> Matrix:
        hinges = np.maximum(x[:, self._hinge_columns] - self._hinge_knots, 0)
        return np.concatenate([hinges, x[:, self._left] * x[:, self._right]], axis=1)

    def _expand(self, x: Matrix) -> Matrix:
        return np.concatenate([x, self._curves(x)], axis=1)


class PairScorer(LogisticScorer):
    """Scores pairs of mentions by `generator.grouping.features.mention_pairs.PAIR`."""

    features = PAIR

    def __init__(
        self,
        knots: Mapping[str, Sequence[float]] | None = None,
        products: Sequence[tuple[str, str]] | None = None,
        strength: float = 0.3,
    ) -> None:
        """Take the parameters, with `PAIR_KNOTS` and `PAIR_PRODUCTS` if not given."""
        super().__init__(
            PAIR_KNOTS if knots is None else knots, PAIR_PRODUCTS if products is None else products, strength
        )

    def matrix(self, pairs: Matrix) -> Matrix:
        """Return the log odds of all pairs of a block, -8 to 8, symmetric.

        Args:
            pairs: (n, n, len(PAIR)).
        """
        return self.matrices([pairs])[0]

    def matrices(self, blocks: Sequence[Matrix]) -> list[Matrix]:
        """Return the log odds of all pairs of several blocks, each as `matrix` does."""
        triangles = [upper_triangle(len(pairs)) for pairs in blocks]
        rows = np.concatenate([pairs[upper] for pairs, upper in zip(blocks, triangles, strict=True)])
        ends = np.cumsum([len(left) for left, _ in triangles]).tolist()
        parts = [slice(end - len(left), end) for end, (left, _) in zip(ends, triangles, strict=True)]
        scores = np.clip(self.decision_function(rows, parts), -8, 8)
        found = []
        for pairs, upper, part in zip(blocks, triangles, parts, strict=True):
            odds = np.full(pairs.shape[:2], 8, dtype=np.float32)
            odds[upper] = odds.T[upper] = scores[part]
            found.append(odds)
        return found


class MergeScorer(LogisticScorer):
    """Scores pairs of clusters by `generator.grouping.features.cluster_pairs.MERGE`."""

    features = MERGE
