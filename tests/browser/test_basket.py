"""Decisions of several pages leave as one patch, and a colleague's patch can be joined to it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applying import papers
from tests.browser.review import Review
from tests.conftest import DEMO

DATA = DEMO / "data"


def decide_on_two_pages(page: Page, site: str) -> None:
    review = Review(page, f"{site}review/ines-harbourlight.unverified.html")
    review.select("2019.coil-main.2#0")
    review.assign_existing("ines-harbourlight")
    review.open_decisions()
    expect(page.locator("[data-ar-basket-link]")).to_have_text("Your patch (1 page)")
    review = Review(page, f"{site}review/cleo-fernwhistle.unverified.html")
    review.select("2019.coil-main.3#1")
    review.assign_new(degree="Velvet Hills University")
    review.open_decisions()
    page.click("[data-ar-basket-link]")
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(2)


def download(page: Page, target: Path) -> dict[str, Any]:
    expect(page.locator("[data-ar-basket-download]")).to_be_enabled()
    with page.expect_download() as waiting:
        page.click("[data-ar-basket-download]")
    waiting.value.save_as(target)
    return dict(json.loads(target.read_text("utf-8")))


def test_two_pages_leave_as_one_patch_that_applies(page: Page, site: str, tmp_path: Path) -> None:
    decide_on_two_pages(page, site)
    patch = download(page, tmp_path / "one.json")
    assert {(a["paper"], a["to"]) for a in patch["assignments"]} == {
        ("2019.coil-main.2", "ines-harbourlight"),
        ("2019.coil-main.3", "cleo-fernwhistle"),
    }
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    command = [sys.executable, "-m", "generator.cli", "apply", str(tmp_path / "one.json"), "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = papers(data, "cleo-fernwhistle", "ines-harbourlight")
    assert found["cleo-fernwhistle"] == {"2019.coil-main.3"}
    assert "2019.coil-main.2" in found["ines-harbourlight"]


def test_a_page_can_be_taken_out_and_put_back(page: Page, site: str, tmp_path: Path) -> None:
    decide_on_two_pages(page, site)
    row = page.locator("[data-ar-basket-list] > li").first
    row.get_by_role("button", name="Take out").click()
    page.locator("[data-ar-basket-list]").get_by_role("button", name="Take out: ").click()
    assert len(download(page, tmp_path / "less.json")["assignments"]) == 1
    page.get_by_role("button", name="Undo").click()
    assert len(download(page, tmp_path / "all.json")["assignments"]) == 2


def test_a_colleagues_patch_is_confirmed_or_contradicts(page: Page, demo_site: Path, tmp_path: Path) -> None:
    decide_on_two_pages(page, demo_site.as_uri() + "/")
    mine = download(page, tmp_path / "mine.json")
    same = tmp_path / "same.json"
    same.write_text(json.dumps(mine), "utf-8")
    page.set_input_files("[data-ar-basket-input]", same)
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(3)
    joined = download(page, tmp_path / "joined.json")
    assert all(a.get("confirmed") for a in joined["assignments"])
    other = json.loads(json.dumps(mine))
    for assignment in other["assignments"]:
        if assignment["paper"] == "2019.coil-main.2":
            assignment["to"] = "noor-applegarth"
    against = tmp_path / "against.json"
    against.write_text(json.dumps(other), "utf-8")
    page.set_input_files("[data-ar-basket-input]", against)
    expect(page.locator("[data-ar-basket-outcome] .ar-conflict").first).to_contain_text("2019.coil-main.2")
    expect(page.locator("[data-ar-basket-download]")).to_be_disabled()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "else"}', '{"a": 1}' * 3])
def test_a_file_that_is_no_patch_is_refused_in_words(page: Page, demo_site: Path, tmp_path: Path, content: str) -> None:
    page.goto(f"{demo_site.as_uri()}/basket.html")
    bad = tmp_path / "bad.json"
    bad.write_text(content, "utf-8")
    page.set_input_files("[data-ar-basket-input]", bad)
    expect(page.locator("[data-ar-basket-status]")).to_contain_text("bad.json")
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(0)
