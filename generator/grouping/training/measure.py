"""Figures of held-out predictions: scores of groups, calibration, rankings, pairs of names, work queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from generator.grouping.features.mention_pairs import MENTION_PAIR_FEATURES
from generator.grouping.model.confidence_features import calibrated_pairs, group_features
from generator.grouping.model.trained_model import Model
from generator.grouping.suggest.triage import triage
from generator.grouping.training.gold import Gold
from generator.grouping.training.held_out import HeldOut, Parts, fit_calibrations, held_out
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.metrics import BlockCounts, calibration_error, count_block, reliability, scores_of
from generator.grouping.training.ranking import mean_average_precision, rank_left_out_papers, rank_planted_papers
from generator.grouping.training.single_people import kept_whole
from generator.grouping.training.training_data import TrainingData

Predictions = dict[str, dict[str, str]]
"""Name slug -> key of each mention -> group."""
Folds = Sequence[tuple[list[LabelledBlock], Model]]
"""Blocks, with a model that wasn't fitted to them."""
_BUT_LARGEST = "but the largest name"
_THRESHOLDS = (-1.0, -0.5, 0.5, 1.0, 2.0, 4.0)


def measure(gold: Gold, data: TrainingData, folds: Folds, groups: Predictions, parts: Parts) -> dict[str, Any]:
    """Return the figures of held-out predictions.

    Args:
        gold: labels.
        data: the labelled blocks.
        folds: blocks with a model that wasn't fitted to them, nor its calibrations (`calibrated`).
        groups: from `predict`.
        parts: `held_out` of each fold.

    Returns:
        ``{"tiers": {tier: {system: scores}}, "spread", "calibration": {kind: {...}}, "ranking", "names", "queue",
        "mixtures", "kept_whole"}``; the last two are of the first fold's model.
    """
    systems = {
        "groups": groups,
        "one group": {b.block.slug: groups_by_key(b, np.zeros(len(b.labels), dtype=np.int64)) for b in data.gold},
        "share a co-author": {b.block.slug: groups_by_key(b, share_any_coauthor(b)) for b in data.gold},
    }
    tiers = sorted(set(gold.tiers.values()))
    return {
        "tiers": {
            tier: {
                name: _rounded(scores_of(counts_by_block(gold, found, tier).values()))
                for name, found in systems.items()
            }
            | {_BUT_LARGEST: _rounded(scores_of(_but_largest(counts_by_block(gold, groups, tier))))}
            for tier in tiers
        },
        "spread": {tier: spread(list(counts_by_block(gold, groups, tier).values())) for tier in tiers},
        "calibration": calibration(parts, folds),
        "ranking": ranking(folds),
        "names": data.names.figures(),
        "queue": queue(folds),
        "mixtures": fresh_mixtures(data.fresh, folds[0][1]),
        "kept_whole": kept_whole(data.people, folds[0][1], data.corpus),
    }


def held_out_mixtures(data: TrainingData, folds: Folds) -> HeldOut:
    """Return groups of mixtures of people who are never used in training, as the first fold's model makes them."""
    return held_out(data.fresh, folds[0][1])[0]


def calibrated(folds: Folds, parts: Parts, mixtures: HeldOut) -> Folds:
    """Return the folds, each with calibrations that are fitted to the other folds and to mixtures."""
    found = []
    for k, (blocks, model) in enumerate(folds):
        groups, papers, pairs = fit_calibrations(parts, mixtures, but_fold=k)
        model = replace(model, group_calibration=groups, paper_calibration=papers, pair_calibration=pairs)
        found.append((blocks, model))
    return found


def fresh_mixtures(blocks: Sequence[LabelledBlock], model: Model) -> dict[str, float]:
    """Return B-cubed F1 over mentions of mixtures of people who were never used in training, and of single people."""
    clusterer, found = model.clusterer(), {}
    for tier in ("ambiguous", "single"):
        counts = []
        for item in blocks:
            if item.tier == tier:
                labels = clusterer.fit_predict(item.block.instances, item.features)
                truth = {str(row): int(person) for row, person in enumerate(item.labels)}
                counts.append(count_block(truth, {str(row): int(label) for row, label in enumerate(labels)}))
        if counts:
            found[tier] = scores_of(counts)["b3_f1"]
    return _rounded(found)


def predict(folds: Folds) -> Predictions:
    """Return the groups of all blocks."""
    found: Predictions = {}
    for blocks, model in folds:
        clusterer = model.clusterer()
        found |= {b.block.slug: groups_by_key(b, clusterer.fit_predict(b.block.instances, b.features)) for b in blocks}
    return found


def curve(gold: Gold, folds: Folds) -> list[dict[str, float]]:
    """Return the scores of the groups at several thresholds of merging, from merging more to merging less."""
    found = []
    for threshold in _THRESHOLDS:
        groups = predict([(blocks, replace(model, threshold=threshold)) for blocks, model in folds])
        scores = {
            tier: scores_of(counts_by_block(gold, groups, tier).values()) for tier in sorted(set(gold.tiers.values()))
        }
        row = {f"{tier} {name}": s[name] for tier, s in scores.items() for name in ("b3_f1", "b3_f1_blocks", "effort")}
        found.append(_rounded({"threshold": threshold} | row))
    return found


def spread(found: Sequence[BlockCounts], draws: int = 1000, seed: int = 0) -> dict[str, list[float]]:
    """Return the 5th and 95th percentile of the scores over random draws of blocks, with replacement.

    Notes:
        B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979.
    """
    rng = np.random.default_rng(seed)
    drawn = [scores_of(found[at] for at in rng.integers(len(found), size=len(found))) for _ in range(draws)]
    return {
        name: [round(float(np.percentile([d[name] for d in drawn], q)), 4) for q in (5, 95)]
        for name in ("b3_f1", "b3_f1_blocks", "effort")
    }


def calibration(parts: Parts, folds: Folds) -> dict[str, dict[str, Any]]:
    """Return calibration error and reliability of groups, papers in groups, and pairs, by tier."""
    found = {}
    for at, kind in enumerate(("groups", "papers", "pairs")):
        stated = []
        for part, (_, model) in zip(parts, folds, strict=True):
            fitted = (model.group_calibration, model.paper_calibration, model.pair_calibration)[at]
            stated.append(fitted.predict_proba(part[at].x))
        probability, rows = np.concatenate(stated), HeldOut.join(part[at] for part in parts)
        found[kind] = {
            "count": len(probability),
            "error": round(calibration_error(probability, rows.y, weight=rows.weight), 4),
            "tiers": {
                tier: {
                    "error": round(calibration_error(probability[of], rows.y[of], weight=rows.weight[of]), 4),
                    "reliability": reliability(probability[of], rows.y[of], rows.weight[of]),
                }
                for tier in sorted(set(rows.tier.tolist()))
                for of in (rows.tier == tier,)
            },
        }
    return found


def ranking(folds: Folds) -> dict[str, dict[str, float]]:
    """Return the mean average precision at which papers left out of a selection, or planted in one, are found."""
    persons_of: dict[str, list[tuple[float, ...]]] = {"missing paper": [], "planted stranger": []}
    for blocks, model in folds:
        clusterer = model.clusterer()
        for item in blocks:
            clusterer.fit_predict(item.block.instances, item.features)
            log_odds = calibrated_pairs(clusterer, item.features, model.pair_calibration)
            persons_of["missing paper"] += rank_left_out_papers(item, log_odds)
            persons_of["planted stranger"] += rank_planted_papers(item, log_odds)
    found = {}
    for ranked, persons in persons_of.items():
        by_query, by_person, queries = mean_average_precision(persons)
        found[ranked] = {"map": round(by_query, 4), "map_by_person": round(by_person, 4), "queries": queries}
    return found


def queue(folds: Folds) -> dict[str, float]:
    """Return how well the work queue puts blocks of several persons first.

    ``average_precision`` of the order; ``share_wrong``: share of blocks of several persons, which is the average
    precision of a random order; ``papers_in_first_tenth``: of all labelled papers that are not by the person with the
    most papers of their block, the share that is in the first tenth of the queue.
    """
    rows = []
    for blocks, model in folds:
        clusterer = model.clusterer()
        for item in blocks:
            labels = clusterer.fit_predict(item.block.instances, item.features)
            confidence = model.group_calibration.predict_proba(group_features(clusterer, item.features))
            sizes = np.bincount(labels)
            order = np.argsort(-sizes, kind="stable")
            between = clusterer.cluster_log_odds_[np.ix_(order, order)]
            found = triage(sizes[order].tolist(), confidence[order].tolist(), between[0].tolist())
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


def counts_by_block(gold: Gold, groups: Predictions, tier: str) -> dict[str, BlockCounts]:
    """Return the counts of each block of a tier."""
    return {
        slug: count_block(labels, groups.get(slug, {}))
        for slug, labels in gold.blocks.items()
        if gold.tiers[slug] == tier
    }


def groups_by_key(item: LabelledBlock, labels: NDArray[np.int64]) -> dict[str, str]:
    """Return key of each mention -> group, from the cluster of each row."""
    return {i.mention.key: str(label) for i, label in zip(item.block.instances, labels.tolist(), strict=True)}


def share_any_coauthor(item: LabelledBlock) -> NDArray[np.int64]:
    """Return the baseline's clusters: connected components of mentions that share any co-author, shape (n,)."""
    shared = item.features.pairs[:, :, MENTION_PAIR_FEATURES.index("coauthors")] > 0
    labels: NDArray[np.int64] = connected_components(csr_matrix(shared), directed=False)[1].astype(np.int64)
    return labels


def _but_largest(counts: dict[str, BlockCounts]) -> list[BlockCounts]:
    """Return the counts of all blocks but the one with the most labelled mentions, which may decide a score alone."""
    found = sorted(counts.values(), key=lambda block: -block.mentions)
    return found[1:] or found


def _rounded(scores: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in scores.items()}
