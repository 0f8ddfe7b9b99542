"""Figures beside the papers, which follow selection and moves and are given in words too; people compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.review import MIXED_PAGE, Review


def figure(review: Review, name: str) -> Locator:
    return review.page.locator(f"[data-ar-figure={name}]")


def unfold(box: Locator, fold: str) -> Locator:
    """Opens a fold of the figures; what it holds is made only then."""
    details = box.locator(f"[data-ar-fold={fold}]").first
    expect(details.locator("> :not(summary)")).to_have_count(0)
    details.locator("> summary").click()
    expect(details.locator("> :not(summary)")).to_have_count(1)
    return details


def test_on_a_wide_screen_the_figures_are_there_before_any_click(review: Review) -> None:
    expect(figure(review, "years")).to_be_in_viewport(ratio=1)
    expect(figure(review, "people")).to_be_in_viewport()
    expect(review.page.get_by_role("img", name="Papers a year of 3 persons, 2009 to 2025")).to_be_visible()
    expect(review.page.get_by_role("img", name="Network of")).to_be_visible()
    expect(review.page.locator("[data-ar-check]:checked")).to_have_count(0)
    assert not review.page.locator("[data-ar-look]").evaluate("look => look.contains(document.activeElement)")


def test_likeness_and_words_are_made_when_they_are_opened(review: Review) -> None:
    look = review.page.locator("[data-ar-look]")
    expect(figure(review, "likeness")).to_have_count(0)
    unfold(look, "likeness")
    likeness = review.page.get_by_role("img", name="Likeness of 14 papers, person by person")
    expect(likeness).to_be_visible()
    for name in ("years", "people", "likeness"):
        words = unfold(figure(review, name), "words").locator("li")
        expect(words.filter(has_text="Person B")).to_have_count(1)
    # It stays open when the figures make room for something else and come back.
    review.select(review.members("A")[0])
    expect(look).to_have_count(0)
    review.page.click("[data-ar-clear]")
    expect(likeness).to_be_visible()


def test_on_a_narrow_screen_the_figures_come_as_a_sheet_when_asked_for(page: Page, demo_site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    look, button = page.locator("[data-ar-look]"), page.locator("[data-ar-open-figures]")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(look).to_have_count(0)
    button.click()
    expect(look).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(figure(review, "years")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(look).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_figures_follow_selection_and_moves_and_say_the_same_in_words(page: Page, demo_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    key = review.members("B")[0]
    review.select(key)
    page.click("[data-ar-open-figures]")
    words = unfold(figure(review, "years"), "words").locator("li")
    expect(words).to_have_count(3)
    of_a, of_b = (words.filter(has_text=f"Person {letter}") for letter in "AB")
    expect(page.locator(".ar-bar-chosen")).to_have_count(1)
    expect(of_b).to_contain_text("1 selected")
    expect(of_a).not_to_contain_text("selected")
    page.click("[data-ar-open-move]")
    page.click('[data-ar-move="A"]')
    assert key in review.members("A")
    page.keyboard.press("Escape")
    review.select(key)
    page.click("[data-ar-open-figures]")
    unfold(figure(review, "years"), "words")
    expect(of_a).to_contain_text("1 selected")
    expect(of_b).not_to_contain_text("selected")


def test_a_person_a_bar_and_a_name_select_their_papers(review: Review) -> None:
    page = review.page
    letter = page.locator('[data-ar-figure-person="B"]')
    expect(letter).to_have_accessible_name("Person B: select 4 papers")
    letter.focus()
    page.keyboard.press("Enter")
    assert set(review.selected()) == set(review.members("B"))
    # The figures have made room for the candidates; the keyboard goes on at the first of the papers.
    expect(page.locator("[data-ar-assign]")).to_be_visible()
    expect(page.locator(f'[data-ar-check][value="{review.selected()[0]}"]')).to_be_focused()
    page.click("[data-ar-clear]")
    ground = figure(review, "years").locator(".ar-figure__ground")
    ground.focus()
    page.keyboard.press("ArrowRight")
    told = figure(review, "years").get_by_role("status")
    expect(told).to_contain_text("Person A, ")
    page.keyboard.press("Enter")
    years = {m["year"] for m in review.data["mentions"] if f"{m['paper']}#{m['position']}" in review.selected()}
    assert len(years) == 1
    assert set(review.selected()) < set(review.members("A"))
    page.click("[data-ar-clear]")
    name = figure(review, "people").locator("li bdi").first
    coauthor = name.text_content() or ""
    name.click()
    rows = [page.locator(f'[data-ar-paper="{key}"]') for key in review.selected()]
    assert rows
    for row in rows:
        expect(row).to_contain_text(coauthor)


def test_the_oddest_thing_of_a_page_is_said_and_its_papers_selected(review: Review) -> None:
    page = review.page
    stranger = review.members("B")[0]
    review.select(stranger)
    page.click("[data-ar-open-move]")
    page.click('[data-ar-move="A"]')
    if review.selected():
        page.click("[data-ar-clear]")
    odd = page.locator("[data-ar-odd]")
    expect(odd).to_contain_text("person A")
    odd.get_by_role("button").click()
    assert stranger in review.selected()
    expect(odd).to_have_count(0)


def test_a_page_without_anything_odd_says_nothing(review: Review) -> None:
    expect(figure(review, "people")).to_be_visible()
    expect(review.page.locator("[data-ar-odd]")).to_have_count(0)


def test_two_selected_papers_stand_side_by_side(review: Review) -> None:
    first, second = review.members("A")[:2]
    review.select(first, second)
    review.page.click("[data-ar-open-figures]")
    unfold(review.page.locator("[data-ar-look]"), "compare")
    sides = review.page.locator("[data-ar-side]")
    assert {sides.nth(n).input_value() for n in (0, 1)} == {first, second}
    sides.nth(1).focus()
    sides.nth(1).select_option("+B")
    expect(sides.nth(1)).to_be_focused()
    expect(sides.nth(1)).to_have_value("+B")
    table = review.page.locator(".ar-compare")
    expect(table.locator("tbody").first).to_contain_text("Years")
    expect(table.locator("tbody").first).to_contain_text("2022–2025")


def test_an_abstract_shows_which_words_point_to_which_person(review: Review) -> None:
    rows = review.page.locator('[data-ar-group="A"] [data-ar-abstract]')
    assert rows.count() > 1
    for row in rows.all():
        row.locator(".ar-paper__title").click()
        expect(row.locator(".ar-abstract[data-ar-loaded]")).to_be_visible()
    expect(review.page.locator(".ar-abstract mark.ar-word-own").first).to_be_visible()
    expect(review.page.locator(".ar-legend").first).to_contain_text("this person’s other titles")
