"""The state before the requests, built once, and a reviewer who counts what they press."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.benchmarks.requests.before import Before, build_data, build_pages, slots_of
from tests.benchmarks.requests.reviewer import Reviewer

Visit = Callable[..., Reviewer]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that saves a developer the minutes of preparing data and pages."""
    parser.addoption("--keep", type=Path, help="folder for data, preview and site; the next run finds them there")


@pytest.fixture(scope="session")
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Before:
    """Data, preview and review site of the state before the requests; don't change them."""
    folder: Path = request.config.getoption("--keep") or tmp_path_factory.mktemp("requests")
    data, preview, site = folder / "data", folder / "preview", folder / "site"
    if not preview.is_dir():
        build_data(request.getfixturevalue("real_data"), data)
        build_pages(data, preview)
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--min-papers", "1"]
    command += ["--preview", str(preview), "--data", str(data), "--out", str(site), "--state", str(folder / "state")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Before(data, preview, site, slots_of(data))


@pytest.fixture(scope="session")
def gold(shared: Path) -> dict[int, dict[str, Any]]:
    """The requests by issue number."""
    return _by_issue(shared / "gold" / "requests_dev.json")


@pytest.fixture(scope="session")
def gold_2026(shared: Path) -> dict[int, dict[str, Any]]:
    """The newer requests by issue number."""
    return _by_issue(shared / "gold" / "requests_2026_dev.json")


def _by_issue(file: Path) -> dict[int, dict[str, Any]]:
    return {request["issue"]: request for request in json.loads(file.read_text("utf-8"))}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser profile; fails the test on any script error or outside request."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    problems: list[str] = []
    context.on(
        "request", lambda r: problems.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else None
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def visit(
    page: Page, before: Before, tmp_path: Path, record_property: Callable[[str, object], None]
) -> Iterator[Visit]:
    """Opens the review page of an author page ID; what it took is recorded unless it is not to be counted."""
    seen: list[Reviewer] = []

    visits = 0

    def open_page(page_id: str, counted: bool = True) -> Reviewer:
        nonlocal visits
        visits += 1
        folder = tmp_path / str(visits)
        folder.mkdir()
        reviewer = Reviewer(page, before, page_id, folder)
        if counted:
            seen.append(reviewer)
        return reviewer

    yield open_page
    record_property("missing", sorted({paper for reviewer in seen for paper in reviewer.missing}))
    if any(reviewer.downloads for reviewer in seen):
        actions = sum(reviewer.actions for reviewer in seen)
        slots = sum(len(reviewer.decided) for reviewer in seen)
        plain = actions + slots + sum(reviewer.spared - reviewer.selecting for reviewer in seen)
        record_property("effort", (slots, actions, plain))
    shutil.rmtree(tmp_path, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of actions for the docs: the first test of each request that downloads a patch."""
    rows: dict[int, tuple[str, tuple[int, int, int]]] = {}
    for report in terminalreporter.getreports(""):
        found = dict(report.user_properties).get("effort")
        if found and report.when == "teardown":
            _, issue, words = report.nodeid.rpartition("::")[2].split("_", 2)
            rows.setdefault(int(issue), (words.replace("_", " "), found))
    if not rows:
        return
    write = terminalreporter.write_line
    write("| request | papers | actions | plain list |\n|---|---|---|---|")
    for issue, (words, (slots, actions, plain)) in sorted(rows.items()):
        link = f"[{issue}](https://github.com/acl-org/acl-anthology/issues/{issue})"
        write(f"| {link}, {words} | {slots} | {actions} | {plain} |")
    medians = [median(row[1][at] for row in rows.values()) for at in range(3)]
    write("| **median** | " + " | ".join(f"{value:g}" for value in medians) + " |")
