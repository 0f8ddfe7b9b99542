from __future__ import annotations

import re
from pathlib import Path

import pytest

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


PERSONS = {
    "a list": ("[]", "line 1: broken JSON"),
    "nothing": ("", "line 1: broken JSON"),
    "deep": ('{"a": ' * 100_000, "line 1: "),
    "deep names": (PEOPLE.replace('"London"', "[" * 100_000), "line 2: this is not a valid entry"),
    "number of thousands of digits": (PEOPLE.replace('"London"', "9" * 5000), "line 2: this is not a valid entry"),
    "entry twice": (PEOPLE.replace('"bo-li": {', '"ada-byron": {'), "line 12: ada-byron is there twice"),
    "key twice": (PEOPLE.replace('"comment"', '"degree"'), "line 2: the key degree is there twice"),
    "a hundred thousand keys, one twice": (
        PEOPLE.replace('"comment"', "".join(f'"k{n}": 1, ' for n in range(100_000)) + '"k99999": 1, "comment"'),
        "the key k99999 is there twice"),
    "names no list": ('{"ab": {"names": "x"}}', "ab: .names. must be a list"),
    "no names": ('{"ab": {"names": []}}', "ab: .names. must be a list"),
    "last no text": ('{"ab": {"names": [{"last": 5}]}}', 'each name needs a "last"'),
    "first no text": ('{"ab": {"names": [{"last": "x", "first": 5}]}}', '"first" must be text'),
    "long name": (f'{{"ab": {{"names": [{{"last": "{"x" * 1_000_000}"}}]}}}}', "a name has more than 1,000"),
    "long comment": (PEOPLE.replace("London", "x" * 1001), "ada-byron: .comment. has more than 1,000"),
    "flag as text": (PEOPLE.replace("true", '"false"'), "bo-li: .disable_name_matching. must be true or false"),
    "comment a list": (PEOPLE.replace('"London"', '["x"]'), "ada-byron: .comment. must be text"),
    "similar a text": ('{"ab": {"names": [{"last": "x"}], "similar": "cd"}}', "list of IDs"),
    "half a character": (PEOPLE.replace("London", "\\ud800"), "line 1[0-9]: this is not a valid entry"),
    "half a character as ID": (PEOPLE.replace("bo-li", "\\ud800"), "people.json, line"),
    "ID that leads out": (PEOPLE.replace('"bo-li": {', '"../bo-li": {'), r"line 12: \.\./bo-li: an ID is"),
    "long ID": (PEOPLE.replace('"bo-li": {', f'"{"b" * 10_000}": {{'), "line 12: b{60}: an ID is"),
    "unfinished": (PEOPLE[:-20], "broken JSON"),
    "more after the end": (PEOPLE + "x", "broken JSON"),
}  # fmt: skip


@pytest.mark.parametrize("case", PERSONS)
def test_hostile_people_file_is_refused_with_its_line(case: str) -> None:
    text, words = PERSONS[case]
    with pytest.raises(DataError) as refused:
        People.parse(text)
    assert re.search(words, str(refused.value)) and len(str(refused.value)) < 500
