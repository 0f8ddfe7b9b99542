from __future__ import annotations

from pathlib import Path

import pytest

from generator.patch.apply import apply
from generator.patch.uncommitted import uncommitted_files
from tests.patch.build import (
    THREE_FILES,
    git,
)


def test_uncommitted_changes_are_allowed_and_named(toy: Path) -> None:
    git(toy.parent, "init", "-q")
    git(toy.parent, "add", ".")
    git(toy.parent, "commit", "-qm", "all")
    assert not any("Not committed" in note for note in apply(THREE_FILES, toy, check=True).notes)
    for file in ("xml/W18.xml", "xml/schema.rnc"):
        (toy / file).write_text((toy / file).read_text() + "\n")
    (note,) = [note for note in apply(THREE_FILES, toy).notes if "Not committed" in note]
    assert "xml/W18.xml" in note and "toy.xml" not in note and "schema" not in note
    assert (toy / "xml" / "W18.xml").read_text().endswith("\n\n")


def test_without_git_the_patch_is_applied_and_there_is_no_note(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert uncommitted_files(toy, ["xml/W18.xml"]) == []
    assert apply(THREE_FILES, toy).changes
