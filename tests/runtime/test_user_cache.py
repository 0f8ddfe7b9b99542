"""The cache saves work and never changes a result, whatever happened to its file."""

from __future__ import annotations

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.anthology import read_items
from generator.anthology.data import AnthologyData, digests_of_data
from generator.anthology.xml import scan
from generator.errors import DataError
from generator.review.corpus_statistics import fit_corpus
from generator.runtime import user_cache
from generator.runtime.user_cache import cache_file, clear_cache, find_cached, keep_cached, key
from tests.cli.command import run


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are scanned because the cache lacks them."""
    names: list[str] = []

    def note(content: bytes, name: str) -> object:
        names.append(name)
        return scan(content, name)

    monkeypatch.setattr(read_items, "scan", note)
    return names


def test_the_second_reading_scans_nothing_and_gives_the_same_data(toy: Path, scanned: list[str]) -> None:
    first = AnthologyData.read(toy)
    assert sorted(scanned) == sorted(f"xml/{path.name}" for path in (toy / "xml").glob("*.xml"))
    scanned.clear()
    again = AnthologyData.read(toy)
    assert (scanned, again.items, list(again.items)) == ([], first.items, list(first.items))


def test_a_checkout_that_moved_by_a_file_costs_a_file(toy: Path, scanned: list[str]) -> None:
    AnthologyData.read(toy)
    scanned.clear()
    file = min((toy / "xml").glob("*.xml"))
    file.write_text(file.read_text("utf-8").replace("<first>", "<first>New ", 1), "utf-8")
    assert any(
        slot.name.first.startswith("New ") for item in AnthologyData.read(toy).items.values() for slot in item.slots
    )
    assert scanned == [f"xml/{file.name}"]


def test_what_is_read_when_asked_for_is_what_reading_everything_gives(toy: Path, scanned: list[str]) -> None:
    whole = AnthologyData.read(toy)
    assert whole.mentions_without_id and fit_corpus({}, whole).papers
    scanned.clear()
    again = AnthologyData.read(toy)
    some = max(again.mentions_without_id, key=lambda slug: len(again.mentions_without_id[slug]))
    assert again.mentions_without_id[some] == whole.mentions_without_id[some]
    mention = whole.mentions_without_id[some][-1]
    assert again.slot(mention) == whole.slot(mention)
    assert again.items.get("2030.nothing-1.1") is None and again.mentions_without_id.get("nobody") is None
    assert again.items == whole.items and again.mentions_without_id == whole.mentions_without_id
    assert fit_corpus({}, again).papers == fit_corpus({}, whole).papers
    assert not scanned


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_cache_gives_no_wrong_result_and_no_error(toy: Path, seed: int) -> None:
    expected, chance = AnthologyData.read(toy), random.Random(seed)
    mentions = dict(expected.mentions_without_id)
    content = cache_file().read_bytes()
    broken: dict[int, bytes] = {8: b"", 9: b"no database " * 500, 10: content[: len(content) // 2]}
    damaged = bytearray(broken.get(seed, content))
    for place in () if seed in broken else chance.sample(range(len(content)), 40):
        damaged[place] ^= chance.randint(1, 255)
    cache_file().write_bytes(damaged)
    again = AnthologyData.read(toy)
    assert again.items == expected.items == AnthologyData.read(toy).items
    assert dict(again.mentions_without_id) == mentions


def test_values_of_another_kind_are_not_taken_for_the_data(toy: Path) -> None:
    expected = AnthologyData.read(toy)
    keep_cached((read_items._key(name, digest), b"\x93\x01\x02\x03") for name, digest in digests_of_data(toy).items())
    assert AnthologyData.read(toy).items == expected.items


def test_what_was_not_used_longest_goes_first_when_the_cache_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "MAX_BYTES", 2500)
    names = [key("test", bytes([n])) for n in range(3)]
    for day, name in enumerate(names):
        monkeypatch.setattr(time, "time", lambda day=day: 86400.0 * day)
        keep_cached([(name, bytes(1000))])
    assert set(find_cached(names)) == set(names[1:])


def test_many_may_write_at_once() -> None:
    names = [key("test", n.to_bytes(2, "big")) for n in range(200)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda name: keep_cached([(name, name * 50)]), names))
    assert find_cached(names) == {name: name * 50 for name in names}


def test_a_cache_that_cannot_be_written_is_done_without(
    toy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert AnthologyData.read(toy).items
    assert clear_cache() == 0


def test_the_command_clears_the_cache(toy: Path) -> None:
    AnthologyData.read(toy)
    assert cache_file().is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert "Deleted" in run("cache", "clear").stdout
    assert not cache_file().exists()
    assert "Nothing was kept" in run("cache", "clear").stdout


def test_a_file_that_changes_while_it_is_read_leaves_nothing_wrong_behind(toy: Path) -> None:
    digests = digests_of_data(toy)
    del digests["json/people.json"]
    file = min((toy / "xml").glob("*.xml"))
    file.write_text(file.read_text("utf-8").replace("<first>", "<first>New ", 1), "utf-8")
    with pytest.raises(DataError, match=f"{file.name}: changed while it was read"):
        list(read_items.read_items(toy, digests))
    assert not cache_file().exists()
