"""Before a download the page says what a selection may lack and what fits it badly; it ticks nothing by itself."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.review import Review


def title_of(review: Review, key: str) -> str:
    return next(str(m["title"]) for m in review.data["mentions"] if f"{m['paper']}#{m['position']}" == key)


def open_check(review: Review) -> None:
    review.page.click("[data-ar-open-check]")
    expect(review.page.locator("[data-ar-check-panel]")).to_be_focused()


def test_a_forgotten_paper_is_named_with_the_reason_and_taken_by_one_button(review: Review) -> None:
    forgotten, *others = review.members("A")
    review.select(*others)
    open_check(review)
    panel = review.page.locator("[data-ar-check-panel]")
    suggestion = panel.locator("li").filter(has_text=title_of(review, forgotten))
    expect(suggestion).to_contain_text("same co-authors:")
    assert set(review.selected()) == set(others)
    suggestion.get_by_role("button", name="Take:").click()
    assert set(review.selected()) == {forgotten, *others}
    expect(suggestion).to_have_count(0)


def test_a_suggestion_that_the_user_leaves_does_not_come_again(review: Review) -> None:
    forgotten, *others = review.members("A")
    review.select(*others)
    open_check(review)
    suggestion = review.page.locator("[data-ar-check-panel] li").filter(has_text=title_of(review, forgotten))
    suggestion.get_by_role("button", name="Leave:").click()
    review.page.click("[data-ar-close-check]")
    expect(review.page.locator("[data-ar-open-check]")).to_be_focused()
    open_check(review)
    expect(suggestion).to_have_count(0)
    assert set(review.selected()) == set(others)


def test_a_stranger_among_the_selected_is_named_before_assigning_and_before_the_download(review: Review) -> None:
    own = review.members("A")
    stranger = review.members("B")[0]
    review.select(*own, stranger)
    review.open_assign()
    review.page.check("input[name=target][value=new]")
    doubt = review.page.locator("[data-ar-assign] .ar-warning li").filter(has_text=title_of(review, stranger))
    expect(doubt).to_contain_text("no shared co-author")
    review.page.fill("[data-ar-new-degree]", "University of Elsewhere")
    review.confirm()
    review.open_decisions()
    doubt = review.page.locator("[data-ar-decisions] .ar-warning li").filter(has_text=title_of(review, stranger))
    doubt.get_by_role("button", name="Take out:").click()
    expect(doubt).to_have_count(0)
    expect(review.page.locator("[data-ar-decision-list] li")).to_contain_text(f"{len(own)} papers")
