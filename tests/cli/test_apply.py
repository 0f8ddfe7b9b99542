"""`apply` on the command line: what it says, what it refuses, and that refusing is never a traceback."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.errors import DataError
from generator.model import Mention, Name
from generator.patch.data_lock import LOCK_FILE
from generator.patch.document import to_json
from generator.patch.operations import Action, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from tests.patch.build import SECOND, move, snapshot, split_song


def run(patch: Patch, toy: Path, *options: object) -> Result:
    path = toy.parent / "request.json"
    path.write_text(to_json(patch), "utf-8")
    return CliRunner().invoke(main, ["apply", str(path), "--data", str(toy), *map(str, options)])


def refusal(result: Result) -> str:
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.exception  # no traceback
    assert result.stdout == "" and result.stderr.startswith("anthology-review: ")
    return result.stderr


ONE = Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),))
MANY = replace(
    split_song(),
    assignments=(
        *split_song().assignments,
        move(Mention("W18-6310", 0), "bo-li/unverified", "bo-li", Name("Bo", "Li")),
    ),
    persons=(*split_song().persons, PersonChange("bo-li", Action.UPDATE, degree="Toy")),
)


@pytest.mark.parametrize(
    ("patch", "would", "did"),
    [
        (ONE, "Would change 1 author slot in 1 file.", "Changed 1 author slot in 1 file."),
        (
            MANY,
            "Would change 4 author slots in 2 files, create 1 person and change 1 person.",
            "Changed 4 author slots in 2 files, created 1 person and changed 1 person.",
        ),
        (
            Patch((), (PersonChange("ada-byron", Action.DELETE),)),
            "Would delete 1 person.",
            "Deleted 1 person.",
        ),
    ],
)
def test_user_reads_once_what_would_be_and_what_was_changed(toy: Path, patch: Patch, would: str, did: str) -> None:
    before = snapshot(toy)
    checked = run(patch, toy, "--check")
    assert checked.exit_code == 0 and checked.stdout.splitlines()[0] == would
    assert snapshot(toy) == before
    done = run(patch, toy, "--diff", toy.parent / "change.diff")
    assert done.exit_code == 0 and done.stdout.splitlines()[0] == did
    assert done.stdout.count("hanged") == did.count("hanged")
    assert done.stdout.splitlines()[-1] == f"Wrote the diff to {toy.parent / 'change.diff'}."
    again = run(patch, toy)
    assert again.stdout == "Nothing to do: the patch is already applied.\n"


def test_verifying_a_check_really_loads_the_result_and_writes_nothing(
    toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(toy)
    result = run(split_song(), toy, "--check", "--verify")
    assert result.exit_code == 0 and "acl-anthology loads the result." in result.stdout
    assert snapshot(toy) == before
    monkeypatch.setattr("generator.patch.planned_changes.edit_people", lambda *_: [])  # a result that is wrong
    refused = refusal(run(split_song(), toy, "--check", "--verify"))
    assert "acl-anthology refuses these data" in refused and "song-wang-602x" in refused
    assert snapshot(toy) == before


def test_result_that_acl_anthology_refuses_is_not_written(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(toy)
    monkeypatch.setattr("generator.patch.planned_changes.edit_people", lambda *_: [])
    assert "was not applied" in refusal(run(split_song(), toy, "--verify"))
    assert snapshot(toy) == before
    monkeypatch.undo()
    (toy / "xml" / "schema.rnc").unlink()
    assert f"{toy / 'xml' / 'schema.rnc'}: not found" in refusal(run(split_song(), toy, "--verify"))


def test_conflicts_are_listed_under_the_name_of_the_patch_file(toy: Path) -> None:
    patch = Patch((move(SECOND, "song-wang-9656", "nobody-x"),))
    message = refusal(run(patch, toy))
    assert message.startswith(f"anthology-review: {toy.parent / 'request.json'}: the patch does not fit the data:\n  ")
    assert len(message.splitlines()) == 3


def test_diff_into_a_missing_folder_is_refused_and_nothing_is_changed(toy: Path) -> None:
    before = snapshot(toy)
    missing = toy.parent / "missing" / "change.diff"
    assert f"{missing}: can't be written" in refusal(run(ONE, toy, "--diff", missing))
    assert snapshot(toy) == before


def _become_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("")


def _become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _become_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize("options", [(), ("--check",), ("--check", "--verify")])
@pytest.mark.parametrize(
    ("name", "spoil", "message"),
    [
        ("xml", shutil.rmtree, "xml: no such folder; give the data folder"),
        ("xml", _become_file, "xml: no such folder; give the data folder"),
        ("json", shutil.rmtree, "people.json: not found"),
        ("json", _become_file, "people.json: not found"),
        ("json/people.json", _become_folder, "people.json: not found"),
        ("json/people.json", _become_circle, "people.json: not found"),
        ("xml/2022.toy.xml", _become_folder, "2022.toy.xml: is not a regular file"),
        ("xml/2022.toy.xml", _become_circle, "found no such ID in the data"),
    ],
)
def test_damaged_data_folder_gives_a_message(
    toy: Path, options: tuple[str, ...], name: str, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(toy / name)
    assert message in refusal(run(ONE, toy, *options))


@pytest.mark.parametrize("part", ["xml", "json", "people.json", "2022.toy.xml"])
def test_data_that_the_user_may_not_look_at_give_a_message(
    toy: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    real = os.stat

    def denied(path: str | Path, *arguments: object, **named: object) -> os.stat_result:
        if part in Path(path).parts:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", denied)
    for options in ((), ("--check",)):
        message = refusal(run(ONE, toy, *options))
        assert part in message and "Permission denied" in message
    with pytest.raises(DataError, match="Permission denied"):
        plan_changes(ONE, toy)


def test_read_only_data_can_be_checked(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(toy))

    for operation in ("mkdir", "rename", "replace", "unlink", "chmod"):
        monkeypatch.setattr(os, operation, read_only)
    real = os.open

    def open_read_only(path: str, flags: int, *arguments: int, **named: int) -> int:
        if str(path).startswith(str(toy)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, flags, *arguments, **named)

    monkeypatch.setattr(os, "open", open_read_only)
    assert run(ONE, toy, "--check").exit_code == 0
    assert "Read-only file system" in refusal(run(ONE, toy))


def test_no_lock_file_stays_and_an_abandoned_one_blocks_nobody(toy: Path) -> None:
    (toy / LOCK_FILE).touch()  # as a killed process leaves it
    assert run(ONE, toy).exit_code == 0
    assert not (toy / LOCK_FILE).exists()
    assert {path.name for path in toy.iterdir()} == {"xml", "json"}
