"""A page that may show the same person under another name is named, can be told apart, and is the way on."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.review import MIXED_PAGE, Review

NOTICE = (
    '<div class="ar-same" data-ar-same-name><p><a href="kit-barleycombe-copper.html"'
    ' data-ar-person="kit-barleycombe-copper"><bdi>Kit Barleycombe</bdi></a>'
    ' <button type="button" class="ar-quiet" data-ar-apart="kit-barleycombe-copper" aria-pressed="false" hidden>'
    "Not the same person</button></p></div>"
)
"""As `site_templates/pages/review.html` writes it; the demo has no such page."""


def test_after_a_decision_the_page_of_the_other_name_is_offered_unless_told_apart(page: Page, demo_site: Path) -> None:
    own = demo_site / "review" / "with-another-name.html"
    shown = (demo_site / MIXED_PAGE).read_text("utf-8")
    own.write_text(shown.replace("</header>\n<noscript>", f"{NOTICE}</header>\n<noscript>"), "utf-8")
    try:
        review = Review(page, own.as_uri())
        offer = page.locator("[data-ar-same-elsewhere]")
        page.check('[data-ar-check-group="A"]')
        expect(page.locator("[data-ar-assign]")).to_be_visible()
        expect(offer).to_have_count(0)
        page.locator('[data-ar-assign] input[name="target"]').first.check()
        page.click("[data-ar-confirm]")
        expect(offer.get_by_role("link", name="Kit Barleycombe")).to_have_attribute(
            "href", "kit-barleycombe-copper.html"
        )
        page.get_by_role("button", name="Not the same person").click()
        review.page.reload()
        review.open_decisions()
        expect(page.get_by_role("button", name="Not the same person")).to_have_attribute("aria-pressed", "true")
        expect(offer).to_have_count(0)
    finally:
        own.unlink()
