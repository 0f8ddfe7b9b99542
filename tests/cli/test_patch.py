"""`patch join` and `patch invert` on the command line: what they say, and that refusing is never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from generator.patch.document import read_patch, to_json
from generator.patch.operations import Action, Patch, PersonChange
from tests.patch.build import NEW, SECOND, THIRD, move


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["patch", *map(str, arguments)])


def refusal(result: Result) -> str:
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.exception  # no traceback
    assert result.stdout == "" and result.stderr.startswith("anthology-review: ")
    return result.stderr


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(to_json(Patch((move(THIRD, "song-wang-9656", NEW.id),), (NEW,))), "utf-8")
    return path


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.json"
    not_mine = move(THIRD, "song-wang-9656", None)
    path.write_text(to_json(Patch((not_mine, move(SECOND, "song-wang/unverified", "ada-byron")))), "utf-8")
    return path


def test_user_reads_what_the_written_patch_holds_and_where_it_is(mine: Path, theirs: Path, tmp_path: Path) -> None:
    both, undo = tmp_path / "both.json", tmp_path / "undo.json"
    joined = run("join", mine, theirs, "--out", both)
    expected = f"Wrote the joined patch to {both}: 2 assignments (1 of them confirmed), 1 person change.\n"
    assert (joined.exit_code, joined.stdout) == (0, expected)
    inverted = run("invert", mine, "--out", undo)
    expected = f"Wrote the inverse patch to {undo}: 1 assignment, 1 person change.\n"
    assert (inverted.exit_code, inverted.stdout) == (0, expected)
    assert len(read_patch(both).assignments) == 2 and len(read_patch(undo).assignments) == 1


def test_contradictions_are_listed_under_both_files(mine: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(to_json(Patch((move(THIRD, "song-wang-9656", "ada-byron"),))), "utf-8")
    message = refusal(run("join", mine, other, "--out", tmp_path / "both.json"))
    assert f"{mine} (first patch), {other} (second patch): they contradict each other:\n  2022.toy" in message
    assert not (tmp_path / "both.json").exists()


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b"[" * 100_000, b'{"format": NaN}', b'{"a": 1, "a": 1}'])
def test_damaged_patch_is_named_whichever_it_is(mine: Path, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    for arguments in (("join", mine, bad), ("join", bad, mine), ("invert", bad)):
        assert f"anthology-review: {bad}: " in refusal(run(*arguments, "--out", tmp_path / "out.json"))
    assert f"anthology-review: {bad}: " in refusal(run("show", bad))


def test_patch_that_cannot_be_inverted_is_named(toy: Path, tmp_path: Path) -> None:
    update = tmp_path / "update.json"
    update.write_text(to_json(Patch((), (PersonChange("bo-li", Action.UPDATE, degree="Toy"),))), "utf-8")
    out = tmp_path / "undo.json"
    assert f"{update}: person bo-li: " in refusal(run("invert", update, "--out", out))
    update.write_text(to_json(Patch((), (PersonChange("bo-lo", Action.UPDATE, degree="Toy"),))), "utf-8")
    message = refusal(run("invert", update, "--out", out, "--data", toy))
    assert f"{update}: the patch does not fit the data:\n  person bo-lo" in message


@pytest.mark.parametrize("command", ["join", "invert"])
def test_output_into_a_missing_folder_or_onto_a_folder_is_refused(
    mine: Path, theirs: Path, tmp_path: Path, command: str
) -> None:
    patches = (mine, theirs) if command == "join" else (mine,)
    missing = tmp_path / "missing" / "out.json"
    message = refusal(run(command, *patches, "--out", missing))
    assert f"{missing}: can't be written" in message and f"{missing.parent} " in message
    assert refusal(run(command, *patches, "--out", mine / "out.json"))


def test_inverting_with_a_folder_that_holds_no_data_is_refused(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    message = refusal(run("invert", mine, "--out", tmp_path / "undo.json", "--data", tmp_path / "empty"))
    assert "people.json: not found" in message
