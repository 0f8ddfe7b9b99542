"""A damaged state must never make a wrong site, and a killed commit must not cost the work that it committed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.state.kept_values import AbstractSource, BuildInfo, LastBuild
from generator.build.state.lazy_values import StateUpdate
from generator.build.state.state_file import StartAnewError, StateFile

FIRST = BuildInfo("program", "settings", "first")


@pytest.fixture
def state(tmp_path: Path) -> StateFile:
    state = StateFile(tmp_path / "state.sqlite")
    with state.create() as store:
        keep(StateUpdate(LastBuild(), store), FIRST)
    return state


def keep(update: StateUpdate, info: BuildInfo) -> None:
    update.keep(LastBuild.info, info)
    update.keep(LastBuild.shells, {"index.html": "<h1>Home</h1>"})
    rows = ((f"2020.coil-{n}.1", AbstractSource("ada-example", bytes([n]))) for n in range(200))
    update.keep_rows(LastBuild.abstract_sources, rows)


def read(state: StateFile) -> tuple[BuildInfo, int]:
    with state.open() as store:
        last = LastBuild(store)
        return last.info, len(last.abstract_sources)


def test_what_was_kept_comes_back(state: StateFile) -> None:
    assert read(state) == (FIRST, 200)
    assert state.build() == "first"


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_never_pass_as_a_state(state: StateFile, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(state.path.read_bytes())
    for place in chance.sample(range(len(content)), chance.randint(1, 4)):
        content[place] ^= chance.randint(1, 255)
    state.path.write_bytes(content)
    with pytest.raises(StartAnewError, match=r"state\.sqlite is damaged"), state.open():
        pass
    assert state.build() == ""


def test_a_state_without_its_checksum_is_not_used(state: StateFile) -> None:
    state.path.with_name("state.sqlite.checksum").unlink()
    with pytest.raises(StartAnewError), state.open():
        pass


@pytest.mark.parametrize("killed_before", ["commit", "checksum"])
def test_a_build_killed_around_its_commit_leaves_the_old_state_or_the_new_one(
    state: StateFile, monkeypatch: pytest.MonkeyPatch, killed_before: str
) -> None:
    class KilledError(Exception):
        pass

    def kill(*_: object) -> None:
        raise KilledError

    with pytest.raises(KilledError), state.open() as store:
        store.begin()
        keep(StateUpdate(LastBuild(store), store), replace(FIRST, build="second"))
        if killed_before == "commit":
            monkeypatch.setattr(store, "commit", kill)
        else:
            monkeypatch.setattr(state, "_seal", kill)
        state.commit(store, "second")
    monkeypatch.undo()
    assert read(state)[0].build == ("first" if killed_before == "commit" else "second")
    with state.open() as store:
        store.begin()
        keep(StateUpdate(LastBuild(store), store), replace(FIRST, build="third"))
        state.commit(store, "third")
    assert read(state) == (replace(FIRST, build="third"), 200)


def test_a_copied_state_is_used_like_the_original(state: StateFile, tmp_path: Path) -> None:
    copy, moved = StateFile(tmp_path / "copy.sqlite"), StateFile(tmp_path / "moved.sqlite")
    state.copy_to(copy)
    copy.move_to(moved)
    assert read(moved) == read(state)
    assert not copy.exists()
