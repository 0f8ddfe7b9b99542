"""Whatever happens to an apply, the data are in the old or the new state, or the next apply finishes it."""

from __future__ import annotations

import errno
import os
import random
import resource
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.patch import atomic_write
from generator.patch.apply import apply
from generator.patch.data_lock import LOCK_FILE, lock_data
from generator.patch.invert import invert
from generator.patch.operations import Patch
from generator.patch.planned_changes import plan_changes
from tests.patch.build import (
    EMPTY,
    SPLIT,
    THREE_FILES,
    put_back,
    snapshot,
)
from tests.patch.interrupt import failed_at, in_child, killed_at, killed_at_random


def after_of(data: Path, patch: Patch = THREE_FILES) -> dict[str, bytes]:
    return snapshot(data) | {change.file: change.new for change in plan_changes(patch, data).changes}


def assert_no_file_is_half_written(data: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    found = snapshot(data)
    assert all(found[file] in (old[file], new[file]) for file in old)


def test_killed_before_any_file_operation_nothing_is_lost(toy: Path) -> None:
    old, new = snapshot(toy), after_of(toy)
    assert len([file for file in old if old[file] != new[file]]) == 3
    outcomes, number = [], 0
    while killed_at(number, THREE_FILES, toy):
        assert_no_file_is_half_written(toy, old, new)
        apply(EMPTY, toy)  # whichever patch comes next mends
        found = snapshot(toy)
        assert found in (old, new)
        outcomes.append(found == new)
        apply(THREE_FILES, toy)
        assert snapshot(toy) == new
        put_back(toy, old)
        number += 1
    assert snapshot(toy) == new
    assert outcomes == sorted(outcomes) and {True, False} <= set(outcomes)  # old until some moment, then new
    assert number > 10


def test_killed_while_finishing_the_next_call_still_finishes(toy: Path) -> None:
    old, new = snapshot(toy), after_of(toy)
    for first in range(100):
        if not killed_at(first, THREE_FILES, toy):
            break
        for second in range(0, 100, 3):
            again = killed_at(second, EMPTY, toy)
            assert_no_file_is_half_written(toy, old, new)
            if not again:
                break
        apply(EMPTY, toy)
        assert snapshot(toy) in (old, new)
        put_back(toy, old)
    else:
        pytest.fail("apply never ended")


def test_killed_at_thirty_random_moments_nothing_is_lost(toy: Path) -> None:
    old, new = snapshot(toy), after_of(toy)
    patches = (THREE_FILES, invert(THREE_FILES, plan_changes(THREE_FILES, toy)))
    chance = random.Random(5)
    for _ in range(30):
        killed_at_random(patches, toy, chance, 0.1)
        assert_no_file_is_half_written(toy, old, new)
        apply(EMPTY, toy)
        assert snapshot(toy) in (old, new)
        apply(patches[1], toy) if snapshot(toy) == new else None
        assert snapshot(toy) == old


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_error_at_any_file_operation_gives_a_message_and_the_next_call_finishes(toy: Path, code: int) -> None:
    old, new = snapshot(toy), after_of(toy)
    number = 0
    while failed_at(number, THREE_FILES, toy, code):
        assert_no_file_is_half_written(toy, old, new)
        apply(THREE_FILES, toy)
        assert snapshot(toy) == new
        put_back(toy, old)
        number += 1
    assert number > 20


def test_disk_that_fills_up_within_a_file_leaves_the_old_data(toy: Path) -> None:
    old = snapshot(toy)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))  # every file needs more
        try:
            apply(THREE_FILES, toy)
        except DataError as error:
            os._exit(3 if "people.json: can" in str(error) and "nothing was changed" in str(error) else 4)
        os._exit(0)

    assert in_child(work) == 3
    assert snapshot(toy) == old


def test_disk_that_cannot_be_cleaned_either_gives_a_message(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = snapshot(toy)

    def read_only(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))

    monkeypatch.setattr(Path, "unlink", read_only)
    monkeypatch.setattr(atomic_write, "_write", read_only)
    with pytest.raises(DataError, match=r"Read-only file system.*nothing was changed"):
        apply(THREE_FILES, toy)
    assert snapshot(toy) == old | {LOCK_FILE: b""}


def test_file_that_cannot_be_read_is_named(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def denied(self: Path) -> bytes:
        if self.name == "W18.xml":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(DataError, match=r"W18.xml: can't be read \(Permission denied\)"):
        apply(THREE_FILES, toy)


@pytest.mark.parametrize("inside", [True, False])
def test_link_is_not_replaced_by_a_file(toy: Path, inside: bool) -> None:
    target = toy / "xml" / "elsewhere" if inside else toy.parent / "outside.xml"
    (toy / "xml" / "2022.toy.xml").rename(target)
    (toy / "xml" / "2022.toy.xml").symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(DataError, match="replace the link by the file"):
        apply(THREE_FILES, toy)
    assert (toy / "xml" / "2022.toy.xml").is_symlink() and target.read_bytes() == before


def test_linked_folder_out_of_the_data_is_not_followed(toy: Path) -> None:
    (toy / "xml").rename(toy.parent / "other")
    (toy / "xml").symlink_to(toy.parent / "other")
    before = snapshot(toy.parent / "other")
    with pytest.raises(DataError, match="replace the link"):
        apply(THREE_FILES, toy)
    assert snapshot(toy.parent / "other") == before


def test_crash_between_two_renames_is_finished_by_the_next_call(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {change.file: change.new for change in plan_changes(SPLIT, toy).changes}
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(SPLIT, toy)
    monkeypatch.undo()
    with pytest.raises(DataError, match="interrupted"):
        apply(SPLIT, toy, check=True)
    result = apply(SPLIT, toy)
    assert "interrupted; it is now finished" in result.notes[0]
    assert {file: (toy / file).read_bytes() for file in wanted} == wanted
    assert not [name for name in snapshot(toy) if "anthology-review" in name]


def test_crash_and_git_checkout_leave_the_old_data(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(toy)
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(SPLIT, toy)
    monkeypatch.undo()
    for file, data in before.items():
        (toy / file).write_bytes(data)
    with lock_data(toy):
        assert "discarded" in atomic_write.finish_interrupted_write(toy)
    assert snapshot(toy) == before


def test_crash_and_foreign_edit_are_refused_with_the_way_out(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash_after(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        apply(SPLIT, toy)
    monkeypatch.undo()
    (toy / "xml" / "2022.toy.xml").write_bytes(b"mine")
    with pytest.raises(DataError, match=r"(?s)xml/2022.toy.xml changed since.*git checkout"):
        apply(SPLIT, toy)


def test_full_disk_leaves_the_old_data(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(toy)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match=r"No space left.*nothing was changed"):
        apply(SPLIT, toy)
    assert snapshot(toy) == before


def test_link_out_of_the_folder_is_not_followed(toy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.xml"
    (toy / "xml" / "2022.toy.xml").rename(outside)
    (toy / "xml" / "2022.toy.xml").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(DataError, match="leads out of the data folder"):
        apply(SPLIT, toy)
    assert outside.read_bytes() == before


def crash_after(renames: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt after some of the renames that follow the journal's own."""
    done: list[Path] = []
    real = Path.replace

    def counted(self: Path, target: Path) -> Path:
        if len(done) > renames:
            raise KeyboardInterrupt
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", counted)
