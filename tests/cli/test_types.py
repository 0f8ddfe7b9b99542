"""Places where nothing can be written are refused before the work begins, with the reason and no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.command import DATA, PREVIEW, files, run

BUILD = ("build", "--preview", PREVIEW, "--jobs", 1)
GROUPS = ("groups", "--preview", PREVIEW, "--jobs", 1)
EVALUATE = ("evaluate", "gold.json", "--data", DATA)
TRAIN = ("train", "gold.json", "--data", DATA)


@pytest.mark.parametrize(
    "command",
    [
        (*BUILD, "--out", "file/site"),
        (*BUILD, "--out", "file/below/site"),
        (*BUILD, "--out", "site", "--state", "file/state"),
        (*GROUPS, "--out", "file/groups.json"),
        (*GROUPS, "--out", "nowhere/groups.json"),
        (*EVALUATE, "--out", "file/report.json"),
        (*EVALUATE, "--plots", "file/plots"),
        (*TRAIN, "--out", "file/model.json"),
        (*TRAIN, "--out", "nowhere/model.json"),
    ],
)
def test_a_place_where_nothing_can_be_made_is_refused_before_the_work(tmp_path: Path, command: tuple[object]) -> None:
    (tmp_path / "file").write_text("keep me", "utf-8")
    (tmp_path / "gold.json").write_text("{}", "utf-8")  # refused as soon as it is read
    done = run(*command, folder=tmp_path)
    assert done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"anthology-review: {command[-1]}: can't be ")
    assert set(files(tmp_path)) == {"file", "gold.json"}


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ((*BUILD, "--out"), "locked/new/site"),
        ((*BUILD, "--out", "site", "--state"), "locked/state"),
        ((*GROUPS, "--out"), "locked/groups.json"),
    ],
)
def test_a_folder_without_permission_to_write_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[object], wanted: str, existing: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    locked = (tmp_path / "locked").resolve()
    locked.mkdir()
    if existing:
        (tmp_path / wanted).parent.mkdir(exist_ok=True)
        if wanted.endswith(".json"):
            (tmp_path / wanted).touch()

    def access(path: Path, mode: int) -> bool:
        """What the system says to an ordinary user; root may write anywhere."""
        return not mode & os.W_OK or locked not in (path.resolve(), *path.resolve().parents)

    monkeypatch.setattr(os, "access", access)
    done = CliRunner().invoke(main, [*map(str, command), wanted])
    assert done.exit_code == 1 and type(done.exception) is SystemExit
    assert done.stderr.startswith(f"anthology-review: {wanted}: can't be ") and "Give another" in done.stderr


def test_a_result_that_is_refused_later_leaves_the_earlier_file_alone(tmp_path: Path) -> None:
    out = tmp_path / "groups.json"
    out.write_text("keep me", "utf-8")
    assert run(*GROUPS, "--pages", "nobody/unverified", "--out", out).returncode == 1
    assert out.read_text("utf-8") == "keep me"
