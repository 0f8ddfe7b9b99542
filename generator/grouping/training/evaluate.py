"""Evaluates grouping on gold labels: `anthology-review evaluate`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from generator.grouping.model.trained_model import SHIPPED, Model
from generator.grouping.training.gold import Gold
from generator.grouping.training.held_out import held_out
from generator.grouping.training.measure import Folds, calibrated, curve, held_out_mixtures, measure, predict
from generator.grouping.training.metrics import count_block, scores_of
from generator.grouping.training.simulated_accounts import recent_labels, with_accounts
from generator.grouping.training.train import cross_fit
from generator.grouping.training.training_data import read_training_data

_COLUMNS = ("b3_p", "b3_r", "b3_f1", "b3_f1_blocks", "pair_f1", "effort")


def evaluate(
    gold_path: Path, data_dir: Path, out: Path | None = None, model_path: Path | None = None
) -> dict[str, Any]:
    """Score suggested groups and two baselines on a gold file.

    IDs and ORCIDs of the scored blocks are hidden.  If the model was trained on this gold file, five-fold
    cross-validation is used: each fifth of the blocks is scored by a model trained on the others.

    Args:
        gold_path: labels.
        data_dir: holds ``xml/`` and ``json/``.
        out: where to write the report with the predictions, as JSON.
        model_path: the model; the shipped one if None.

    Returns:
        ``{"method", "accounts", "curve", "predictions"}`` and the figures of
        `generator.grouping.training.measure.measure`.

    Raises:
        DataError: the gold file, the data or the model can't be read.
    """
    gold = Gold.read(gold_path)
    model = Model.read(model_path or SHIPPED)
    trained_on_it = model.gold_digest == gold.digest
    with threadpool_limits(1):  # as in training, so that the figures are the same everywhere
        data = read_training_data(gold, data_dir, with_extra=trained_on_it)
        folds: Folds = cross_fit(data) if trained_on_it else [(list(data.gold), model)]
        groups, parts = predict(folds), [held_out(blocks, fitted) for blocks, fitted in folds]
        if trained_on_it:
            folds = calibrated(folds, parts, held_out_mixtures(data, folds))
        report = {
            "method": "cross-validation" if trained_on_it else "model as it is",
            **measure(gold, data, folds, groups, parts),
            "accounts": accounts(gold, folds),
            "curve": curve(gold, folds),
            "predictions": groups,
        }
    if out is not None:
        out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return report


def accounts(gold: Gold, folds: Folds) -> dict[str, dict[str, float]]:
    """Return the scores of papers since 2023, without accounts and with simulated ones, of names of several people."""
    recent = {"without": folds, "with": [(list(with_accounts(blocks)), model) for blocks, model in folds]}
    labels = recent_labels([item for blocks, _ in folds for item in blocks], gold.blocks)
    several = [slug for slug in labels if gold.tiers[slug] == "ambiguous"]
    if not several:
        return {}
    found = {}
    for name, some in recent.items():
        groups = predict(some)
        scores = scores_of(count_block(labels[slug], groups[slug]) for slug in several)
        found[name] = {key: round(value, 4) for key, value in scores.items()}
    return found


def table(report: Mapping[str, Any]) -> str:
    """Return the report as plain text for a terminal."""
    lines = [f"Method: {report['method']}; IDs and ORCIDs of scored blocks hidden."]
    for tier, systems in report["tiers"].items():
        size, (low, high) = systems["groups"], report["spread"][tier]["b3_f1"]
        lines += ["", f"{tier}: {size['blocks']} blocks, {size['mentions']} labelled mentions"]
        lines.append(" " * 20 + " ".join(f"{column:>12}" for column in _COLUMNS))
        for name, scores in systems.items():
            lines.append(f"{name:<20}" + " ".join(f"{scores[column]:12.4f}" for column in _COLUMNS))
        lines.append(f"B-cubed F1 of the groups over other draws of blocks: {low:.3f} to {high:.3f} (90 %)")
    lines.append("")
    kept = [f"{name} {share:.1%} of {people:,.0f}" for name, (share, people) in report["kept_whole"].items() if people]
    if kept:
        lines.append(f"People kept whole (names that are almost surely one person's, IDs hidden): {', '.join(kept)}")
    if report["mixtures"]:
        fresh = ", ".join(f"{tier} {score:.4f}" for tier, score in report["mixtures"].items())
        lines.append(f"Fresh mixtures of people never used in training, B-cubed F1: {fresh}")
    if report["accounts"]:
        said = ", ".join(
            f"{name} accounts {s['b3_f1']:.4f} (names {s['b3_f1_blocks']:.4f}, effort {s['effort']:.2f})"
            for name, s in report["accounts"].items()
        )
        lines.append(f"Papers since 2023 of ambiguous names, B-cubed F1 {said}")
    for kind, found in report["calibration"].items():
        tiers = ", ".join(f"{tier} {part['error']:.4f}" for tier, part in found["tiers"].items())
        lines.append(f"Expected calibration error of {kind}: {found['error']:.4f} ({tiers}; {found['count']:,} {kind})")
    for question, found in report["ranking"].items():
        lines.append(f"Mean average precision, {question}: {found['map']:.4f} ({found['queries']:,} queries)")
    names = report["names"]
    lines.append(
        f"Names of one person: precision at 80 % recall {names['precision_at_80_recall_of_alike']:.4f}"
        f" ({names['precision_at_80_recall']:.4f} if names without a word in common count),"
        f" average precision {names['average_precision']:.4f}"
        f" ({names['same']} pairs, {names['hard_negatives']} similar names of others)"
    )
    queue = report["queue"]
    lines.append(
        f"Review queue: average precision {queue['average_precision']:.4f} (chance {queue['share_wrong']:.4f});"
        f" {queue['papers_in_first_tenth']:.0%} of the misplaced papers are in its first tenth"
    )
    return "\n".join(lines)
