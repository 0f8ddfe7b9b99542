"""No command overwrites what it reads, and none waits for a pipe or reads a device in place of an input."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.errors import DataError
from generator.grouping.training.gold import Gold
from generator.patch.apply import apply
from generator.patch.document import to_json
from generator.patch.operations import Patch
from generator.site.manifest import read_manifest
from tests.cli.command import PREVIEW, files
from tests.patch.build import SECOND, move


def refusal(*arguments: object) -> str:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.exception  # no traceback
    assert result.stdout == "" and result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture
def request_file(toy: Path) -> Path:
    path = toy.parent / "request.json"
    path.write_text(to_json(Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),))), "utf-8")
    return path


COMMANDS: dict[str, Callable[[Path, Path], tuple[object, ...]]] = {
    "apply": lambda patch, data: ("apply", patch, "--data", data, "--check", "--diff"),
    "invert": lambda patch, data: ("patch", "invert", patch, "--data", data, "--out"),
    "join": lambda patch, data: ("patch", "join", patch, patch, "--out"),
    "groups": lambda patch, data: ("groups", "--preview", PREVIEW, "--data", data, "--out"),
    "evaluate": lambda patch, data: ("evaluate", patch, "--data", data, "--out"),
    "train": lambda patch, data: ("train", patch, "--data", data, "--out"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_never_one_of_the_inputs(toy: Path, request_file: Path, name: str) -> None:
    command = COMMANDS[name](request_file, toy)
    outside = toy.parent / "link.json"
    outside.symlink_to(toy / "xml" / "new.xml")  # nothing is there yet
    hard = toy.parent / "hard.json"
    hard.hardlink_to(toy / "json" / "people.json")
    same = toy.parent / "same.json"
    same.symlink_to(request_file)
    before = files(toy.parent)
    if name != "join":
        for out in (toy / "xml" / "W18.xml", toy / "json" / "new.json", outside, hard):
            assert f"{out}: lies in the data" in refusal(*command, out)
    if name != "groups":
        for out in (request_file, same):
            assert f"{out}: is read by this command" in refusal(*command, out)
    assert files(toy.parent) == before


def test_caller_of_apply_cannot_overwrite_the_data_either(toy: Path) -> None:
    from generator.errors import ReviewError

    with pytest.raises(ReviewError, match="lies in the data"):
        apply(Patch(()), toy, check=True, diff_path=toy / "xml" / "W18.xml")


def test_patch_gold_file_or_preview_that_is_a_pipe_or_device_ends_at_once(toy: Path, tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.json", tmp_path / "device.json"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    out = tmp_path / "out.json"
    assert f"{pipe}: line 1, column 1: not JSON" in refusal("patch", "show", pipe)
    assert f"{device}: too large" in refusal("patch", "show", device)
    for path in (pipe, device):
        assert "is not a regular file" in refusal("train", path, "--data", toy, "--out", out)
        assert "is not a regular file" in refusal("groups", "--preview", path, "--out", out)


def test_verifying_does_not_hand_a_pipe_to_the_library(toy: Path, request_file: Path) -> None:
    os.mkfifo(toy / "xml" / "2023.toy.xml")
    message = refusal("apply", request_file, "--data", toy, "--verify")
    assert "2023.toy.xml: is not a regular file" in message


@pytest.mark.parametrize("option", ["--out", "--state"])
@pytest.mark.parametrize("place", ["preview/people/site", "data/xml/site", "decided", "mails/site", "link/site"])
def test_a_site_is_not_put_where_the_next_build_would_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, option: str
) -> None:
    for folder in ("preview/people", "data/xml", "decided", "mails"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to("mails")
    monkeypatch.chdir(tmp_path)
    inputs = ("--preview", "preview", "--data", "data", "--decided", "decided", "--requests", "mails")
    outputs = {"--out": "site", "--state": "state"} | {option: place}
    assert refusal("build", *inputs, *(word for pair in outputs.items() for word in pair)).startswith(
        f"anthology-review: {place}: lies in "
    )
    assert not list(tmp_path.rglob("site"))


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [("p.tar.zst", 6 * 10**10, "it does not begin like a"), ("p.tar.gz", 6 * 10**10, "it does not begin like a"),
     ("p.tar", 10**11, "has more than"), ("p.zip", 10**11, "has more than"), ("mails/x.eml", 11_000_000, "MB")],
)  # fmt: skip
def test_what_is_no_archive_or_no_mail_is_refused_before_it_is_read(
    name: str, size: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mails").mkdir()
    (tmp_path / name).touch()
    os.truncate(tmp_path / name, size)
    monkeypatch.chdir(tmp_path)
    given = ("--preview", PREVIEW, "--requests", "mails") if "mails" in name else ("--preview", name)
    said = refusal("build", *given, "--out", "site")
    assert said.startswith(f"anthology-review: {name}: ") and why in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("read", [Gold.read, read_manifest])
def test_a_file_that_would_fill_the_memory_is_refused_unread(tmp_path: Path, read: Callable[[Path], object]) -> None:
    path = tmp_path / "huge.json"
    path.touch()
    os.truncate(path, 10**13)
    with pytest.raises(DataError, match=r"huge\.json: has more than"):
        read(path)
