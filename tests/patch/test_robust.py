"""Whatever happens to an apply, the data are in the old or the new state, or the next apply mends them."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.model import Mention, Name
from generator.patch import atomic_write
from generator.patch.apply import apply
from generator.patch.data_lock import LOCK_FILE, lock_data
from generator.patch.document import to_json
from generator.patch.invert import invert
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from generator.patch.uncommitted import uncommitted_files
from tests.patch.build import move, snapshot, split_song
from tests.patch.interrupt import failed_at, in_child, killed_at, killed_at_random

OLD_PAPER = move(Mention("W18-6310", 0), "bo-li/unverified", "song-wang-602x", Name("Bo", "Li"))
ALL = replace(split_song(), assignments=(*split_song().assignments, OLD_PAPER))  # three files change
EMPTY = Patch(())


def after_of(data: Path, patch: Patch = ALL) -> dict[str, bytes]:
    return snapshot(data) | {change.file: change.new for change in plan_changes(patch, data).changes}


def assert_no_file_is_half_written(data: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    found = snapshot(data)
    assert all(found[file] in (old[file], new[file]) for file in old)


def put_back(data: Path, files: dict[str, bytes]) -> None:
    for file, content in files.items():
        (data / file).write_bytes(content)


def test_killed_before_any_file_operation_nothing_is_lost(toy: Path) -> None:
    old, new = snapshot(toy), after_of(toy)
    assert len([file for file in old if old[file] != new[file]]) == 3
    outcomes, number = [], 0
    while killed_at(number, ALL, toy):
        assert_no_file_is_half_written(toy, old, new)
        apply(EMPTY, toy)  # whichever patch comes next mends
        found = snapshot(toy)
        assert found in (old, new)
        outcomes.append(found == new)
        apply(ALL, toy)
        assert snapshot(toy) == new
        put_back(toy, old)
        number += 1
    assert snapshot(toy) == new
    assert outcomes == sorted(outcomes) and {True, False} <= set(outcomes)  # old until some moment, then new
    assert number > 10


def test_killed_while_mending_the_next_call_still_mends(toy: Path) -> None:
    old, new = snapshot(toy), after_of(toy)
    for first in range(100):
        if not killed_at(first, ALL, toy):
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
    patches = (ALL, invert(ALL, plan_changes(ALL, toy)))
    chance = random.Random(5)
    for _ in range(30):
        killed_at_random(patches, toy, chance, 0.1)
        assert_no_file_is_half_written(toy, old, new)
        apply(EMPTY, toy)
        assert snapshot(toy) in (old, new)
        apply(patches[1], toy) if snapshot(toy) == new else None
        assert snapshot(toy) == old


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_error_at_any_file_operation_is_a_message_and_mended_by_the_next_call(toy: Path, code: int) -> None:
    old, new = snapshot(toy), after_of(toy)
    number = 0
    while failed_at(number, ALL, toy, code):
        assert_no_file_is_half_written(toy, old, new)
        apply(ALL, toy)
        assert snapshot(toy) == new
        put_back(toy, old)
        number += 1
    assert number > 20


def test_disk_that_fills_up_within_a_file_leaves_the_old_data(toy: Path) -> None:
    old = snapshot(toy)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))  # every file needs more
        try:
            apply(ALL, toy)
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
        apply(ALL, toy)
    assert snapshot(toy) == old | {LOCK_FILE: b""}


def test_file_that_cannot_be_read_is_named(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def denied(self: Path) -> bytes:
        if self.name == "W18.xml":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(DataError, match=r"W18.xml: can't be read \(Permission denied\)"):
        apply(ALL, toy)


def test_second_process_is_told_to_wait(toy: Path) -> None:
    old = snapshot(toy)
    path = toy.parent / "patch.json"
    path.write_text(to_json(ALL))
    with lock_data(toy):
        second = subprocess.run(
            [sys.executable, "-m", "generator", "apply", str(path), "--data", str(toy)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1 and "another apply is running here; wait" in second.stderr
    assert snapshot(toy) == old


def git(data: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=data.parent, check=True, capture_output=True)


def test_uncommitted_changes_are_allowed_and_named(toy: Path) -> None:
    git(toy, "init", "-q")
    git(toy, "add", ".")
    git(toy, "commit", "-qm", "all")
    assert not any("Not committed" in note for note in apply(ALL, toy, check=True).notes)
    for file in ("xml/W18.xml", "xml/schema.rnc"):
        (toy / file).write_text((toy / file).read_text() + "\n")
    (note,) = [note for note in apply(ALL, toy).notes if "Not committed" in note]
    assert "xml/W18.xml" in note and "toy.xml" not in note and "schema" not in note
    assert (toy / "xml" / "W18.xml").read_text().endswith("\n\n")


def test_without_git_there_is_only_no_note(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert uncommitted_files(toy, ["xml/W18.xml"]) == []
    assert apply(ALL, toy).changes


@pytest.mark.parametrize("inside", [True, False])
def test_link_is_not_replaced_by_a_file(toy: Path, inside: bool) -> None:
    target = toy / "xml" / "elsewhere" if inside else toy.parent / "outside.xml"
    (toy / "xml" / "2022.toy.xml").rename(target)
    (toy / "xml" / "2022.toy.xml").symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(DataError, match="replace the link by the file"):
        apply(ALL, toy)
    assert (toy / "xml" / "2022.toy.xml").is_symlink() and target.read_bytes() == before


def test_linked_folder_out_of_the_data_is_not_followed(toy: Path) -> None:
    (toy / "xml").rename(toy.parent / "other")
    (toy / "xml").symlink_to(toy.parent / "other")
    before = snapshot(toy.parent / "other")
    with pytest.raises(DataError, match="replace the link"):
        apply(ALL, toy)
    assert snapshot(toy.parent / "other") == before


FORMS: dict[str, Callable[[str], str]] = {
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "no final line end": str.rstrip,
    "four spaces": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=4) + "\n",
    "names spread over lines": lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n",
    "ASCII only": lambda text: json.dumps(json.loads(text), indent=1),
    "not sorted": lambda text: json.dumps(dict(reversed(json.loads(text).items())), indent=2),
    "keys in another order": lambda text: json.dumps(json.loads(text), indent=2, sort_keys=True),
}


@pytest.mark.parametrize("form", FORMS)
def test_people_file_in_another_form_keeps_what_is_not_touched(toy: Path, tmp_path: Path, form: str) -> None:
    path = toy / "json" / "people.json"
    path.write_bytes(FORMS[form](path.read_text()).encode())
    before, records = snapshot(toy), json.loads(path.read_text())
    patch = replace(ALL, persons=(*ALL.persons, PersonChange("bo-li", Action.UPDATE, degree="Ü")))
    inverse = invert(patch, plan_changes(patch, toy))
    diff = tmp_path / "p.diff"
    apply(patch, toy, diff_path=diff)
    found = json.loads(path.read_bytes())
    assert found.pop("song-wang-602x")["names"][1] == {"first": "Bo", "last": "Li"}
    assert found == records | {"bo-li": {**records["bo-li"], "degree": "Ü"}}
    ada = next(part for part in before["json/people.json"].split(b'"ada-byron"')[1:])[:60]
    assert ada in path.read_bytes()
    after = snapshot(toy)
    put_back(toy, before)
    git(toy, "init", "-q")
    git(toy, "apply", "--whitespace=nowarn", "--directory=data", str(diff))
    assert snapshot(toy) == after
    apply(inverse, toy)
    assert json.loads(path.read_bytes()) == records


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_people_file_on_one_line_is_refused_and_left_alone(toy: Path, separators: tuple[str, str]) -> None:
    path = toy / "json" / "people.json"
    path.write_text(json.dumps(json.loads(path.read_text()), separators=separators))
    before = snapshot(toy)
    with pytest.raises(DataError, match=r"people.json, line 1: .*format the file"):
        apply(ALL, toy)
    assert snapshot(toy) == before
