"""A release is tagged, numbered and described alike, or refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.release import problems

RELEASED = "# Changelog\n\n## [0.2.0] - 2026-12-01\n\n- b\n\n## [0.1.0] - 2026-11-25\n\n- a\n"


def project(folder: Path, number: str, changelog: str) -> Path:
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n', "utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, "utf-8")
    return folder


def test_version_and_changelog_of_this_project_agree() -> None:
    assert problems(ROOT) == []


def test_a_tag_that_agrees_with_both_is_released(tmp_path: Path) -> None:
    assert problems(project(tmp_path, "0.2.0", RELEASED), "v0.2.0") == []


@pytest.mark.parametrize(
    ("number", "changelog", "tag", "said"),
    [
        ("0.2.0", RELEASED, "v0.2.1", "tag is v0.2.1"),
        ("0.2.0", RELEASED, "0.2.0", "tag v0.2.0"),
        ("0.3.0", RELEASED, "v0.3.0", "doesn't begin with version 0.3.0"),
        ("0.1.0", RELEASED, None, "has released 0.2.0"),
        ("0.2.0", RELEASED.replace(" - 2026-12-01", ""), None, "0.2.0 has no date"),
        ("0.2.0", RELEASED.replace("[0.1.0]", "[0.3.0]"), None, "newest version comes first"),
        ("0.2.0", RELEASED.replace("## [0.1.0]", "## 0.1.0"), None, "each heading is"),
        ("0.2.0", RELEASED.replace("- b", "- b\n\n## [Unreleased]"), "v0.2.0", "newest version comes first"),
        ("0.2.0", RELEASED.replace("## [0.2.0]", "## [Unreleased]\n\n## [0.2.0]"), "v0.2.0", "doesn't begin with"),
    ],
)
def test_what_does_not_agree_is_named(tmp_path: Path, number: str, changelog: str, tag: str | None, said: str) -> None:
    assert any(said in problem for problem in problems(project(tmp_path, number, changelog), tag))


def test_the_check_in_the_workflow_ends_with_status_1(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, ROOT / "tests" / "release.py", "v99.0.0"], capture_output=True, text=True)
    assert done.returncode == 1 and "The tag is v99.0.0" in done.stderr
