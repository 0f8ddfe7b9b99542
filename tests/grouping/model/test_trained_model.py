"""The shipped model file, and files that are no model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.grouping.model.trained_model import SHIPPED
from generator.grouping.suggest.suggester import Suggester


def test_the_shipped_model_is_readable_json_that_names_each_weight() -> None:
    saved = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert {"coauthors", "text", "affiliation"} <= saved["mention_pairs"]["weights"].keys()
    assert Suggester.load().model.to_json() == saved


def test_a_file_that_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"version": 1}')
    with pytest.raises(DataError, match=r"other\.json"):
        Suggester.load(path)
