"""Calibrated probabilities: what a page states is what was found to be right so often."""

from __future__ import annotations

import json

import numpy as np
import pytest

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.model.calibration import PAPER_CONFIDENCE_FEATURES, Calibration
from generator.grouping.model.confidence_features import calibrated_pairs, pair_features
from generator.grouping.model.trained_model import SHIPPED, Model
from generator.grouping.training.held_out import HeldOut
from tests.grouping.wei_zhang import block, corpus


def test_a_calibration_read_from_json_gives_the_same_probabilities() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, len(PAPER_CONFIDENCE_FEATURES)))
    fitted = Calibration(features=PAPER_CONFIDENCE_FEATURES).fit(x, x[:, 1] > 0)
    read = Calibration.from_json(fitted.to_json())
    assert np.array_equal(read.predict_proba(x), fitted.predict_proba(x))


@pytest.mark.parametrize("kind", ["groups", "papers", "pairs"])
def test_stated_chances_hold_for_names_of_several_people(kind: str) -> None:
    figures = json.loads(SHIPPED.read_text(encoding="utf-8"))["figures"]["calibration"]
    assert figures[kind]["tiers"]["ambiguous"]["error"] <= 0.05


def test_a_page_states_the_chances_of_pairs_that_were_measured() -> None:
    model, of = Model.read(SHIPPED), block()
    clusterer, features = model.clusterer(), BlockFeatures.of(of.instances, corpus(of))
    labels = clusterer.fit_predict(of.instances, features)
    shown = calibrated_pairs(clusterer, features, model.pair_calibration)
    rows = np.arange(len(labels))
    measured = model.pair_calibration.decision_function(pair_features(rows, clusterer, features))
    assert np.allclose(shown[np.triu_indices(len(labels), 1)], np.clip(measured, -8, 8), atol=1e-4)
    apart = labels[:, None] != labels
    assert shown[apart].max() < 0 < shown[~apart].min()


def test_many_names_of_one_person_do_not_outweigh_the_few_of_several() -> None:
    tier = np.array(["single"] * 9 + ["ambiguous"])
    weights = HeldOut(np.zeros((10, 1)), np.ones(10, bool), np.ones(10), tier).balanced()
    assert weights[:9].sum() == weights[9]
