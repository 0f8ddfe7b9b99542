"""The script for the Anthology's repository does what our own command does, through the Anthology's library."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import canonicalize

import pytest

from generator.anthology.data import AnthologyData
from generator.errors import ConflictError, PatchError
from generator.model import Name
from generator.patch.apply import apply
from generator.patch.document import parse_patch, to_json
from generator.patch.operations import Action, Patch, PersonChange
from tests.conftest import DEMO, ROOT
from tests.patch.build import git, move, snapshot
from tests.patch.random_sets import Sets

SCRIPT = ROOT / "contrib" / "anthology" / "bulk_process_assignments.py"
OLD, NEW = "kit-barleycombe", "kit-barleycombe-copper"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bulk_process_assignments", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the demo's data."""
    shutil.copytree(DEMO / "data", tmp_path / "repository" / "data")
    for arguments in (("init", "-q"), ("config", "user.name", "Ada"), ("config", "user.email", "ada@example.org")):
        git(tmp_path / "repository", *arguments)
    git(tmp_path / "repository", "add", ".")
    git(tmp_path / "repository", "commit", "-q", "-m", "data")
    return tmp_path / "repository"


def issue(number: int, patch: Patch, labels: tuple[str, ...] = ("approved",)) -> dict[str, Any]:
    """An issue as `gh issue list --json` writes it, with text and patch as a review page puts them together."""
    body = f"### Author Pages\r\n\r\nhttps://aclanthology.org/people/x/\r\n\r\n```json\r\n{to_json(patch)}```\r\n"
    return {
        "number": number,
        "title": f"Author Page: p{number}",
        "body": body,
        "labels": [{"name": one} for one in labels],
    }


def merge(data: AnthologyData) -> Patch:
    """The two entries of Kit Barleycombe become one."""
    slots = [data.slot(mention) for mention in data.mentions_of(NEW)]
    moves = tuple(move(slot.mention, NEW, OLD, slot.name) for slot in slots if slot.person)
    gone = data.people.persons[NEW]
    stays = PersonChange(OLD, Action.UPDATE, orcid=gone.orcid, degree=gone.degree, disable_name_matching=True)
    return Patch(moves, (stays, PersonChange(NEW, Action.DELETE)))


def run(script: ModuleType, folder: Path, issues: list[dict[str, Any]], *options: str) -> int:
    (folder / "issues.json").write_text(json.dumps(issues), "utf-8")
    return int(script.main(["--file", str(folder / "issues.json"), "--data", str(folder / "data"), *options]))


def content(data: Path) -> dict[str, str]:
    """All files; of XML what it says, since the library adds comments and orders attributes when it writes a file."""
    xml = {path.name: canonicalize(path.read_text("utf-8"), strip_text=True) for path in data.glob("xml/*.xml")}
    return {**xml, "people": (data / "json" / "people.json").read_text("utf-8")}


def log(repository: Path) -> list[str]:
    command = ["git", "log", "--format=%s"]
    return subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True).stdout.splitlines()


def test_script_and_apply_give_the_same_data(script: ModuleType, repository: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(DEMO / "data", ours)
    data = AnthologyData.read(ours)
    sets = Sets(data, seed=5)
    issues: list[dict[str, Any]] = []
    for patch in (merge(data), *(sets.draw() for _ in range(12))):
        try:
            apply(parse_patch(to_json(patch)), ours)
        except (ConflictError, PatchError):
            continue
        issues.append(issue(len(issues) + 1, patch))
    assert len(issues) > 5
    assert run(script, repository, issues) == 0
    assert content(repository / "data") == content(ours)
    assert log(repository)[-2] == "Author assignments: Author Page: p1 (closes #1)"


def test_only_approved_issues_are_touched_and_a_dry_run_touches_none(
    script: ModuleType, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(repository / "data")
    patch = merge(AnthologyData.read(repository / "data"))
    assert run(script, repository, [issue(3, patch, ("author-page",))]) == 0
    assert run(script, repository, [issue(4, patch)], "--dry-run") == 0
    assert "#4: fits. Slots: 1, entries: 2." in capsys.readouterr().out
    assert snapshot(repository / "data") == before and len(log(repository)) == 1
    assert run(script, repository, [issue(3, patch, ("author-page",))], "--issue", "3") == 0
    assert log(repository)[0].endswith("(closes #3)")
    assert run(script, repository, [issue(3, patch)]) == 0 and len(log(repository)) == 2, (
        "a second time nothing changes"
    )


def test_a_patch_that_does_not_fit_changes_nothing_and_says_why(
    script: ModuleType, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = AnthologyData.read(repository / "data")
    before = snapshot(repository / "data")
    whole = merge(data)
    first = whole.assignments[0]
    bad = {
        "still has the ID": Patch(whole.assignments[1:], whole.persons),
        "found it on": Patch((move(first.mention, OLD, "noor-applegarth", first.name),)),
        "no such slot": Patch((move(type(first.mention)("2099.coil-main.1", 0), NEW, OLD),)),
        "there is no person": Patch((move(first.mention, NEW, "nobody-x", first.name),)),
        "assigned twice": Patch((first, first), whole.persons),
        "belongs to": Patch((), (PersonChange(OLD, Action.UPDATE, orcid=data.people.persons[NEW].orcid),)),
        "it exists": Patch((), (PersonChange(OLD, Action.CREATE, (first.name, Name("Kit", "Copper"))),)),
    }
    for number, (why, patch) in enumerate(bad.items(), 1):
        assert run(script, repository, [issue(number, patch)]) == 1
        assert why in capsys.readouterr().err
    newer = issue(9, whole)
    newer["body"] = newer["body"].replace('"version": 1', '"version": 2')
    assert run(script, repository, [newer]) == 1
    assert snapshot(repository / "data") == before and len(log(repository)) == 1


def test_no_text_of_an_issue_stops_the_others_or_speaks_for_them(
    script: ModuleType, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody can write an issue, and edit it after its approval."""
    whole = issue(9, merge(AnthologyData.read(repository / "data")))
    whole["title"] = "Author Page: p9, closes #1, fixes GH-2 acl-org/acl-anthology#3 @all"
    changes = {
        '"to": "kit-barleycombe"': ('"to": ["kit-barleycombe"]', '"to": "x\\ud800"', '"to": "a", "to": "b"'),
        '"position": 0': ('"position": true', '"position": NaN', '"position": ' + "[" * 50_000),
        '"action": "delete"': (
            '"action": "delete", "names": [{"last": "X"}]',
            '"action": {}',
            '"action": "x\\u001b[2J"',
        ),
        "```json": ("```json\r\n" * 5000,),
    }
    bad = [
        {**whole, "number": number, "body": whole["body"].replace(old, new, 1)}
        for number, (old, new) in enumerate(((old, new) for old, many in changes.items() for new in many), 10)
    ]
    assert all(one["body"] != whole["body"] for one in bad)
    assert run(script, repository, [*bad, whole]) == 1
    printed = capsys.readouterr()
    assert (printed.out + printed.err).replace("\n", "").isprintable()
    assert (
        log(repository)[0]
        == "Author assignments: Author Page: p9, closes 1, fixes 2 acl-org/acl-anthology 3 all (closes #9)"
    )
    assert len(log(repository)) == 2


def test_what_else_was_changed_is_never_committed_with_an_issue(
    script: ModuleType, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    patch = issue(9, merge(AnthologyData.read(repository / "data")))
    (repository / "notes.txt").write_text("mine")
    git(repository, "add", "notes.txt")
    assert run(script, repository, [patch]) == 0
    command = ["git", "show", "--stat", "--format=", "HEAD"]
    assert "notes.txt" not in subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True).stdout
    file = next((repository / "data" / "xml").glob("*.xml"))
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(SystemExit, match="has uncommitted changes; commit or stash them first"):
        run(script, repository, [patch])


def test_what_cannot_be_read_is_one_sentence(script: ModuleType, repository: Path) -> None:
    with pytest.raises(SystemExit, match=r"no folder with the Anthology's data; name it with --data\."):
        script.main(["--data", str(repository)])
    with pytest.raises(SystemExit, match=r"^The issues can't be read: .*issues\.json"):
        script.main(["--file", str(repository / "issues.json"), "--data", str(repository / "data")])
