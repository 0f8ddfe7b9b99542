"""A build refuses data without papers, before the first build and after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build.state.data_changes import list_data_files
from generator.build.state.kept_values import LastBuild
from generator.errors import DataError


@pytest.mark.parametrize("missing", [True, False])
def test_an_empty_or_missing_folder_of_xml_is_refused_by_a_later_build_too(toy: Path, missing: bool) -> None:
    last = LastBuild()
    last.data_files = list_data_files(toy, last)
    shutil.rmtree(toy / "xml")
    if not missing:
        (toy / "xml").mkdir()
    with pytest.raises(DataError, match="xml: no XML files there; give the folder"):
        list_data_files(toy, last)
