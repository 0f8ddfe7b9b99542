"""Where test data lie, and one browser for all tests that need one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.grouping.suggest.pair_scores import PairScores
from generator.grouping.suggest.suggester import PageSuggestion
from generator.grouping.suggest.triage import Triage
from generator.model import Evidence, Group, Mention
from generator.runtime.compression import zstd
from tests.anthology.toy import write_toy

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
DEMO = ROOT / "content" / "demo"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first: started last, it would leave one of two processes without work."""
    items.sort(key=lambda item: item.path.name != "test_wheel.py")


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Builds keep their state in the user's cache folder: here in one of the tests' own."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The large test data beside the project; absent in a public clone."""
    if not SHARED.is_dir():
        pytest.skip("needs the real preview samples in ../shared/data, which a public clone does not have")
    return SHARED


@pytest.fixture(scope="session")
def real_data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Anthology's whole data, unpacked; don't change them."""
    folder = tmp_path_factory.mktemp("anthology")
    with (
        (shared / "anthology-data-2026.tar.zst").open("rb") as packed,
        zstd.open(packed) as stream,
        tarfile.open(fileobj=stream, mode="r|") as archive,
    ):
        # The first releases of Python 3.11 have no filters, and the archive is the tests' own.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        archive.extractall(folder)
    return next(path.parent.parent for path in folder.rglob("people.json"))


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A small data folder, written anew for each test."""
    return write_toy(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    executable = shutil.which("chromium")
    assert executable, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def one_group(mentions: Sequence[Mention], evidence: tuple[Evidence, ...] = ()) -> PageSuggestion:
    """What grouping says of a page on which it sees one person."""
    pairs = PairScores(np.zeros((len(mentions), len(mentions)), dtype=np.float32))
    group = Group("A", tuple(mentions), 0.9, evidence)
    return PageSuggestion((group,), dict.fromkeys(mentions, 0.9), Triage(), pairs)


@cache
def client_modules() -> str:
    """The modules of the browser's half that decide, as one script with the global `AR` (`tests/client/modules.ts`)."""
    command = ["node", str(ROOT / "tests/client/bundle.mjs")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def load_modules(page: Page) -> None:
    """Open a blank page with these modules; its address is answered here, never fetched: hashing needs an origin."""
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("https://review.invalid/")
    page.add_script_tag(content=client_modules())
