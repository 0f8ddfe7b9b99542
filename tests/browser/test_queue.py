"""The work queue: filters that stay in the address, one's own progress, next and previous as filtered."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from generator.patch.document import read_patch
from tests.browser.review import MIXED_PAGE, OVER_BOTH, Review


@OVER_BOTH
def test_filters_narrow_the_queue_and_come_back_with_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}index.html")
    rows = page.locator("[data-ar-queue-rows] tr")
    expect(page.locator("[data-ar-queue-filters]")).to_be_visible()
    everything = rows.count()
    page.fill("[name=name]", "lanternby")
    expect(page.locator("[data-ar-queue-status]")).to_contain_text("found")
    assert 0 < rows.count() < everything
    narrowed = rows.count()
    page.reload()
    expect(page.locator("[name=name]")).to_have_value("lanternby")
    expect(rows).to_have_count(narrowed)
    rows.first.get_by_role("link").click()
    expect(page.locator("[data-ar-queue-nav]")).to_contain_text(f"of {narrowed} in your filtered queue")


def test_the_kinds_of_trouble_are_chosen_by_key_and_by_address(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}index.html#kind=several-pages")
    rows = page.locator("[data-ar-queue-rows] tr")
    chosen = page.get_by_role("radio", name="One person on several pages")
    expect(chosen).to_be_checked()
    assert rows.count() == rows.filter(has_text="One person on several pages:").count() > 0
    chosen.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Mixes people")).to_be_checked()
    assert rows.count() == rows.filter(has_text="Mixes people:").count() > 0
    assert "kind=mixes-people" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_that_is_right_is_ticked_off_and_counted(page: Page, site: str) -> None:
    Review(page, site + MIXED_PAGE)
    page.click("[data-ar-seen]")
    expect(page.locator("[data-ar-seen]")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{site}index.html")
    expect(page.locator("[data-ar-queue-done]")).to_contain_text("1 of ")
    page.select_option("[name=state]", "seen")
    expect(page.locator("[data-ar-queue-rows] tr").first).to_contain_text("Ari Lanternby")
    assert page.locator("[data-ar-queue-rows] th").all_text_contents() == [
        text for text in page.locator("[data-ar-queue-rows] th").all_text_contents() if "Ari Lanternby" in text
    ]


def test_what_was_looked_at_and_told_apart_is_in_the_patch_with_the_papers_of_then(page: Page, site: str) -> None:
    review = Review(page, site + MIXED_PAGE)
    keys = review.page.eval_on_selector_all("[data-ar-paper]", "rows => rows.map(row => row.dataset.arPaper)")
    page.click("[data-ar-seen]")
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage).filter((one) => one.includes("-seen:")))
        localStorage.setItem(key.replace("-seen:", "-apart:"), '["ada-byron"]'); }"""
    )
    page.goto(f"{site}basket.html")
    with page.expect_download() as got:
        page.click("[data-ar-basket-download]")
    decided = read_patch(Path(got.value.path())).decided
    assert decided.not_one_person == (("ada-byron", "ari-lanternby/unverified"),)
    (looked,) = decided.looked_at
    assert looked.page == "ari-lanternby/unverified" and {*looked.papers} == {key.split("#")[0] for key in keys}
