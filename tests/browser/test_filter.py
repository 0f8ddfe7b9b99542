"""Finding papers on a long page, and a link that shows others what one sees."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.review import MIXED_PAGE, Review

SHOWN = "boxes => boxes.filter(box => box.checkVisibility()).map(box => box.value)"


def shown(review: Review) -> list[str]:
    return list(review.page.eval_on_selector_all("[data-ar-check]", SHOWN))


def test_only_papers_with_the_words_are_shown_and_selected_together(review: Review) -> None:
    everything = shown(review)
    review.page.fill("[data-ar-filter]", "dictday PROCEEDINGS")
    expect(review.page.locator("[data-ar-filter-status]")).to_contain_text(f"of {len(everything)} shown")
    found = shown(review)
    assert 0 < len(found) < len(everything)
    assert all("dictday" in key for key in found)
    review.page.click('[data-ar-select="all"]')
    assert review.selected() == found
    review.page.fill("[data-ar-filter]", "")
    expect(review.page.locator("[data-ar-filter-status]")).to_be_empty()
    assert shown(review) == everything
    assert review.selected() == found


def test_a_link_brings_filter_and_selection_to_somebody_else_but_ticks_nothing_by_itself(review: Review) -> None:
    own = shown(review)[:2]
    review.select(*own)
    review.page.fill("[data-ar-filter]", "lanternby")
    expect(review.page.locator("[data-ar-filter-status]")).not_to_be_empty()
    there = Review(review.page.context.new_page(), review.page.url)
    expect(there.page.locator("[data-ar-filter]")).to_have_value("lanternby")
    assert there.selected() == []
    there.page.get_by_role("button", name="Select them").click()
    assert there.selected() == own
    expect(there.page.locator("[data-ar-linked]")).to_have_count(0)


def test_a_link_to_papers_that_have_gone_says_so(page: Page, site: str) -> None:
    review = Review(page, f"{site}{MIXED_PAGE}#papers=1999.none-1.1+2016.coil-main.1~1")
    expect(page.locator("[data-ar-linked]")).to_contain_text("names 1 paper of this page. 1 paper it names")
    assert review.selected() == []
