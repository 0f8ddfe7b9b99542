"""What held-out predictions are worth: scores, calibration, ranking and merge candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from generator.grouping.features.mention_pairs import PAIR
from generator.grouping.model.calibration import FEATURES, PAIRS, PAPER
from generator.grouping.model.confidence import group_features
from generator.grouping.model.trained_model import Model
from generator.grouping.suggest.triage import triage
from generator.grouping.training.fit import Labelled
from generator.grouping.training.gold import Gold, Material
from generator.grouping.training.metrics import Tally, calibration_error, reliability, summarise, tally
from generator.grouping.training.outcomes import Outcomes
from generator.grouping.training.ranking_questions import leave_one_out, mean_average_precision, planted_stranger

Predictions = dict[str, dict[str, str]]
Folds = Sequence[tuple[list[Labelled], Model]]
Parts = Sequence[tuple[Outcomes, Outcomes, Outcomes]]
KINDS = {"groups": FEATURES, "papers": PAPER, "pairs": PAIRS}
_THRESHOLDS = (-1.0, -0.5, 0.5, 1.0, 2.0, 4.0)


def measure(
    gold: Gold, material: Material, folds: Folds, groups: Predictions, parts: Parts, refit: bool
) -> dict[str, Any]:
    """Return the figures of held-out predictions.

    Args:
        gold: labels.
        material: the labelled blocks.
        folds: blocks with a model that hasn't seen them.
        groups: what `predict` says of them.
        parts: each fold's `outcomes`.
        refit: fit each fold's calibration to the other folds; otherwise the models' own is used.

    Returns:
        ``{"tiers": {tier: {system: scores}}, "spread", "calibration": {kind: {...}}, "ranking", "names", "queue"}``.
    """
    systems = {
        "groups": groups,
        "one group": {b.block.slug: keys(b, np.zeros(len(b.labels), dtype=np.int64)) for b in material.gold},
        "share a co-author": {b.block.slug: keys(b, share_a_coauthor(b)) for b in material.gold},
    }
    tiers = sorted(set(gold.tiers.values()))
    if refit:
        folds = [
            (blocks, replace(model, calibration=_others(parts, k, 0).fit(FEATURES)))
            for k, (blocks, model) in enumerate(folds)
        ]
    return {
        "tiers": {
            tier: {name: _rounded(summarise(tallies(gold, found, tier).values())) for name, found in systems.items()}
            for tier in tiers
        },
        "spread": {tier: spread(list(tallies(gold, groups, tier).values())) for tier in tiers},
        "calibration": calibration(parts, folds, refit),
        "ranking": ranking(folds),
        "names": material.names.figures(),
        "queue": queue(folds),
    }


def predict(folds: Folds) -> Predictions:
    """Return slug -> key of each mention -> group."""
    found: Predictions = {}
    for blocks, model in folds:
        clusterer = model.clusterer()
        found |= {b.block.slug: keys(b, clusterer.fit_predict(b.block.instances, b.features)) for b in blocks}
    return found


def curve(gold: Gold, folds: Folds) -> list[dict[str, float]]:
    """Return the scores at other thresholds: what merging more or less costs."""
    found = []
    for threshold in _THRESHOLDS:
        groups = predict([(blocks, replace(model, threshold=threshold)) for blocks, model in folds])
        scores = {tier: summarise(tallies(gold, groups, tier).values()) for tier in sorted(set(gold.tiers.values()))}
        row = {f"{tier} {name}": s[name] for tier, s in scores.items() for name in ("b3_f1", "b3_f1_blocks", "effort")}
        found.append(_rounded({"threshold": threshold} | row))
    return found


def spread(found: Sequence[Tally], draws: int = 1000, seed: int = 0) -> dict[str, list[float]]:
    """Return the 5th and 95th percentile of the scores over random draws of blocks (bootstrap)."""
    rng = np.random.default_rng(seed)
    drawn = [summarise(found[at] for at in rng.integers(len(found), size=len(found))) for _ in range(draws)]
    return {
        name: [round(float(np.percentile([d[name] for d in drawn], q)), 4) for q in (5, 95)]
        for name in ("b3_f1", "b3_f1_blocks", "effort")
    }


def calibration(parts: Parts, folds: Folds, refit: bool) -> dict[str, dict[str, Any]]:
    """Return calibration error and reliability of groups, papers in groups, and pairs, by tier.

    Pairs count by block: one block of a very common name has nearly all pairs.
    """
    found = {}
    for at, (kind, names) in enumerate(KINDS.items()):
        chances = []
        for k, part in enumerate(parts):
            if refit:
                fitted = _others(parts, k, at).fit(names, weighted=kind == "pairs")
            else:
                model = folds[k][1]
                fitted = (model.calibration, model.papers, model.pairs)[at]
            chances.append(fitted.predict_proba(part[at].x))
        chance, all_ = np.concatenate(chances), Outcomes.join(part[at] for part in parts)
        weight = all_.weight**2 if kind == "pairs" else np.ones(len(chance))
        found[kind] = {
            "count": len(chance),
            "error": round(calibration_error(chance, all_.y, weight=weight), 4),
            "tiers": {
                tier: {
                    "error": round(calibration_error(chance[rows], all_.y[rows], weight=weight[rows]), 4),
                    "reliability": reliability(chance[rows], all_.y[rows], weight[rows]),
                }
                for tier in sorted(set(all_.tier.tolist()))
                for rows in (all_.tier == tier,)
            },
        }
    return found


def ranking(folds: Folds) -> dict[str, dict[str, float]]:
    """Return the mean average precision of the two questions asked of a selection."""
    asked: dict[str, list[tuple[float, ...]]] = {"missing paper": [], "planted stranger": []}
    for blocks, model in folds:
        for item in blocks:
            odds = model.pair.matrix(item.features.pairs)
            asked["missing paper"] += leave_one_out(item, odds)
            asked["planted stranger"] += planted_stranger(item, odds)
    found = {}
    for question, persons in asked.items():
        by_query, by_person, queries = mean_average_precision(persons)
        found[question] = {"map": round(by_query, 4), "map_by_person": round(by_person, 4), "queries": queries}
    return found


def queue(folds: Folds) -> dict[str, float]:
    """Return how well the review queue puts blocks of several people first.

    ``average_precision`` of the order, ``share_wrong`` of all (what chance would
    give), and ``papers_in_first_tenth``: of all labelled papers that aren't by
    their block's main person, those in the first tenth of the queue.
    """
    rows = []
    for blocks, model in folds:
        clusterer = model.clusterer()
        for item in blocks:
            labels = clusterer.fit_predict(item.block.instances, item.features)
            confidence = model.calibration.predict_proba(group_features(clusterer, item.features))
            sizes = np.bincount(labels)
            order = np.argsort(-sizes, kind="stable")
            odds = clusterer.odds_[np.ix_(order, order)]
            found = triage(sizes[order].tolist(), confidence[order].tolist(), odds[0].tolist())
            persons = np.bincount(item.labels[item.labels >= 0])
            rows.append((found.score, int(persons.sum() - persons.max())))
    rows.sort(key=lambda row: -row[0])
    misplaced = np.array([papers for _, papers in rows])
    wrong = misplaced > 0
    precision = np.cumsum(wrong) / np.arange(1, len(rows) + 1)
    return _rounded(
        {
            "average_precision": float(precision[wrong].mean()) if wrong.any() else 0.0,
            "share_wrong": float(wrong.mean()),
            "papers_in_first_tenth": float(misplaced[: len(rows) // 10].sum() / max(misplaced.sum(), 1)),
        }
    )


def tallies(gold: Gold, groups: Predictions, tier: str) -> dict[str, Tally]:
    """Return what each block of a tier adds to the scores."""
    return {
        slug: tally(labels, groups.get(slug, {})) for slug, labels in gold.blocks.items() if gold.tiers[slug] == tier
    }


def keys(item: Labelled, labels: NDArray[np.int64]) -> dict[str, str]:
    """Return key of each mention -> group, from rows."""
    return {i.mention.key: str(label) for i, label in zip(item.block.instances, labels.tolist(), strict=True)}


def share_a_coauthor(item: Labelled) -> NDArray[np.int64]:
    """Baseline: connected components of mentions that share any co-author."""
    shared = item.features.pairs[:, :, PAIR.index("coauthors")] > 0
    labels: NDArray[np.int64] = connected_components(csr_matrix(shared), directed=False)[1].astype(np.int64)
    return labels


def _others(parts: Parts, fold: int, kind: int) -> Outcomes:
    return Outcomes.join(part[kind] for k, part in enumerate(parts) if k != fold)


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in scores.items()}
