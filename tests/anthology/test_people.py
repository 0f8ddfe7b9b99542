from __future__ import annotations

from pathlib import Path

import pytest

from generator.anthology.ids import build_id, is_valid_orcid
from generator.anthology.people import People, format_entry
from generator.errors import DataError
from generator.model import Link, Name
from tests.anthology.toy import PEOPLE


def test_entries_are_written_as_the_anthology_writes_them(toy: Path) -> None:
    people = People.read(toy)
    for key, (first, last) in people.line_ranges.items():
        raw = "".join(people.file_lines[first - 1 : last]).rstrip("\n").removesuffix(",")
        assert raw == "\n".join(format_entry(key, people.entries[key]))
    assert "".join(people.file_lines) == PEOPLE


def test_entry_keeps_key_order_and_leaves_out_empty_values() -> None:
    record = {"orcid": "", "similar": [], "degree": "Ünı", "names": [{"last": "Mausam"}], "homepage": "x"}
    assert format_entry("mausam", record) == [
        '  "mausam": {',
        '    "names": [',
        '      {"last": "Mausam"}',
        "    ],",
        '    "degree": "Ünı",',
        '    "homepage": "x"',
        "  }",
    ]


def test_slot_without_id_finds_the_one_person_of_that_name(toy: Path) -> None:
    people = People.read(toy)
    assert people.resolve(Name("Ada", "BYRON"), "") == ("ada-byron", Link.INFERRED)
    assert people.resolve(Name("Ada", "Byron"), "bo-li") == ("bo-li", Link.EXPLICIT)
    assert people.resolve(Name("Song", "Wang"), "") == ("song-wang/unverified", Link.INFERRED)  # matching is disabled
    assert people.resolve(Name("", "Mausam"), "") == ("mausam/unverified", Link.INFERRED)


def test_two_persons_of_one_name_get_no_paper_by_name() -> None:
    one, two = '"a-b": {"names": [{"first": "A", "last": "B"}]}', '"a-b-x": {"names": [{"first": "Á", "last": "B"}]}'
    assert People.parse(f"{{{one}}}").match_slug("a-b") == "a-b"
    assert People.parse(f"{{{one}, {two}}}").match_slug("a-b") == "a-b/unverified"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("{\n\n!", 3, "broken JSON"),
        ('{\n"a-b": {"names": [{"last": "B"}]},\n"a-b": {"names": [{"last": "B"}]}\n}', 3, "twice"),
        ('{\n"A B": {"names": [{"last": "B"}]}}', 2, "ID"),
        ('{\n"a-b": {"names": []}}', 2, "names"),
        ('{"a-b":\n {"names": [{"last": "B"}], "names": []}}', 1, "names is there twice"),
    ],
)
def test_broken_people_file_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(DataError, match=f"(?s)json/people.json, line {line}:.*{what}"):
        People.parse(text)


def test_old_layout_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "name_variants.yaml").touch()
    with pytest.raises(DataError, match="layout of 2026"):
        People.read(tmp_path)


def test_repository_root_in_place_of_its_data_folder_gets_a_hint(toy: Path) -> None:
    with pytest.raises(DataError, match="Did you mean"):
        People.read(toy.parent)


def test_ids_are_built_as_the_anthology_builds_them() -> None:
    assert build_id("P18", "1", "1") == "P18-1001"
    assert build_id("W18", "63", "10") == "W18-6310"
    assert build_id("D19", "57", "2") == "D19-5702"
    assert build_id("C69", "1") == "C69-01"
    assert build_id("2022.acl", "long", "0") == "2022.acl-long.0"


def test_mistyped_orcid_is_noticed() -> None:
    assert is_valid_orcid("0000-0002-1825-0097")
    assert is_valid_orcid("0009-0009-2087-602X")
    assert not is_valid_orcid("0000-0002-1825-0098")
    assert not is_valid_orcid("https://orcid.org/0000-0002-1825-0097")
