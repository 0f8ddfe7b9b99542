"""The commands evaluate and train: what is wrong is found before minutes of work, not after them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.cli.command import DATA, run

CURVE = [{"cut": 0.5, "single b3_f1": 0.9, "ambiguous b3_f1": 0.8}]


def evaluate(folder: Path, *options: object) -> Result:
    gold = folder / "gold.json"
    gold.write_text('{"blocks": []}', "utf-8")
    return CliRunner().invoke(main, ["evaluate", str(gold), "--data", str(DATA), *map(str, options)])


def refuse_work(*_: object) -> None:
    raise AssertionError("the evaluation was begun")


@pytest.fixture(autouse=True)
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.grouping.training.evaluate.evaluate", refuse_work)


def test_plots_without_matplotlib_are_refused_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = evaluate(tmp_path, "--plots", tmp_path / "plots")
    assert done.exit_code == 1 and "pip install 'anthology-review[plots]'" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't be read"),
        ("{", "can't be read as JSON"),
        ('{"blocks": []}', "is no curve"),
        ("[]", "is no curve"),
        ("[[1, 2]]", "is no curve"),
        ('[{"single b3_f1": 0.9}]', "is no curve"),
        ('[{"single b3_f1": 0.9, "ambiguous b3_f1": "high"}]', "is no curve"),
    ],
)
def test_a_file_to_compare_with_that_is_no_curve_is_refused_before_the_work(
    tmp_path: Path, content: str | None, said: str
) -> None:
    curve = tmp_path / "curve.json"
    if content is not None:
        curve.write_text(content, "utf-8")
    done = evaluate(tmp_path, "--plots", tmp_path / "plots", "--compare", f"Other={curve}")
    assert done.exit_code == 2 and said in done.stderr and str(curve) in done.stderr


def test_a_comparison_without_plots_or_name_is_refused_before_the_work(tmp_path: Path) -> None:
    curve = tmp_path / "curve.json"
    curve.write_text(json.dumps(CURVE), "utf-8")
    done = evaluate(tmp_path, "--compare", f"Other={curve}")
    assert done.exit_code == 2 and "give --plots, too" in done.stderr
    done = evaluate(tmp_path, "--plots", tmp_path / "plots", "--compare", str(curve))
    assert done.exit_code == 2 and "NAME=FILE" in done.stderr


def test_right_options_reach_the_work(tmp_path: Path) -> None:
    curve = tmp_path / "curve.json"
    curve.write_text(json.dumps(CURVE), "utf-8")
    done = evaluate(tmp_path, "--plots", tmp_path / "plots", "--compare", f"Other={curve}")
    assert isinstance(done.exception, AssertionError)


@pytest.mark.parametrize("content", ["{", "{}", "[]", "[" * 100_000, '{"blocks": [{"slug": "a-b"}]}'])
@pytest.mark.parametrize("command", [("evaluate",), ("train", "--out", "model.json")])
def test_a_wrong_gold_file_is_named_with_the_form_it_should_have(
    tmp_path: Path, command: tuple[str, ...], content: str
) -> None:
    (tmp_path / "gold.json").write_text(content, "utf-8")
    done = run(*command, "gold.json", "--data", DATA, folder=tmp_path)
    assert done.returncode == 1 and done.stderr.startswith("anthology-review: gold.json: not a gold file")
    assert '"author_index"' in done.stderr and "Error(" not in done.stderr and done.stderr.count("\n") == 1
