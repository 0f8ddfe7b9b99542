"""The steps by which a preview's CI publishes review pages: build beside the base's manifest, link, one comment."""

from __future__ import annotations

import errno
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from tests.cli.command import run as run_command
from tests.conftest import DEMO, ROOT

REUSED = re.compile(r"Nothing has changed since this site was built")
"""What a build says that found its earlier work."""
ACTION = ROOT / ".github" / "actions" / "review"
ADDRESS = "https://preview.invalid/my-branch"


def test_author_pages_link_to_their_review_pages_and_are_read_as_before(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    command = [sys.executable, "-m", "generator"]
    build = [*command, "build", "--preview", str(preview), "--data", str(DEMO / "data"), "--jobs", "1"]
    build += ["--out", str(preview / "review")]
    subprocess.run(build, check=True, capture_output=True)
    before = {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()}
    link = [*command, "link", "--preview", str(preview), "--site", str(preview / "review")]
    assert "got the link: 34; that had it: 0" in subprocess.run(link, check=True, capture_output=True, text=True).stdout
    page = preview / "people" / "ari-lanternby" / "unverified" / "index.html"
    [target] = re.findall(r'<a href="([^"]*)">Review paper assignments</a>', page.read_text("utf-8"))
    assert Path(urljoin(page.as_uri(), target).removeprefix("file://")).is_file()
    subprocess.run(build, check=True, capture_output=True)
    assert {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()} == before


def test_names_and_reasons_of_a_proposed_change_stay_text_in_the_comment(tmp_path: Path) -> None:
    queue = tmp_path / "assets" / "data" / "queue.js"
    queue.parent.mkdir(parents=True)
    name = "<img src=x> @acl [x](javascript:y) | https://evil.invalid"
    row = "\t".join(("x-y/", name, "3", "2", "", "", "mixes-people", "`code` **bold**", ""))
    queue.write_text(f"(globalThis.anthologyReview||=[]).push({json.dumps(['queue', row])});\n", "utf-8")
    command = [sys.executable, "-m", "generator", "summary", str(tmp_path), "--address", ADDRESS]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert (
        r"\<img src=x\>" in text
        and "\\@\u200bacl" in text
        and "\\[x\\]\\(javascript:\u200by\\)" in text
        and r"\|" in text
    )
    assert "https://evil" not in text and r"\`code\` \*\*bold\*\*" in text


@pytest.mark.parametrize("command", [["summary", ".", "--address", "x"], ["link", "--preview", ".", "--site", "."]])
def test_what_is_no_review_site_is_refused(tmp_path: Path, command: list[str]) -> None:
    done = run_command(*command, folder=tmp_path)
    assert done.returncode == 1 and done.stderr.startswith("anthology-review: .: ")
    assert "Errno" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("queue", ["", "no queue", '(globalThis.anthologyReview||=[]).push(["queue", "too\\tshort"]);'])
def test_a_site_of_another_version_is_refused_with_what_to_do(tmp_path: Path, queue: str) -> None:
    file = tmp_path / "assets" / "data" / "queue.js"
    file.parent.mkdir(parents=True)
    file.write_text(queue, "utf-8")
    done = run_command("summary", tmp_path, "--address", "x")
    assert done.returncode == 1 and done.stderr.startswith(f"anthology-review: {file}: this version")
    assert "anthology-review build" in done.stderr and done.stderr.count("\n") == 1


def test_a_preview_that_can_not_be_changed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "preview" / "people" / "a-b" / "index.html"
    (tmp_path / "site" / "review").mkdir(parents=True)
    (tmp_path / "site" / "review" / "a-b.html").touch()
    page.parent.mkdir(parents=True)
    page.write_text("<h2 id=title>A B</h2>", "utf-8")

    def refuse(path: Path, _content: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)  # root may write anywhere
    arguments = ["link", "--preview", str(tmp_path / "preview"), "--site", str(tmp_path / "site")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1 and done.stderr.startswith(f"anthology-review: {page}: can't be changed")
    assert page.read_text("utf-8") == "<h2 id=title>A B</h2>"
