"""A terminal without Unicode, a full disk, a closed pipe, unusual file names: a sentence at most, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model import Name
from generator.patch.document import to_json
from generator.patch.operations import Patch
from tests.patch.build import SECOND, move

HAN = Name("松", "王")


@pytest.fixture
def request_file(toy: Path) -> Path:
    path = toy.parent / "request.json"
    path.write_text(to_json(Patch((move(SECOND, "song-wang/unverified", "song-wang-9656"),), note="王")), "utf-8")
    return path


@pytest.fixture
def han(toy: Path) -> Path:
    """A patch that fits data with a Chinese name, and is named in Chinese."""
    xml = toy / "xml" / "2022.toy.xml"
    old, new = (
        "<first>Song</first><last>Wang</last></author><author>",
        "<first>松</first><last>王</last></author><author>",
    )
    xml.write_text(xml.read_text("utf-8").replace(old, new), "utf-8")
    path = toy.parent / "王.json"
    path.write_text(to_json(Patch((move(SECOND, "song-wang/unverified", "song-wang-9656", HAN),))), "utf-8")
    return path


def shell(command: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which ``review`` is the program, and check that nobody sees a traceback."""
    script = f'review() {{ "{sys.executable}" -m generator "$@"; }}; {command}'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *map(str, arguments)],
        capture_output=True,
        text=True,
        errors="replace",
        env=os.environ | environment,
        timeout=60,
    )
    assert "Traceback" not in done.stderr and "Error:" not in done.stderr.replace("\nError: Invalid", ""), done.stderr
    return done


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_names_that_the_terminal_cannot_show_stop_no_command(toy: Path, han: Path, encoding: str) -> None:
    script = (
        'review patch show "$1" && review patch invert "$1" --out "$2" && review apply "$1" --data "$3" --diff "$4"'
    )
    out, diff = toy.parent / "松.json", toy.parent / "松.diff"
    done = shell(script, han, out, toy, diff, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert "Changed 1 author slot" in done.stdout
    refused = shell(
        'review patch show "$1" && review apply "$1" --data "$2"', out, toy.parent, PYTHONIOENCODING=encoding
    )
    assert refused.returncode == 1 and refused.stderr.startswith("anthology-review: ")


def test_full_disk_closed_pipe_and_closed_output(toy: Path, request_file: Path) -> None:
    for command, status in (
        ('review patch show "$1" > /dev/full', 1),
        ('review patch invert "$1" --out /dev/full', 1),
        ('review patch join "$1" "$1" --out /dev/full', 1),
        ('review apply "$1" --data "$2" --check --diff /dev/full', 1),
        ('review patch show "$1" | head -0', 0),
        ("review --help | head -1", 0),
        ('review patch show "$1" >&-', 0),
    ):
        done = shell(command, request_file, toy)
        assert done.returncode == status, (command, done.stderr)
        assert done.stderr.startswith("anthology-review: " if status else "")
        assert done.stderr.count("\n") == status


def test_unusual_file_names_are_refused_in_a_sentence(toy: Path, request_file: Path) -> None:
    long = toy.parent / ("x" * 300)
    dangling, circle = toy.parent / "dangling", toy.parent / "circle"
    dangling.symlink_to("nowhere/x")
    circle.symlink_to("circle")
    for out in (long, dangling, circle):
        done = shell('review patch invert "$1" --out "$2"', request_file, out)
        assert done.returncode == 1 and done.stderr.startswith(f"anthology-review: {out}: ")
    for read in (long, dangling, circle, toy):
        done = shell('review patch show "$1"', read)
        assert done.returncode == 2 and str(read) in done.stderr
    name = os.fsencode(toy.parent) + b"/\xff.json"
    done = shell('review patch invert "$1" --out "$2"', request_file, os.fsdecode(name))
    assert done.returncode == 0 and Path(os.fsdecode(name)).exists()
