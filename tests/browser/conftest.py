"""The demo site, built once as a user would, and a page of it in Chromium."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.review import MIXED_PAGE, Review
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``mkdocs build`` makes of a checkout."""
    site = tmp_path_factory.mktemp("demo") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True)
    return site


@pytest.fixture(scope="session")
def demo_server(demo_site: Path) -> Iterator[str]:
    """The demo site over HTTP on this machine, below a prefix as a preview's review site is."""
    handler = functools.partial(_Quiet, directory=str(demo_site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


@pytest.fixture
def site(request: pytest.FixtureRequest, demo_site: Path) -> str:
    """The demo site from the disk; for tests marked with `OVER_BOTH` also from a server."""
    over_http = getattr(request, "param", "file") == "http"
    return str(request.getfixturevalue("demo_server")) if over_http else demo_site.as_uri() + "/"


@pytest.fixture
def review(page: Page, site: str) -> Review:
    """The demo's page of an author name with three suggested persons."""
    return Review(page, site + MIXED_PAGE)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser profile with the network off; fails on script errors, outside requests, breaches of policy."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    problems: list[str] = []
    context.on("request", lambda r: problems.append(r.url) if not _local(r.url) else None)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    context.close()
    assert problems == []


def _local(url: str) -> bool:
    return url.startswith(("file:", "http://127.0.0.1:", "data:", "blob:"))
