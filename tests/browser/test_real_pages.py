"""Real pages, real data: the page's diff through git and its JSON through our command give the same bytes."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.applying import apply_both_ways
from tests.browser.review import Review

PAGES = [
    "yang-liu.unverified",
    "min-zhang.unverified",  # more than 200 papers
    "graham-neubig.unverified",  # more than 200 papers
    "hinrich-schutze",
    "jan-hajic-jr",
    "katherine-metcalf.unverified",
    "eva-hajicova",
    "hao-zhang-rochester",
]

TICK = "keys => document.querySelectorAll('[data-ar-check]').forEach(b => { if (keys.includes(b.value)) b.click() })"


@pytest.fixture(scope="session")
def real_site(shared: Path, real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These pages of a real preview, with the whole real data."""
    site = tmp_path_factory.mktemp("real") / "site"
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--out", str(site)]
    command += ["--preview", str(shared / "preview-2026-sample"), "--data", str(real_data)]
    command += ["--pages", ",".join(name.replace(".", "/") for name in PAGES)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return site


def touched_part(data: Path, diff: Path, folder: Path) -> Path:
    """A data folder with the files that a diff names; copying all of the Anthology ten times would only cost time."""
    small = folder / "data"
    (small / "json").mkdir(parents=True)
    (small / "xml").mkdir()
    shutil.copy(data / "json" / "people.json", small / "json")
    for line in diff.read_text("utf-8").splitlines():
        if line.startswith("+++ b/xml/"):
            shutil.copy(data / line[6:], small / line[6:])
    return small


def free(mention: dict[str, Any]) -> bool:
    """Whether a mention carries no ORCID, which would be a conflict."""
    return not mention["orcid"]


@pytest.mark.parametrize("name", PAGES)
def test_diff_and_json_change_the_same_bytes(
    name: str, page: Page, real_site: Path, real_data: Path, tmp_path: Path
) -> None:
    review = Review(page, f"{real_site.as_uri()}/review/{name}.html")
    chance = random.Random(name)
    papers: dict[str, str] = {}
    for mention in filter(free, review.data["mentions"]):
        papers.setdefault(mention["paper"], f"{mention['paper']}#{mention['position']}")
    keys = sorted(papers.values())
    chance.shuffle(keys)
    first, second = keys[: max(1, len(keys) // 3)], keys[max(1, len(keys) // 3) : max(2, len(keys) // 2)]
    page.evaluate(TICK, first)
    assert set(review.selected()) == set(first)
    review.assign_new(orcid="0000-0000-1001-0609", degree="Velvet Hills University", person="zz-nobody-of-velvet-hills")
    if second:
        page.evaluate(TICK, second)
        review.assign_new(degree="University of Northhaven", person="aa-nobody-of-northhaven")
    review.open_decisions()
    diff = review.download("diff", tmp_path)
    data = touched_part(real_data, diff, tmp_path / "small")
    changed = apply_both_ways(data, review.download("json", tmp_path), diff, tmp_path)
    assert '"zz-nobody-of-velvet-hills": {' in (changed / "json" / "people.json").read_text("utf-8")
