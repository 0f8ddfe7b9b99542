"""A blank page with the modules that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import client_modules

BLANK = "https://review.invalid/"
"""Answered here, never fetched: hashing and storage need a page with an origin."""

Run = Callable[..., Any]


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
