"""Measures grouping on gold labels, blind: `anthology-review evaluate`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from threadpoolctl import threadpool_limits

from generator.grouping.calibration import Calibration
from generator.grouping.features import PAIR
from generator.grouping.fit import Labelled, Model, calibration_rows
from generator.grouping.gold import Gold, prepare
from generator.grouping.metrics import Tally, calibration_error, summarise, tally
from generator.grouping.suggest import SHIPPED
from generator.grouping.train import cross_fit

Predictions = dict[str, dict[str, str]]
_COLUMNS = ("b3_p", "b3_r", "b3_f1", "b3_f1_blocks", "pair_f1", "effort")


def evaluate(
    gold_path: Path, data_dir: Path, out: Path | None = None, model_path: Path | None = None
) -> dict[str, Any]:
    """Score suggested groups and two baselines on a gold file.

    IDs and ORCIDs of the scored blocks are hidden.  If the model was trained
    on this very file, each fifth of the blocks is scored by a model trained
    anew on the rest; otherwise the model is used as it is.

    Args:
        gold_path: labels.
        data_dir: holds ``xml/`` and ``json/``.
        out: where to write the report with the predictions, as JSON.
        model_path: the model; the one that is shipped if None.

    Returns:
        ``{"method", "tiers": {tier: {system: scores}}, "calibration_error", "clusters", "predictions"}``.

    Raises:
        DataError: the gold file, the data or the model can't be read.
    """
    gold = Gold.read(gold_path)
    model = Model.read(model_path or SHIPPED)
    trained_on_it = model.gold_digest == gold.digest
    with threadpool_limits(1):  # as in training, so that the figures are the same everywhere
        material = prepare(gold, data_dir, with_extra=trained_on_it)
        pairs = cross_fit(material) if trained_on_it else [(list(material.gold), model)]
    groups = {slug: found for blocks, fitted in pairs for slug, found in predict(blocks, fitted).items()}
    systems = {
        "groups": groups,
        "one group": {b.block.slug: keys(b, np.zeros(len(b.labels), dtype=np.int64)) for b in material.gold},
        "share a co-author": {b.block.slug: keys(b, share_a_coauthor(b)) for b in material.gold},
    }
    rows = [calibration_rows(blocks, fitted) for blocks, fitted in pairs]
    chances, outcomes = _chances(rows, model.calibration, refit=trained_on_it)
    report = {
        "method": "cross-validation" if trained_on_it else "model as it is",
        "tiers": {
            tier: {name: summarise(tallies(gold, found, tier).values()) for name, found in systems.items()}
            for tier in sorted(set(gold.tiers.values()))
        },
        "calibration_error": calibration_error(chances, outcomes),
        "clusters": len(outcomes),
        "predictions": groups,
    }
    if out is not None:
        out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return report


def table(report: Mapping[str, Any]) -> str:
    """Return the report as plain text for a terminal."""
    lines = [f"Method: {report['method']}; IDs and ORCIDs of scored blocks hidden."]
    for tier, systems in report["tiers"].items():
        size = systems["groups"]
        lines += ["", f"{tier}: {size['blocks']} blocks, {size['mentions']} labelled mentions"]
        lines.append(" " * 20 + " ".join(f"{column:>12}" for column in _COLUMNS))
        for name, scores in systems.items():
            lines.append(f"{name:<20}" + " ".join(f"{scores[column]:12.4f}" for column in _COLUMNS))
    error, count = report["calibration_error"], report["clusters"]
    lines += ["", f"Expected calibration error: {error:.4f} ({count} groups with two or more labelled mentions)"]
    return "\n".join(lines)


def predict(blocks: Iterable[Labelled], model: Model) -> Predictions:
    """Return slug -> key of each mention -> group."""
    clusterer = model.clusterer()
    return {b.block.slug: keys(b, clusterer.fit_predict(b.block.instances, b.features)) for b in blocks}


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


def _chances(
    rows: list[tuple[NDArray[np.float64], list[bool]]], calibration: Calibration, refit: bool
) -> tuple[list[float], list[bool]]:
    """Return confidence and outcome of all clusters; refitted for each fold on the other folds."""
    chances: list[float] = []
    outcomes: list[bool] = []
    for k, (x, y) in enumerate(rows):
        fitted = calibration
        if refit:
            others = [row for at, row in enumerate(rows) if at != k]
            fitted = Calibration().fit(np.concatenate([a for a, _ in others]), [o for _, b in others for o in b])
        chances += fitted.predict_proba(x).tolist()
        outcomes += y
    return chances, outcomes
