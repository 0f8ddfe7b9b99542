"""A build refuses data without papers, before the first build and after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.build.state.data_changes import list_data_files, read_data_changes
from generator.build.state.kept_values import LastBuild
from generator.errors import DataError
from generator.site.shared_files.lines import write_lines


@pytest.mark.parametrize("missing", [True, False])
def test_an_empty_or_missing_folder_of_xml_is_refused_by_a_later_build_too(toy: Path, missing: bool) -> None:
    last = LastBuild()
    last.data_files = list_data_files(toy, last)
    shutil.rmtree(toy / "xml")
    if not missing:
        (toy / "xml").mkdir()
    with pytest.raises(DataError, match="xml: no XML files there; give the folder"):
        list_data_files(toy, last)


def test_data_that_change_while_a_build_reads_them_are_not_kept_as_what_they_were(toy: Path, tmp_path: Path) -> None:
    files = list_data_files(toy, LastBuild())
    items = AnthologyData.read(toy).items.values()
    for file in (toy / "xml" / "2022.toy.xml", toy / "json" / "people.json"):
        file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(DataError, match=r"people\.json: changed while it was read\. Start again\."):
        read_data_changes(toy, files, LastBuild())
    digests = {name: file.digest for name, file in files.items()}
    with pytest.raises(DataError, match=r"2022\.toy\.xml: changed while it was read\. Start again\."):
        write_lines(tmp_path / "site", toy, digests, items, lambda slot: True)
