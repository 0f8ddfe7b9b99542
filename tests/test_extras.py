"""Optional dependencies: named in pyproject.toml as in the code, and asked for before any work."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.errors import ReviewError
from generator.extras import EXTRAS, require_extra
from tests.cli.command import DATA, PREVIEW
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("extra", "command"),
    [
        ("compress", ("build", "--preview", PREVIEW, "--out", "site", "--compress")),
        ("profile", ("build", "--preview", PREVIEW, "--out", "site", "--profile")),
        ("dask", ("groups", "--preview", PREVIEW, "--out", "groups.json", "--dask", "tcp://127.0.0.1:1")),
        ("plots", ("evaluate", "patch.json", "--data", DATA, "--plots", "plots")),
        ("verify", ("apply", "patch.json", "--data", DATA, "--verify")),
    ],
)
def test_a_missing_extra_is_named_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: str, command: tuple[object]
) -> None:
    (tmp_path / "patch.json").write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, EXTRAS[extra][0], None)
    done = CliRunner().invoke(main, [*map(str, command)])
    assert done.exit_code == 1 and type(done.exception) is SystemExit
    assert f"{sys.executable} -m pip install 'anthology-review[{extra}]'" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["patch.json"]


def test_each_extra_can_be_installed_and_the_tests_have_them_all() -> None:
    optional = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert optional.keys() == EXTRAS.keys() | {"dev", "benchmarks"}
    assert f"anthology-review[{','.join(sorted(EXTRAS))}]" in optional["dev"]
    for extra in EXTRAS:
        require_extra(extra, "nothing")


def test_a_missing_extra_is_an_error_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    with pytest.raises(ReviewError, match=r"`build --profile` needs the extra `profile`, and psutil can't be imported"):
        require_extra("profile", "build --profile")
