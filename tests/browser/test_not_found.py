"""The page for addresses that lead nowhere has its style and finds the site, below any prefix and at any depth."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import _Quiet

PREFIX = "/mirror/my-branch/review/"
BAR = "getComputedStyle(document.querySelector('header')).backgroundColor"


class _Hosted(_Quiet):
    """The site below a prefix, with its own page for what is missing, as the documented servers send it."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(PREFIX) if path.startswith(PREFIX) else "no-such-file"
        return super().translate_path(f"/{inside}")

    def send_error(self, code: int, *args: Any, **kwargs: Any) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture
def host(demo_site: Path) -> Iterator[str]:
    handler = functools.partial(_Hosted, directory=str(demo_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    "path", ["nobody.html", "review/nobody.html", "review/some/where/else/", "a/b/c/d/e.html?x=1#y"]
)
def test_a_wrong_address_leads_back_to_the_site(page: Page, host: str, path: str) -> None:
    answer = page.goto(host + PREFIX + path)
    assert answer and answer.status == 404
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    assert page.evaluate(BAR) == "rgb(15, 94, 168)"
    expect(page.get_by_role("link")).to_have_count(3)
    page.get_by_role("link", name="Find an author").click()
    assert page.url == f"{host}{PREFIX}index.html"
    expect(page.get_by_role("heading", name="Where review helps most")).to_be_visible()
    page.wait_for_load_state("networkidle")  # a request of the theme that is cut off counts as an error


def test_without_the_site_above_no_link_is_offered(page: Page, host: str) -> None:
    page.goto(f"{host}/mirror/other-branch/nobody.html")
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link")).to_have_count(0)


def test_opened_from_a_disk_its_links_are_right(page: Page, demo_site: Path) -> None:
    page.goto((demo_site / "404.html").as_uri())
    assert page.evaluate(BAR) == "rgb(15, 94, 168)"
    page.get_by_role("link", name="All authors").click()
    expect(page.get_by_role("heading", name="All authors")).to_be_visible()
