"""The steps by which a preview's CI publishes review pages: build beside the base's manifest, link, one comment."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.conftest import DEMO, ROOT

ACTION = ROOT / ".github" / "actions" / "review"
ADDRESS = "https://preview.invalid/my-branch"
FAKE_GH = """#!/bin/sh
case "$*" in *--paginate*) cat "$GH_COMMENTS" ;; *) echo "$*" >> "$GH_LOG" ;; esac
"""


def step(name: str, folder: Path, **environment: str | Path) -> str:
    """Run one script of the action as GitHub would; returns what it printed."""
    path = f"{folder / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    given = {key: str(value) for key, value in environment.items()}
    runner = {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_REPOSITORY": "acl/anthology"}
    done = subprocess.run(
        ["sh", ACTION / name], env={**os.environ, "PATH": path, **runner, **given}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_pull_request_gets_its_changed_pages_first_and_one_comment(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    build: dict[str, str | Path] = {"PREVIEW": preview, "DATA": DEMO / "data", "ADDRESS": ADDRESS}
    assert "No manifest of the base preview" in step("build.sh", tmp_path, **build)
    manifest = Path((tmp_path / "output").read_text("utf-8").strip().partition("=")[2])
    assert "changed" not in (tmp_path / "review-summary.md").read_text("utf-8")
    # The base: one volume was not there yet, and two pages were still one.
    base = json.loads(manifest.read_text("utf-8"))
    pages = base["pages"]
    split = pages.pop("kit-barleycombe-copper")
    pages["kit-barleycombe"] += split[1:]
    for page in pages:
        pages[page] = [value for value in pages[page] if not value.startswith("2025.coil-main.")]
    (tmp_path / "base.json").write_text(json.dumps(base), "utf-8")
    said = step("build.sh", tmp_path, BASE_MANIFEST=tmp_path / "base.json", **build)
    changed = int(re.findall(r"changed since the base preview: (\d+)", said)[0])
    assert changed >= 3
    # The links of the first run are still there, and are no change.
    assert "that had it: 33" in said
    text = (tmp_path / "review-summary.md").read_text("utf-8")
    assert text.startswith("<!-- anthology-review -->\n")
    assert text.index("changed in this preview") < text.index("Besides, these most need review")
    assert "moved here from kit-barleycombe" in text and "1 new paper" in text
    links = re.findall(rf"\]\({re.escape(ADDRESS)}/review/(review/[^)]+\.html)\)", text)
    assert links and all((preview / "review" / link).is_file() for link in links)

    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(FAKE_GH, "utf-8")
    gh.chmod(0o755)
    log, comments = tmp_path / "gh.log", tmp_path / "comments"
    comments.write_text("", "utf-8")
    asked: dict[str, str | Path] = {"GH_LOG": log, "GH_COMMENTS": comments, "PULL_REQUEST": "7"}
    step("comment.sh", tmp_path, **asked)
    comments.write_text("41\n99\n", "utf-8")
    step("comment.sh", tmp_path, **asked)
    first, second = log.read_text("utf-8").splitlines()
    assert "--method POST repos/acl/anthology/issues/7/comments" in first
    assert "--method PATCH repos/acl/anthology/issues/comments/41" in second
    assert all(f"body=@{tmp_path}/review-summary.md" in line for line in (first, second))


def test_author_pages_link_to_their_review_pages_and_are_read_as_before(tmp_path: Path) -> None:
    preview = tmp_path / "preview"
    shutil.copytree(DEMO / "preview", preview)
    command = [sys.executable, "-m", "generator.cli"]
    build = [*command, "build", "--preview", str(preview), "--data", str(DEMO / "data"), "--jobs", "1"]
    build += ["--out", str(preview / "review")]
    subprocess.run(build, check=True, capture_output=True)
    before = {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()}
    link = [*command, "link", "--preview", str(preview), "--site", str(preview / "review")]
    assert "got the link: 33; that had it: 0" in subprocess.run(link, check=True, capture_output=True, text=True).stdout
    page = preview / "people" / "ari-lanternby" / "unverified" / "index.html"
    [target] = re.findall(r'<a href="([^"]*)">Review paper assignments</a>', page.read_text("utf-8"))
    assert Path(urljoin(page.as_uri(), target).removeprefix("file://")).is_file()
    subprocess.run(build, check=True, capture_output=True)
    assert {p.name: p.read_bytes() for p in (preview / "review" / "review").iterdir()} == before


def test_names_and_reasons_of_a_proposed_change_stay_text_in_the_comment(tmp_path: Path) -> None:
    queue = tmp_path / "assets" / "data" / "queue.js"
    queue.parent.mkdir(parents=True)
    name = "<img src=x> @acl [x](javascript:y) | https://evil.invalid"
    row = "\t".join(("x-y/", name, "3", "2", "", "", "`code` **bold**", ""))
    queue.write_text(f"(AR.received=[]).push({json.dumps(['queue', row])});\n", "utf-8")
    command = [sys.executable, "-m", "generator.cli", "summary", str(tmp_path), "--address", ADDRESS]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert r"\<img src=x\>" in text and "\\@\u200bacl" in text and r"\[x\]\(javascript:y\)" in text and r"\|" in text
    assert "https://evil" not in text and r"\`code\` \*\*bold\*\*" in text


@pytest.mark.parametrize("command", [["summary", ".", "--address", "x"], ["link", "--preview", ".", "--site", "."]])
def test_what_is_no_review_site_is_refused(tmp_path: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", *command], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1 and "anthology-review: " in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ACTION / "action.yml"),
        *(("vendor.github-workflows", file) for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
    ],
)
def test_action_and_workflows_are_of_githubs_form(schema: str, file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
