"""A checkout made by somebody else can't have anything written outside it, nor stop the program with a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.patch.apply import apply
from generator.patch.data_lock import LOCK_FILE
from generator.patch.write_journal import JOURNAL
from tests.patch.build import EMPTY, THREE_FILES, snapshot

SHA = "0" * 64
NEW = "anthology-review-new"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "victim"
    path.write_text("keep me", "utf-8")
    return path


def write_journal(data: Path, *files: str) -> None:
    (data / JOURNAL).write_text(json.dumps([{"file": file, "old": SHA, "new": SHA} for file in files]), "utf-8")


def finished_journal(data: Path, file: str) -> None:
    """Write a journal that counts as finished, so that other temporary files are not looked at."""
    from hashlib import sha256

    digest = sha256((data / file).read_bytes()).hexdigest()
    (data / JOURNAL).write_text(json.dumps([{"file": file, "old": digest, "new": digest}]), "utf-8")


@pytest.mark.parametrize("file", ["xml/2022.toy.xml", "xml/W18.xml", "json/people.json", JOURNAL])
def test_temporary_file_that_is_a_link_is_not_written_through(toy: Path, victim: Path, file: str) -> None:
    name = (toy / file).name
    link = (toy / file).with_name(f"{name if file == JOURNAL else f'.{name}'}.{NEW}")
    link.symlink_to(victim)
    finished_journal(toy, "xml/W18.xml" if file != "xml/W18.xml" else "json/people.json")
    apply(THREE_FILES, toy)
    assert victim.read_text("utf-8") == "keep me"
    assert not [path for path in toy.rglob("*") if path.is_symlink() or NEW in path.name]


def test_linked_temporary_file_that_a_journal_lists_does_not_become_the_data(toy: Path, victim: Path) -> None:
    finished_journal(toy, "xml/W18.xml")
    (toy / "xml" / f".W18.xml.{NEW}").symlink_to(victim)
    with pytest.raises(DataError, match="is a link"):
        apply(EMPTY, toy)
    assert not (toy / "xml" / "W18.xml").is_symlink()


def test_leftovers_in_a_linked_folder_outside_are_left_alone(toy: Path, tmp_path: Path) -> None:
    (toy / "xml").rename(tmp_path / "other")
    (toy / "xml").symlink_to(tmp_path / "other")
    leftover = tmp_path / "other" / f".mine.{NEW}"
    leftover.touch()
    apply(EMPTY, toy)
    assert leftover.exists()


@pytest.mark.parametrize("name", [LOCK_FILE, JOURNAL])
def test_link_in_place_of_lock_or_journal_is_refused(toy: Path, victim: Path, name: str) -> None:
    (toy / name).symlink_to(victim)
    with pytest.raises(DataError, match=rf"{name}: is a link.*delete"):
        apply(THREE_FILES, toy)
    assert victim.read_text("utf-8") == "keep me"


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "[1]", "[" * 200_000, '[{"file": "xml/W18.xml"}]', '[{"file": [], "old": "", "new": ""}]', "\0"],
)
def test_damaged_journal_is_named_with_the_way_out(toy: Path, text: str) -> None:
    before = snapshot(toy)
    (toy / JOURNAL).write_text(text, "utf-8")
    with pytest.raises(DataError, match=rf"{JOURNAL}: .*delete this file"):
        apply(THREE_FILES, toy)
    assert snapshot(toy) == before | {JOURNAL: text.encode()}


@pytest.mark.parametrize(
    "file", ["xml/a\0.xml", "../victim", "/etc/passwd", "xml/../../victim", "json/x.json", "xml/W18.XML\n"]
)
def test_journal_lists_only_files_of_the_data(toy: Path, file: str) -> None:
    write_journal(toy, "xml/2022.toy.xml", file)
    with pytest.raises(DataError, match="which is no file of the data"):
        apply(THREE_FILES, toy)


def test_journal_without_end_is_not_read(toy: Path) -> None:
    os.mkfifo(toy / JOURNAL)
    with pytest.raises(DataError, match="is not a regular file"):
        apply(THREE_FILES, toy)
    (toy / JOURNAL).unlink()
    (toy / JOURNAL).write_text(" " * 1_000_001, "utf-8")
    with pytest.raises(DataError, match="has more than 1,000,000 bytes"):
        apply(THREE_FILES, toy)
