"""Figures that follow the selection and are given in words too; two papers or persons compared; telling words."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.review import MIXED_PAGE, Review


def look(review: Review) -> None:
    review.page.click("[data-ar-look] > summary")
    expect(review.page.locator(".ar-look svg")).to_have_count(3)


def test_nothing_is_drawn_until_asked_for(review: Review) -> None:
    assert review.page.locator(".ar-look svg").count() == 0


def test_figures_follow_selection_and_moves_and_say_the_same_in_words(review: Review) -> None:
    look(review)
    expect(review.page.get_by_role("img", name="Papers a year of 3 persons, 2009 to 2025")).to_be_visible()
    expect(review.page.get_by_role("img", name="Likeness of 14 papers, person by person")).to_be_visible()
    assert review.page.locator(".ar-bar-chosen").count() == 0
    key = review.members("B")[0]
    review.select(key)
    expect(review.page.locator(".ar-bar-chosen")).to_have_count(1)
    words = review.page.locator(".ar-look figure").nth(0).locator("li")
    expect(words.nth(1)).to_contain_text("1 selected")
    before = words.nth(1).text_content()
    review.page.click("[data-ar-open-move]")
    review.page.click('[data-ar-move="A"]')
    expect(words.nth(1)).not_to_have_text(before or "")
    assert words.count() == 3


def test_two_selected_papers_stand_side_by_side(review: Review) -> None:
    first, second = review.members("A")[:2]
    review.select(first, second)
    look(review)
    sides = review.page.locator("[data-ar-side]")
    assert {sides.nth(n).input_value() for n in (0, 1)} == {first, second}
    sides.nth(1).focus()
    sides.nth(1).select_option("+B")
    expect(sides.nth(1)).to_be_focused()
    expect(sides.nth(1)).to_have_value("+B")
    expect(review.page.locator(".ar-compare tbody tr").first).to_contain_text("Years")


def test_an_abstract_shows_which_words_point_to_which_person(review: Review) -> None:
    abstracts = review.page.locator('[data-ar-group="A"] .ar-abstract')
    for n in range(abstracts.count()):
        abstracts.nth(n).locator("summary").click()
        expect(abstracts.nth(n)).not_to_contain_text("Loading")
    marks = review.page.locator(".ar-abstract mark.ar-word-own")
    assert marks.count() > 0
    expect(review.page.locator(".ar-legend").first).to_contain_text("this person’s other titles")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_in_the_figures(
    browser: Browser, demo_site: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    look(review)
    for summary in page.locator(".ar-look figure summary").all():
        summary.click()
    page.locator(".ar-abstract summary").first.click()
    expect(page.locator(".ar-abstract").first).not_to_contain_text("Loading")
    results = Axe().run(page)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    context.close()
    assert [f"{v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in results.response["violations"]] == []
    assert wide <= width
