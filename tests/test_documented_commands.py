"""Every command in the README and the documentation works as it stands there, in a folder that has what it names."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.conftest import DEMO, ROOT

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "content").glob("*.md")),
    *sorted((ROOT / "content" / "docs").glob("*.md")),
]
NOT_RUN = {
    "sh content/demo/run.sh": "installs from the package index; tests/test_setup.py and tests/cli/test_demo.py",
    "sh tests/run.sh": "runs these tests",
    'pip install "anthology-review @ git+https://github.com/OWNER/anthology-review@v0.1.0"': "see tests/test_wheel.py",
    "pip install 'anthology-review[dask]'     # on every machine": "needs several machines; tests/cli/test_groups.py",
    "git clone https://github.com/OWNER/anthology-review && cd anthology-review": "its owner is not known yet",
}
"""First line of a block -> why it can't be run here, and what tests the same instead."""
REPLACED = {"yang-liu/unverified": "ari-lanternby/unverified"}
"""What stands for something of the real Anthology -> the like in the demo."""
PATCH = {
    "format": "anthology-assignment-patch",
    "version": 1,
    "created": "2026-11-23T18:00:00Z",
    "generator": "anthology-review",
    "base": {"preview": "demo", "data_commit": None, "data_digest": None},
    "persons": [
        {
            "id": "ari-lanternby",
            "action": "create",
            "names": [{"first": "Ari", "last": "Lanternby"}],
            "degree": "University of Northhaven",
            "disable_name_matching": True,
        }
    ],
    "assignments": [
        {
            "paper": "2023.talkmaps-1.1",
            "role": "author",
            "position": 0,
            "name": {"first": "Ari", "last": "Lanternby"},
            "from": "ari-lanternby/unverified",
            "to": "ari-lanternby",
        }
    ],
    "undecided": [],
    "note": "",
}
GROBID = {"paper_id": "2009.coil-main.1", "fulltext": {"authors": [{"name": "Ari Lanternby"}]}}
JSON_FILES = ("PATCH.json", "MINE.json", "THEIRS.json", "home/Downloads/assignment-….json")
DIFF_FILES = ("home/Downloads/PATCH.diff", "home/Downloads/FILE.diff", "home/Downloads/assignment-….diff")


def blocks(page: Path) -> list[str]:
    return re.findall(r"^ *```sh\n(.*?)^ *```", page.read_text("utf-8"), re.M | re.S)


BLOCKS = [(page, block) for page in PAGES for block in blocks(page)]
INLINE = [(page, found) for page in PAGES for found in re.findall(r"`(git [^`]*apply [^`]*)`", page.read_text("utf-8"))]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands name: previews, data in a git repository, patches, the program."""
    folder = tmp_path_factory.mktemp("documented")
    shutil.copytree(DEMO / "preview", folder / "PREVIEW")
    shutil.copytree(DEMO / "preview", folder / "build" / "my-branch")
    for data in ("DATA", "data", "acl-anthology/data"):
        shutil.copytree(DEMO / "data", folder / data)
    subprocess.run(["git", "init", "--quiet", folder / "acl-anthology"], check=True)
    (folder / "home" / "Downloads").mkdir(parents=True)
    (folder / "requests.json").write_text("[]", "utf-8")
    for file in JSON_FILES:
        (folder / file).write_text(json.dumps(PATCH), "utf-8")
    done = run("apply", "PATCH.json", "--data", "DATA", "--check", "--diff", "made.diff", folder=folder)
    assert done.returncode == 0, done.stderr
    for file in DIFF_FILES:
        shutil.copy(folder / "made.diff", folder / file)
    done = run("build", "--preview", "PREVIEW", "--out", "base", folder=folder)
    assert done.returncode == 0, done.stderr
    shutil.move(folder / "base" / "manifest.json", folder / "base-manifest.json")
    (folder / "grobid").mkdir()
    (folder / "grobid" / "2009.coil-main.1.json").write_text(json.dumps(GROBID), "utf-8")
    (folder / "dblp.xml.gz").write_bytes(gzip.compress(b"<dblp></dblp>"))
    for evidence in ("dblp.jsonl", "affiliations.jsonl"):
        (folder / evidence).touch()
    program = folder / ".venv" / "bin" / "anthology-review"
    program.parent.mkdir(parents=True)
    for name, line in (
        (program.name, f'exec "{sys.executable}" -m generator "$@"'),
        ("python3", f'exec "{sys.executable}" "$@"'),
        ("gh", "echo '[]'"),  # stands for GitHub, which has no open issue
    ):
        (program.parent / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (program.parent / name).chmod(0o755)
    (folder / "bin" / "correct").mkdir(parents=True)
    shutil.copy(ROOT / "contrib" / "anthology" / "bulk_process_assignments.py", folder / "bin" / "correct")
    return folder


def type_in(commands: str, prepared: Path, folder: Path, below: str = ".") -> None:
    """Run commands in a copy of the prepared folder; the first that fails ends it."""
    shutil.copytree(prepared, folder)
    for name, other in REPLACED.items():
        commands = commands.replace(name, other)
    path = f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    command = ["sh", "-e", "-c", commands]
    done = subprocess.run(command, cwd=folder / below, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("page", "block"),
    [
        pytest.param(page, block, id=f"{page.name}: {block.splitlines()[0]}")
        for page, block in BLOCKS
        if block.splitlines()[0] not in NOT_RUN
    ],
)
def test_each_block_of_commands_works_as_it_stands(page: Path, block: str, prepared: Path, tmp_path: Path) -> None:
    type_in(block, prepared, tmp_path / "folder")


@pytest.mark.parametrize(("page", "command"), INLINE)
def test_each_git_command_within_the_text_works_in_the_anthologys_folder(
    page: Path, command: str, prepared: Path, tmp_path: Path
) -> None:
    type_in(command, prepared, tmp_path / "folder", "acl-anthology")
    assert 'id="ari-lanternby"' in (tmp_path / "folder/acl-anthology/data/xml/2023.talkmaps.xml").read_text("utf-8")


def test_what_is_not_run_stands_in_the_documentation() -> None:
    assert {block.splitlines()[0] for _, block in BLOCKS} >= NOT_RUN.keys()


def test_the_readme_begins_with_the_two_commands_alone() -> None:
    first, second, *_ = blocks(ROOT / "README.md")
    assert (first, second) == ("sh content/demo/run.sh\n", "sh tests/run.sh\n")
