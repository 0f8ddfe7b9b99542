"""Trains the model on gold labels: `anthology-review train`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from generator.grouping.model.calibration import FEATURES, PAIRS, PAPER
from generator.grouping.model.trained_model import Model
from generator.grouping.training.fit import Labelled, fit_scorers
from generator.grouping.training.gold import Gold, Material, prepare
from generator.grouping.training.measure import measure, predict
from generator.grouping.training.outcomes import Outcomes, outcomes

FOLDS = 5
SEED = 1


def train(gold_path: Path, data_dir: Path, out: Path) -> Model:
    """Train on a gold file and write the model; the same input gives the same bytes.

    Raises:
        DataError: the gold file or the data can't be read.
    """
    gold = Gold.read(gold_path)
    with threadpool_limits(1):  # the order of a sum, and so its last bit, depends on the number of threads
        model = fit(gold, prepare(gold, data_dir))
    model.write(out)
    return model


def fit(gold: Gold, material: Material) -> Model:
    """Fit scorers to all gold and extra blocks, calibration to held-out folds, and keep what the folds measured."""
    folds = cross_fit(material)
    held_out = [outcomes(blocks, model) for blocks, model in folds]
    groups, papers, pairs = (Outcomes.join(part[at] for part in held_out) for at in range(3))
    return replace(
        fit_scorers([*material.gold, *material.extra]),
        calibration=groups.fit(FEATURES),
        papers=papers.fit(PAPER),
        pairs=pairs.fit(PAIRS, weighted=True),
        page=material.names.fit(),
        gold_digest=gold.digest,
        figures=measure(gold, material, folds, predict(folds), held_out, refit=True),
    )


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
