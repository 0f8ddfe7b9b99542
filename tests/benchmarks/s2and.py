"""The approach of S2AND on our gold data, on the same folds: a benchmark to compare with, not used by the project.

Rebuilt from the paper's list of features; what the Anthology lacks (e-mail,
references, SPECTER embeddings, the language model of names) is left out.
Two LightGBM pair models, one without name counts, are averaged; average
linkage is cut at the distance that is best on a fifth of the training blocks.

    python -m tests.benchmarks.s2and GOLD.json --data DIR [--out curve.json]

Needs ``lightgbm``.

S. Subramanian, D. King, D. Downey and S. Feldman, "S2AND: A Benchmark and
Evaluation System for Author Name Disambiguation", JCDL 2021.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lightgbm  # type: ignore[import-not-found, unused-ignore]
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from threadpoolctl import threadpool_limits

from generator.grouping.features.corpus import affiliation_words
from generator.grouping.features.name_counts import shipped_counts
from generator.grouping.features.name_rarity import NameCounts, name_parts
from generator.grouping.training.gold import Gold
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.measure import Predictions, counts_by_block, groups_by_key
from generator.grouping.training.metrics import scores_of
from generator.grouping.training.train import FOLDS, assign_folds
from generator.grouping.training.training_data import read_training_data
from generator.model import Instance

Array = NDArray[np.float32]
CUTS = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
NAME_COUNTS = 5
_MOST_PAIRS = 500


def pair_features(instances: Sequence[Instance], names: NameCounts) -> Array:
    """Return (n, n, features); the last `NAME_COUNTS` are counts of the names."""
    n = len(instances)
    given = [i.name.first.lower() for i in instances]
    middle = [set(g.split()[1:]) for g in given]

    def overlap(of: Callable[[Instance], Sequence[str]]) -> Array:
        return _jaccard([set(of(i)) for i in instances])

    years = np.array([np.nan if i.year is None else i.year for i in instances], dtype=np.float32)
    position = np.array([i.mention.position for i in instances], dtype=np.float32)
    abstract = np.array([bool(i.abstract) for i in instances], dtype=np.float32)
    length = np.array([len(g) for g in given], dtype=np.float32)
    single = np.array([len(g.split()[0]) <= 2 if g else True for g in given], dtype=np.float32)
    columns = [
        np.array([[a == b for b in given] for a in given], dtype=np.float32),
        np.array([[len(a & b) / max(len(a | b), 1) for b in middle] for a in middle], dtype=np.float32),
        np.array([[bool(a) == bool(b) for b in middle] for a in middle], dtype=np.float32),
        single[:, None] + single,
        np.minimum(length[:, None], length),
        overlap(lambda i: affiliation_words(i.affiliation)),
        overlap(lambda i: _grams(i.affiliation)),
        overlap(lambda i: i.coauthors),
        overlap(lambda i: [gram for c in i.coauthors for gram in _grams(c)]),
        _shared([set(i.coauthors) for i in instances]),
        overlap(lambda i: [i.venue]),
        overlap(lambda i: _grams(i.venue)),
        np.abs(years[:, None] - years),
        overlap(lambda i: i.title.lower().split()),
        overlap(lambda i: _grams(i.title)),
        overlap(lambda i: [w for w in i.abstract.lower().split() if len(w) > 4]),
        abstract[:, None] + abstract,
        np.abs(position[:, None] - position),
    ]
    first, last = name_parts(instances[0].name)
    counts = (
        np.log1p(names.given_names.get(first, 0)),
        np.log1p(names.last_names.get(last, 0)),
        names.namesakes(first, last).log_expected,
        float(len(first)),
        np.log1p(n),
    )
    columns += [np.full((n, n), count, dtype=np.float32) for count in counts]
    return np.stack(columns, axis=2).astype(np.float32)


def _grams(text: str, size: int = 3) -> list[str]:
    text = text.lower()
    return [text[k : k + size] for k in range(len(text) - size + 1)]


def _shared(sets: list[set[str]]) -> Array:
    column: dict[str, int] = {}
    cells = [(row, column.setdefault(value, len(column))) for row, found in enumerate(sets) for value in sorted(found)]
    rows, columns = np.array(cells).reshape(-1, 2).T
    matrix = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), (len(sets), len(column) or 1))
    return np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)


def _jaccard(sets: list[set[str]]) -> Array:
    """Share of common values, NaN (unknown) where one side has none."""
    shared = _shared(sets)
    size = np.array([len(found) for found in sets], dtype=np.float32)
    union = size[:, None] + size - shared
    known = (size[:, None] > 0) & (size > 0)
    result: Array = np.where(known, shared / np.maximum(union, 1), np.nan).astype(np.float32)
    return result


class S2and:
    """Two pair models and a cut."""

    def __init__(self) -> None:
        settings = {"n_estimators": 200, "learning_rate": 0.05, "num_leaves": 15, "min_child_samples": 30}
        extra = {"random_state": 0, "n_jobs": 1, "deterministic": True, "verbose": -1, "reg_lambda": 1.0}
        self.models = [lightgbm.LGBMClassifier(**settings, **extra) for _ in range(2)]

    def fit(self, blocks: Sequence[tuple[LabelledBlock, Array]]) -> S2and:
        rng = np.random.default_rng(0)
        xs, ys = [], []
        for item, x in blocks:
            labelled = np.flatnonzero(item.labels >= 0)
            left, right = np.triu_indices(len(labelled), 1)
            chosen = rng.permutation(len(left))[:_MOST_PAIRS]
            left, right = labelled[left[chosen]], labelled[right[chosen]]
            xs.append(x[left, right])
            ys.append(item.labels[left] == item.labels[right])
        x, y = np.concatenate(xs), np.concatenate(ys)
        self.models[0].fit(x, y)
        self.models[1].fit(x[:, :-NAME_COUNTS], y)
        return self

    def tree(self, item: LabelledBlock, x: Array) -> NDArray[np.float64] | None:
        n = len(item.labels)
        if n < 2:
            return None
        upper = np.triu_indices(n, 1)
        rows = x[upper]
        probability = (
            self.models[0].predict_proba(rows)[:, 1] + self.models[1].predict_proba(rows[:, :-NAME_COUNTS])[:, 1]
        )
        distance = np.zeros((n, n))
        distance[upper] = 1 - probability / 2
        distance += distance.T
        distance[item.features.same_paper & ~np.eye(n, dtype=bool)] = 1.0
        found: NDArray[np.float64] = linkage(squareform(distance, checks=False), "average")
        return found


def cut(item: LabelledBlock, tree: NDArray[np.float64] | None, at: float) -> dict[str, str]:
    labels = np.zeros(len(item.labels), dtype=np.int64) if tree is None else fcluster(tree, at, "distance")
    return groups_by_key(item, labels.astype(np.int64))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    gold = Gold.read(options.gold)
    with threadpool_limits(1):
        data = read_training_data(gold, options.data)
        curve = run(gold, data.gold, data.extra)
    for row in curve:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    if options.out:
        options.out.write_text(json.dumps(curve, indent=1) + "\n", "utf-8")


def run(gold: Gold, scored: Sequence[LabelledBlock], extra: Sequence[LabelledBlock]) -> list[dict[str, Any]]:
    """Return the scores of each cut, and of the cut tuned in each fold."""
    names = shipped_counts()
    # The mixtures of our own training are ours; S2AND gets the labelled blocks.
    others = [(item, pair_features(item.block.instances, names)) for item in extra if not item.tier]
    mine = [(item, pair_features(item.block.instances, names)) for item in scored]
    fold = assign_folds(scored)
    at: dict[str, Predictions] = {name: {} for name in (*(f"{c:g}" for c in CUTS), "tuned")}
    for k in range(FOLDS):
        train = [pair for pair, f in zip(mine, fold, strict=True) if f != k]
        kept, held = [p for n, p in enumerate(train) if n % 5], train[::5]
        trial = S2and().fit([*kept, *others])
        trees = [(item, trial.tree(item, x)) for item, x in held]
        best = max(CUTS, key=lambda c: _both(gold, {i.block.slug: cut(i, t, c) for i, t in trees}))
        model = S2and().fit([*train, *others])
        for item, x in [pair for pair, f in zip(mine, fold, strict=True) if f == k]:
            tree = model.tree(item, x)
            for c in CUTS:
                at[f"{c:g}"][item.block.slug] = cut(item, tree, c)
            at["tuned"][item.block.slug] = cut(item, tree, best)
    curve = []
    for name, groups in at.items():
        row: dict[str, Any] = {"cut": name}
        for tier in sorted(set(gold.tiers.values())):
            scores = scores_of(counts_by_block(gold, groups, tier).values())
            row |= {f"{tier} {key}": round(scores[key], 4) for key in ("b3_f1", "b3_f1_blocks", "effort")}
        curve.append(row)
    return curve


def _both(gold: Gold, groups: Predictions) -> float:
    """Mean F1 over mentions of the two tiers, over the blocks that are there."""
    found = []
    for tier in sorted(set(gold.tiers.values())):
        chosen = [t for slug, t in counts_by_block(gold, groups, tier).items() if slug in groups]
        if chosen:
            found.append(scores_of(chosen)["b3_f1"])
    return float(np.mean(found))


if __name__ == "__main__":
    main()
