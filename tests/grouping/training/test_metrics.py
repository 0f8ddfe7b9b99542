"""Scores of groups, reliability and calibration error."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

from generator.grouping.training.metrics import calibration_error, count_block, reliability, scores_of


def test_perfect_groups_score_one_and_cost_one_action_a_person() -> None:
    truth = {"a#0": "x", "b#0": "x", "c#0": "y", "d#0": "y", "e#0": "y"}
    scores = scores_of([count_block(truth, truth)])
    assert scores["b3_f1"] == scores["pair_f1"] == 1
    assert scores["effort"] == pytest.approx(2 / 5)


def test_mixing_two_people_costs_precision_and_splitting_one_costs_recall() -> None:
    truth = {"a#0": "x", "b#0": "x", "c#0": "y", "d#0": "y"}
    mixed = scores_of([count_block(truth, dict.fromkeys(truth, "1"))])
    alone = scores_of([count_block(truth, {})])
    assert (mixed["b3_p"], mixed["b3_r"]) == (0.5, 1)
    assert (alone["b3_p"], alone["b3_r"]) == (1, 0.5)


def test_calibration_error_is_zero_only_if_confidence_is_honest() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert calibration_error([0.95] * 4, [True, True, False, False]) == pytest.approx(0.45)


def test_scores_agree_with_the_scorer_of_the_gold_data(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    official = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(official)
    rng = random.Random(3)
    gold, predicted, counts = [], {}, []
    for number in range(40):
        truth = {f"p{k}#{k % 3}": f"person-{rng.randrange(1 + number % 5)}" for k in range(rng.randint(1, 25))}
        groups = {key: str(rng.randrange(6)) for key in truth if rng.random() < 0.9}
        mentions = [
            {"paper": key.split("#")[0], "author_index": int(key.split("#")[1]), "person": person}
            for key, person in truth.items()
        ]
        mentions.append({"paper": "context", "author_index": 0, "person": None})
        gold.append({"slug": f"name-{number}", "tier": "ambiguous", "mentions": mentions})
        predicted[f"name-{number}"] = groups
        counts.append(count_block(truth, groups))
    assert scores_of(counts) == pytest.approx(official.score({"blocks": gold}, predicted)["ambiguous"])


def test_reliability_compares_stated_probabilities_with_outcomes() -> None:
    assert reliability([0.95, 0.95, 0.15], [True, False, False]) == [[0.15, 0.0, 1.0], [0.95, 0.5, 2.0]]
    assert reliability([0.95, 0.95], [True, False], weight=[3, 1]) == [[0.95, 0.75, 4.0]]
