"""Plots of what was measured: readable, the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
