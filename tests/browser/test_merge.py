"""A verified author who stands in the Anthology twice becomes one; another one gets a new ID."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.applying import apply_both_ways, papers
from tests.browser.review import Review
from tests.conftest import DEMO

OLD, NEW = "marit-okstad-fjeldby", "ines-harbourlight"
ANOTHER = "kit-barleycombe-copper"


def test_two_entries_become_one_from_either_page(page: Page, site: str, tmp_path: Path) -> None:
    everything = set.union(*papers(DEMO / "data", OLD, NEW).values())
    review = Review(page, f"{site}review/{OLD}.html")
    # The notice on two entries links like this; the same link opens the panel again after it was closed.
    for _ in range(2):
        page.evaluate(f"location.hash = 'merge={NEW}'")
        expect(page.locator(f'[data-ar-merge] input[value="existing:{NEW}"]')).to_be_checked()
        page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="One person twice, or another ID").click()
    panel = page.get_by_role("group", name="One person with two entries")
    panel.get_by_label("Search all verified authors").fill("Ines Harbourlight")
    panel.locator(f'input[value="existing:{NEW}"]').check()
    expect(panel).to_contain_text("the Anthology keeps the one without ORCID")
    panel.get_by_role("link", name=f"Merge from the page of {NEW}").click()
    expect(page.locator(f'input[value="existing:{OLD}"]')).to_be_checked()
    if page.locator("[data-ar-merge-matching]").is_visible():
        page.get_by_label("They belong to the same person").check()
    page.get_by_role("button", name="They are one person").click()
    said = review.open_decisions()
    assert f"/people/{NEW}/ should lead to /people/{OLD}/" in said
    data = apply_both_ways(
        DEMO / "data", review.download("json", tmp_path), review.download("diff", tmp_path), tmp_path
    )
    entries = json.loads((data / "json/people.json").read_text("utf-8"))
    assert NEW not in entries
    assert entries[OLD]["orcid"] == "0000-0000-1001-0019" and entries[OLD]["degree"] == "Velvet Hills University"
    assert {"first": "Ines", "last": "Harbourlight"} in entries[OLD]["names"]
    assert papers(data, OLD)[OLD] >= everything


def test_an_author_gets_another_id(page: Page, site: str, tmp_path: Path) -> None:
    review = Review(page, f"{site}review/{ANOTHER}.html")
    page.click("[data-ar-open-merge]")
    page.get_by_text("This author should have another ID").click()
    page.get_by_label("New ID").fill("kit-barleycombe")
    expect(page.get_by_role("button", name="Change the ID")).to_be_disabled()
    page.get_by_label("New ID").fill("kit-barleycombe-lantern")
    page.get_by_role("button", name="Change the ID").click()
    review.open_decisions()
    data = apply_both_ways(
        DEMO / "data", review.download("json", tmp_path), review.download("diff", tmp_path), tmp_path
    )
    assert papers(data, "kit-barleycombe-lantern") == {
        "kit-barleycombe-lantern": papers(DEMO / "data", ANOTHER)[ANOTHER]
    }
