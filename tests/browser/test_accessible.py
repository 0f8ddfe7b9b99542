"""axe-core finds nothing to complain about, on every kind of page, light and dark, wide and narrow."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, expect

from generator.model import Mention, Name
from generator.patch.document import to_json
from generator.patch.operations import Assignment, Patch
from tests.browser.review import MIXED_PAGE, Review

PAGES = [
    *("index.html", "authors.html", "basket.html", "help.html", "docs/patch.html", "404.html"),
    "review/ari-lanternby.unverified.html",
    "review/marit-okstad-fjeldby.html",
]


def patch_file(name: str, to: str) -> FilePayload:
    """A patch file with one decision."""
    patch = Patch((Assignment(Mention("P18-1001", 0), Name("Song", "Wang"), "song-wang/unverified", to),))
    return {"name": name, "mimeType": "application/json", "buffer": to_json(patch).encode()}


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("file", PAGES)
def test_axe_finds_nothing(
    browser: Browser, demo_site: Path, file: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{demo_site.as_uri()}/{file}")
    if file == "review/marit-okstad-fjeldby.html":
        page.get_by_text("Something else is wrong").click()
        page.get_by_label("This is such a case").check()
        page.click("[data-ar-edit]")
        page.select_option("[data-ar-entry-name]", label="another form …")
        page.fill("[data-ar-entry-orcid]", "0000")
    elif file.startswith("review/"):
        page.check("[data-ar-check-group] >> nth=0")
        page.click("[data-ar-open-assign]")
        page.check("input[name=target][value=new]")
        expect(page.locator("[data-ar-preview] .ar-consequence")).to_be_visible()
    if file == "basket.html":
        page.set_input_files("[data-ar-basket-input]", [patch_file("a.json", "ada-b"), patch_file("b.json", "bo-li")])
        expect(page.locator("[data-ar-basket-outcome] .ar-conflict")).to_be_visible()
    results = Axe().run(page)
    context.close()
    found = [f"{v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in results.response["violations"]]
    assert found == []


def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, demo_site: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for file in PAGES:
        page.goto(f"{demo_site.as_uri()}/{file}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, file
    context.close()


def test_the_main_job_by_keyboard_alone(browser: Browser, demo_site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{demo_site.as_uri()}/review/ari-lanternby.unverified.html")
    expect(page.locator("[data-ar-dock]")).to_be_visible()

    def tab_to(selector: str) -> None:
        for _ in range(300):
            if page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} can't be reached by Tab")

    tab_to("[data-ar-check-group]")
    page.keyboard.press("Space")
    tab_to("[data-ar-open-assign]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-ar-assign]")).to_be_focused()
    tab_to("input[name=target]")
    while page.evaluate("document.activeElement.value") != "new":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_to("[data-ar-new-degree]")
    page.keyboard.type("University of Northhaven")
    tab_to("[data-ar-confirm]")
    page.keyboard.press("Enter")
    tab_to("[data-ar-open-decisions]")
    page.keyboard.press("Enter")
    tab_to("[data-ar-download=json]")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "assignment-ari-lanternby-unverified.json"
    context.close()


def test_the_accessibility_tree_names_groups_papers_evidence_and_decisions(browser: Browser, demo_site: Path) -> None:
    context = browser.new_context()
    review = Review(context.new_page(), f"{demo_site.as_uri()}/{MIXED_PAGE}")
    papers = {m["title"] for m in review.data["mentions"]}
    first, second = review.members("B")[:2]
    review.select(first, second)
    review.assign_new(degree="University of Northhaven")
    review.open_decisions()
    name = re.compile("Person B ?, 4 papers, 2022–2025")
    group = review.page.get_by_role("region", name=name)
    expect(group.get_by_role("checkbox", name=name)).to_be_visible()
    expect(group.get_by_role("heading", name="Person B", level=3)).to_be_visible()
    expect(group.get_by_text("same affiliation")).to_be_visible()
    expect(group.get_by_text("Why apart from the others?")).to_be_visible()
    boxes = review.page.locator("[data-ar-form]").get_by_role("listitem").get_by_role("checkbox")
    named = {(box.evaluate("box => box.labels[0].textContent") or "").strip() for box in boxes.all()}
    assert named == papers
    decisions = review.page.get_by_role("group", name="Your decisions")
    expect(decisions.get_by_role("list").first).to_contain_text("University of Northhaven")
    expect(decisions.get_by_role("button", name="Download patch (JSON)")).to_be_enabled()
    context.close()
