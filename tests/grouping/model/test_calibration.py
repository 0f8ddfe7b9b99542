"""Calibrated probabilities."""

from __future__ import annotations

import numpy as np

from generator.grouping.model.calibration import PAPER_CONFIDENCE_FEATURES, Calibration


def test_a_calibration_read_from_json_gives_the_same_probabilities() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, len(PAPER_CONFIDENCE_FEATURES)))
    fitted = Calibration(features=PAPER_CONFIDENCE_FEATURES).fit(x, x[:, 1] > 0)
    read = Calibration.from_json(fitted.to_json())
    assert np.array_equal(read.predict_proba(x), fitted.predict_proba(x))
