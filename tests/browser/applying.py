"""Applies a downloaded patch by our command and a downloaded diff by git, and asks acl_anthology for the result."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from generator.anthology import library_check
from tests.patch.build import snapshot as everything


def snapshot(data: Path) -> dict[str, bytes]:
    """Every file below a folder, without git's own."""
    return {name: content for name, content in everything(data).items() if not name.startswith(".git/")}


def apply_both_ways(data: Path, json_patch: Path, diff: Path, folder: Path) -> Path:
    """Apply JSON with our command and the diff with git; both must give the same bytes.

    Returns:
        The changed copy of the data.
    """
    ours, theirs = folder / "ours", folder / "theirs"
    for copy in (ours, theirs):
        shutil.copytree(data, copy)
    command = [sys.executable, "-m", "generator", "apply", str(json_patch), "--data", str(ours)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for step in (["init", "-q"], ["apply", "--check", str(diff)], ["apply", str(diff)]):
        done = subprocess.run(["git", *step], cwd=theirs, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert snapshot(ours) == snapshot(theirs)
    return ours


def papers(data: Path, *persons: str) -> dict[str, set[str]]:
    """Papers of each person, as acl_anthology resolves them."""
    return {person: set(items) for person, items in library_check.items_by_person(data, persons).items()}
