"""Sorting a page into persons: by menu, key or mouse; without suggestions if one likes; in several tabs."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.review import MIXED_PAGE, Review


def move(review: Review, letter: str) -> None:
    review.page.click("[data-ar-open-move]")
    review.page.click(f'[data-ar-move="{letter}"]')


def test_one_member_leaves_its_group_and_undo_brings_it_back(review: Review) -> None:
    before = review.members("A")
    review.select(before[2])
    move(review, "?")
    assert review.members("?") == [before[2]]
    assert review.members("A") == [key for key in before if key != before[2]]
    expect(review.page.locator('[data-ar-chip="?"]')).to_contain_text("1")
    expect(review.page.locator("[data-ar-decision-count]")).to_have_text("0")
    review.page.click("[data-ar-undo]")
    assert review.members("A") == before
    expect(review.page.locator('[data-ar-group="?"]')).to_be_hidden()


def test_groups_merge_split_and_are_still_so_after_a_reload(review: Review) -> None:
    first, second = review.members("A"), review.members("B")
    review.page.check('[data-ar-check-group="B"]')
    move(review, "A")
    assert set(review.members("A")) == {*first, *second}
    review.select(*second[:2])
    move(review, "")
    assert set(review.members("D")) == set(second[:2])
    review.page.reload()
    expect(review.page.locator('[data-ar-group="D"]')).to_be_visible()
    assert set(review.members("D")) == set(second[:2])
    assert review.selected() == []


def test_a_persons_heading_assigns_all_their_papers(review: Review) -> None:
    own = review.members("B")
    review.page.click('[data-ar-assign-group="B"]')
    expect(review.page.locator("[data-ar-assign]")).to_be_visible()
    assert review.selected() == own
    review.page.check("input[name=target][value=new]")
    review.page.fill("[data-ar-new-degree]", "University of Elsewhere")
    review.confirm()
    expect(review.page.locator('[data-ar-chip="B"]')).to_contain_text("University of Elsewhere")


def test_dragging_one_of_the_ticked_papers_moves_them_all(review: Review) -> None:
    own = review.members("A")
    review.select(*own[:2])
    grip = review.page.locator(f'[data-ar-paper="{own[0]}"] .ar-grip')
    grip.drag_to(review.page.locator('[data-ar-chip="B"]'))
    assert set(own[:2]) <= set(review.members("B"))


def test_judging_first_hides_who_is_suggested_until_asked_for(review: Review) -> None:
    everything = {f"{m['paper']}#{m['position']}" for m in review.data["mentions"]}
    review.page.check("[data-ar-blind]")
    assert set(review.members("?")) == everything
    expect(review.page.locator('[data-ar-group="A"]')).to_be_hidden()
    expect(review.page.locator(".ar-headline")).to_be_hidden()
    years = review.page.eval_on_selector_all(
        '[data-ar-group="?"] .ar-paper__meta > span', "spans => spans.map(span => parseInt(span.textContent))"
    )
    assert years == sorted(years, reverse=True)
    review.page.reload()
    expect(review.page.locator("[data-ar-blind]")).to_be_checked()
    review.page.uncheck("[data-ar-blind]")
    expect(review.page.locator('[data-ar-group="A"]')).to_be_visible()


def test_the_whole_sorting_goes_by_single_keys_which_can_be_turned_off(review: Review) -> None:
    page, own = review.page, review.members("A")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert review.selected() == own[:2]
    page.keyboard.press("m")
    expect(page.locator("[data-ar-move-panel]")).to_be_focused()
    page.keyboard.press("b")
    assert set(own[:2]) <= set(review.members("B"))
    expect(page.locator(f'[data-ar-check][value="{own[2]}"]')).to_be_focused()
    page.keyboard.press("Control+z")
    assert review.members("A") == own
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.uncheck("[data-ar-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    assert review.selected() == []
    page.keyboard.press("Control+y")
    assert set(own[:2]) <= set(review.members("B"))


def test_letters_that_are_typed_into_a_field_are_text(review: Review) -> None:
    review.page.keyboard.press("/")
    review.page.locator("[data-ar-paste-text]").press_sequentially("jxm?")
    expect(review.page.locator("[data-ar-paste-text]")).to_have_value("jxm?")
    assert review.selected() == []


def test_two_tabs_of_one_page_keep_what_both_decided(review: Review) -> None:
    first, second = review.members("A"), review.members("B")
    other = Review(review.page.context.new_page(), review.page.url)
    for tab, key, person in ((review, first[0], "ari-one"), (other, second[0], "ari-two")):
        tab.select(key)
        tab.assign_new(person=person, degree="University of Elsewhere")
        expect(review.page.locator("[data-ar-decision-count]")).to_have_text("1" if tab is review else "2")
        expect(other.page.locator("[data-ar-decision-count]")).to_have_text("1" if tab is review else "2")


def test_no_accessibility_fault_light_or_dark_or_narrow(browser: Browser, demo_site: object) -> None:
    for scheme, width in (("light", 1280), ("dark", 320)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
        review = Review(context.new_page(), demo_site.as_uri() + "/" + MIXED_PAGE)  # type: ignore[attr-defined]
        review.select(*review.members("A")[:2])
        move(review, "?")
        review.select(*review.members("B"))
        review.page.click("[data-ar-open-move]")
        assert Axe().run(review.page).response["violations"] == []
        assert review.page.evaluate("document.documentElement.scrollWidth") <= width
        review.page.keyboard.press("Escape")
        review.open_tools()
        review.page.click("[data-ar-open-keys]")
        assert Axe().run(review.page).response["violations"] == []
        context.close()
