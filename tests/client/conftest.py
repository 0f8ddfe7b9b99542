"""A blank page with the modules that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import read_preview
from tests.conftest import DEMO, client_modules

BLANK = "https://review.invalid/"
"""Answered here, never fetched: hashing and storage need a page with an origin."""

Run = Callable[..., Any]
ARI = "ari-lanternby/unverified"
ARI_NAME = "Ari Lanternby"
"""The demo's mixed page, and its name."""


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(window: Page) -> Page:
    """Fresh for each test: the scripts start anew, the storage is empty."""
    window.goto(BLANK)
    window.add_script_tag(content=client_modules())
    window.evaluate("localStorage.clear()")
    return window


@pytest.fixture
def run(tab: Page) -> Run:
    """Evaluates the body of an async function of `a`, the arguments, and returns what it returns."""
    return lambda body, *args: tab.evaluate(f"async (a) => {{ {body} }}", list(args))


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    """The page's papers in its order, as the box hands them over."""
    page = read_preview(DEMO / "preview").pages[ARI]
    names = [[author.name for author in paper.authors] for paper in page.papers]
    return [
        {
            "key": f"{paper.id}#{authors.index(ARI_NAME)}",
            "paper": paper.id,
            "title": paper.title,
            "year": paper.year,
            "authors": authors,
            "coauthors": [name for name in authors if name != ARI_NAME],
            "venue": paper.venue,
            "affiliation": "University of Northhaven" if paper.id == "2009.coil-main.1" else "",
        }
        for paper, authors in zip(page.papers, names, strict=True)
    ]
