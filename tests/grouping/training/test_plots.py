"""Plots of what was measured: readable, the same every time, and a clear word where the library is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.errors import DataError
from generator.grouping.training.plots import draw


def report() -> dict[str, Any]:
    part = {"error": 0.02, "reliability": [[0.2, 0.3, 10], [0.9, 0.8, 90]]}
    scores = {"b3_f1": 0.8}
    systems = {"groups": scores, "one group": scores, "share a co-author": scores}
    return {
        "calibration": {kind: {"tiers": {"ambiguous": part, "single": part}} for kind in ("groups", "papers", "pairs")},
        "tiers": {"ambiguous": systems, "single": systems},
        "curve": [{"ambiguous b3_f1": 0.7 + x / 50, "single b3_f1": 1 - x / 50} for x in range(5)],
    }


def test_plots_have_their_words_and_are_the_same_every_time(tmp_path: Path) -> None:
    other = [{"cut": "0.5", "ambiguous b3_f1": 0.7, "single b3_f1": 0.9}]
    once, again = (draw(report(), tmp_path / name, {"S2AND rebuilt": other}) for name in ("one", "two"))
    assert [path.name for path in once] == ["reliability.svg", "trade-off.svg"]
    for path, twin in zip(once, again, strict=True):
        assert path.read_bytes() == twin.read_bytes()
        text = " ".join(ElementTree.parse(path).getroot().itertext())
        assert "with several" in text and "2026" not in text
    assert "S2AND rebuilt" in once[1].read_text("utf-8")


def test_without_the_library_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DataError, match=r"anthology-review\[plots\]"):
        draw(report(), tmp_path)
