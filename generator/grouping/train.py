"""Trains the model on gold labels: `anthology-review train`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from generator.grouping.calibration import Calibration
from generator.grouping.fit import Labelled, Model, calibration_rows, fit_scorers
from generator.grouping.gold import Gold, Material, prepare

FOLDS = 5
SEED = 1


def train(gold_path: Path, data_dir: Path, out: Path) -> Model:
    """Train on a gold file and write the model; the same input gives the same bytes.

    Raises:
        DataError: the gold file or the data can't be read.
    """
    gold = Gold.read(gold_path)
    with threadpool_limits(1):  # the order of a sum, and so its last bit, depends on the number of threads
        model = replace(fit(prepare(gold, data_dir)), gold_digest=gold.digest)
    model.write(out)
    return model


def fit(material: Material) -> Model:
    """Fit scorers to all gold and extra blocks, and the calibration to clusters of held-out folds."""
    model = fit_scorers([*material.gold, *material.extra])
    return replace(model, calibration=_calibrate(held_out_rows(material)))


def held_out_rows(material: Material) -> list[tuple[NDArray[np.float64], list[bool]]]:
    """Return calibration features and outcomes of each fold, clustered by a model that hasn't seen it."""
    return [calibration_rows(test, model) for test, model in cross_fit(material)]


def cross_fit(material: Material) -> list[tuple[list[Labelled], Model]]:
    """Return each fold's gold blocks with a model fitted to everything else."""
    fold = assign_folds(material.gold)
    found = []
    for k in range(FOLDS):
        train_blocks = [block for block, f in zip(material.gold, fold, strict=True) if f != k]
        model = fit_scorers([*train_blocks, *material.extra])
        found.append(([block for block, f in zip(material.gold, fold, strict=True) if f == k], model))
    return found


def assign_folds(blocks: Sequence[Labelled], folds: int = FOLDS, seed: int = SEED) -> list[int]:
    """Return the fold of each block: random with a fixed seed, each tier spread evenly."""
    rng = np.random.default_rng(seed)
    fold = np.zeros(len(blocks), dtype=int)
    for tier in sorted({block.tier for block in blocks}):
        rows = np.array([at for at, block in enumerate(blocks) if block.tier == tier])
        fold[rng.permutation(rows)] = np.arange(len(rows)) % folds
    return fold.tolist()


def _calibrate(rows: list[tuple[NDArray[np.float64], list[bool]]]) -> Calibration:
    return Calibration().fit(np.concatenate([x for x, _ in rows]), [outcome for _, y in rows for outcome in y])
