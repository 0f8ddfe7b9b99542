"""Trains the model on gold labels: `anthology-review train`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from generator.grouping.model.trained_model import Model
from generator.grouping.training.fit_scorers import fit_scorers
from generator.grouping.training.gold import Gold
from generator.grouping.training.held_out import fit_calibrations, held_out
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.measure import calibrated, held_out_mixtures, measure, predict
from generator.grouping.training.training_data import TrainingData, read_training_data

FOLDS = 5
SEED = 1


def train(gold_path: Path, data_dir: Path, out: Path) -> Model:
    """Train on a gold file and write the model; the same input gives the same bytes.

    Args:
        gold_path: labels.
        data_dir: holds ``xml/`` and ``json/``.
        out: the model file.

    Raises:
        DataError: the gold file or the data can't be read.
    """
    gold = Gold.read(gold_path)
    with threadpool_limits(1):  # the order of a sum, and so its last bit, depends on the number of threads
        model = fit(gold, read_training_data(gold, data_dir))
    model.write(out)
    return model


def fit(gold: Gold, data: TrainingData) -> Model:
    """Fit scorers to all labelled blocks and calibrations to held-out folds; the figures are those of the folds."""
    folds = cross_fit(data)
    parts, mixtures = [held_out(blocks, model) for blocks, model in folds], held_out_mixtures(data, folds)
    groups, papers, pairs = fit_calibrations(parts, mixtures)
    return replace(
        fit_scorers([*data.gold, *data.extra]),
        group_calibration=groups,
        paper_calibration=papers,
        pair_calibration=pairs,
        page_pairs=data.names.fit(),
        gold_digest=gold.digest,
        figures=measure(gold, data, calibrated(folds, parts, mixtures), predict(folds), parts),
    )


def cross_fit(data: TrainingData) -> list[tuple[list[LabelledBlock], Model]]:
    """Return each fold's gold blocks with a model fitted to everything else."""
    fold = assign_folds(data.gold)
    found = []
    for k in range(FOLDS):
        train_blocks = [block for block, f in zip(data.gold, fold, strict=True) if f != k]
        model = fit_scorers([*train_blocks, *data.extra])
        found.append(([block for block, f in zip(data.gold, fold, strict=True) if f == k], model))
    return found


def assign_folds(blocks: Sequence[LabelledBlock], folds: int = FOLDS, seed: int = SEED) -> list[int]:
    """Return the fold of each block, 0 to folds - 1: random with a fixed seed, stratified by tier."""
    rng = np.random.default_rng(seed)
    fold = np.zeros(len(blocks), dtype=int)
    for tier in sorted({block.tier for block in blocks}):
        rows = np.array([at for at, block in enumerate(blocks) if block.tier == tier])
        fold[rng.permutation(rows)] = np.arange(len(rows)) % folds
    return fold.tolist()
