"""The state before the requests, built once, and a reviewer who counts what they press."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.benchmarks.requests.before import Before, build_data, build_pages
from tests.benchmarks.requests.reviewer import Reviewer

Visit = Callable[[str], Reviewer]


@pytest.fixture(scope="session")
def before(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Before:
    """Data, preview and review site of the state before the requests; don't change them."""
    folder = tmp_path_factory.mktemp("requests")
    data, preview, site = folder / "data", folder / "preview", folder / "site"
    slots = build_data(real_data, data)
    build_pages(data, preview)
    command = [sys.executable, "-m", "generator.cli", "build", "--jobs", "2", "--min-papers", "1"]
    command += ["--preview", str(preview), "--data", str(data), "--out", str(site)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Before(data, preview, site, slots)


@pytest.fixture(scope="session")
def gold(shared: Path) -> dict[int, dict[str, Any]]:
    """The requests by issue number."""
    requests = json.loads((shared / "gold" / "requests_dev.json").read_text("utf-8"))
    return {request["issue"]: request for request in requests}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser profile; fails the test on any script error or outside request."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    problems: list[str] = []
    context.on(
        "request", lambda r: problems.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else None
    )
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def visit(
    page: Page, before: Before, tmp_path: Path, record_property: Callable[[str, object], None]
) -> Iterator[Visit]:
    """Opens the review page of an author page ID; the number of actions is recorded as a property of the test."""
    seen: list[Reviewer] = []

    def open_page(page_id: str) -> Reviewer:
        folder = tmp_path / str(len(seen))
        folder.mkdir()
        seen.append(Reviewer(page, before, page_id, folder))
        return seen[-1]

    yield open_page
    record_property("actions", sum(reviewer.actions for reviewer in seen))
    record_property("missing", sorted({paper for reviewer in seen for paper in reviewer.missing}))
    shutil.rmtree(tmp_path, ignore_errors=True)
