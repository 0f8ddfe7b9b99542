"""The box that takes a list or a rule in any wording: nothing is lost, nothing is ticked without a word of the user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review import MIXED_PAGE, Review

MAIL = """Dear Anthology team,

the following papers are mine:
1. https://aclanthology.org/2022.coil-main.2v2.pdf
2. “Grounded Step Traking in Cooking Dialogs”
lanternby-etal-2023-language
https://aclanthology.org/P18-1001/
Best regards, Bo"""


def status(review: Review) -> str:
    locator = review.page.locator("[data-ar-paste-status]")
    expect(locator).not_to_be_empty()
    return locator.inner_text()


def test_each_line_is_answered_and_nothing_is_ticked_until_the_user_says_whose(review: Review) -> None:
    review.paste(MAIL)
    assert status(review) == "7 lines: 3 papers found, 1 elsewhere, 2 not understood, 1 read with the others."
    answers = review.page.locator("[data-ar-paste-answers]")
    expect(answers.get_by_role("link", name="P18-1001")).to_have_attribute("href", "https://aclanthology.org/P18-1001/")
    expect(answers).to_contain_text("Dear Anthology team,")
    expect(answers).to_contain_text("Grounded Step Tracking in Cooking Dialogues")
    assert review.selected() == []
    review.page.click("[data-ar-paste-yes]")
    assert set(review.selected()) == {"2022.coil-main.2#1", "2024.coil-main.1#2", "2023.coil-main.1#0"}
    # The next question is open, and its answer is left to the user.
    expect(review.page.locator("[data-ar-assign]")).to_be_focused()
    assert review.page.locator("input[name=target]:checked").count() == 0
    expect(review.page.locator("[data-ar-decision-count]")).to_have_text("0")


def test_pasting_anywhere_on_the_page_opens_the_box(review: Review, page: Page) -> None:
    source = page.context.new_page()
    source.set_content("<textarea>2022.coil-main.2\n2024.coil-main.1</textarea>")
    source.focus("textarea")
    source.keyboard.press("Control+a")
    source.keyboard.press("Control+c")
    source.close()
    review.page.focus("[data-ar-check] >> nth=0")
    review.page.keyboard.press("Control+v")
    assert status(review) == "2 lines: 2 papers found."
    assert review.selected() == []


def test_the_writers_orcid_and_institution_are_filled_in(review: Review) -> None:
    review.paste(
        "### Your ORCID\n\nhttps://orcid.org/0000-0000-1001-0633\n\n"
        "### Institution of highest (anticipated) degree\n\nUniversity of Northhaven\n\n### Papers\n\n2022.coil-main.2"
    )
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("ORCID 0000-0000-1001-0633")
    assert "not understood" not in status(review)
    review.page.click("[data-ar-paste-yes]")
    review.page.check("input[name=target][value=new]")
    expect(review.page.locator("[data-ar-new-orcid]")).to_have_value("0000-0000-1001-0633")
    expect(review.page.locator("[data-ar-new-degree]")).to_have_value("University of Northhaven")
    review.confirm()
    # They are this author's, not the next one's.
    review.select("2016.coil-main.4#0")
    review.open_assign()
    review.page.check("input[name=target][value=new]")
    expect(review.page.locator("[data-ar-new-orcid]")).to_have_value("")


def form(orcid: str, papers: str) -> str:
    """A request as the Anthology's form has it."""
    return f"### Your ORCID\n\nhttps://orcid.org/{orcid}\n\n### Papers\n\n{papers}"


@pytest.mark.parametrize(
    ("orcid", "answer"), [("0000-0000-1001-0633", "new"), ("0000-0000-1001-0289", "existing:noor-applegarth")]
)
def test_the_writers_orcid_answers_whose_the_papers_are(page: Page, demo_site: Path, orcid: str, answer: str) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    review.paste(form(orcid, "2022.coil-main.2"))
    page.click("[data-ar-paste-yes]")
    expect(page.locator(f'input[name=target][value="{answer}"]')).to_be_checked()
    expect(page.locator("[data-ar-confirm]")).to_be_enabled()
    # It is filled in, not decided.
    expect(page.locator("[data-ar-decision-count]")).to_have_text("0")


@pytest.mark.parametrize(("orcid", "leaves"), [("0000-0000-1001-0289", True), ("0000-0000-1001-0633", False)])
def test_what_a_verified_author_disowns_leaves_the_page_and_what_a_namesake_disowns_does_not(
    page: Page, demo_site: Path, orcid: str, leaves: bool
) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/noor-applegarth.html")
    review.paste(form(orcid, "Not mine: 2025.coil-main.3"))
    words = "Not this author’s: select 1 paper" if leaves else "This person’s: select 1 paper"
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.locator("input[name=target]:checked")).to_have_count(int(leaves))
    if leaves:
        expect(page.locator("input[name=target][value=unverified]")).to_be_checked()


def test_the_writers_orcid_never_goes_to_the_other_side_of_the_list(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    review.paste(form("0000-0000-1001-0633", "2022.coil-main.2\n2024.coil-main.1"))
    page.click("[data-ar-paste-yes]")
    expect(page.locator("input[name=target][value=new]")).to_be_checked()
    page.click("[data-ar-other-side]")
    expect(page.locator("input[name=target]:checked")).to_have_count(0)
    page.check("input[name=target][value=new]")
    expect(page.locator("[data-ar-new-orcid]")).to_have_value("")


def test_not_mine_selects_the_others_and_says_how_many(review: Review) -> None:
    everything = {f"{m['paper']}#{m['position']}" for m in review.data["mentions"]}
    review.paste("2022.coil-main.2\n2024.coil-main.1")
    expect(review.page.locator("[data-ar-paste-no]")).to_contain_text(f"the other {len(everything) - 2}")
    review.page.click("[data-ar-paste-no]")
    assert set(review.selected()) == everything - {"2022.coil-main.2#1", "2024.coil-main.1#2"}


def test_a_found_paper_can_be_taken_out_and_the_selection_before_comes_back(review: Review) -> None:
    review.select("2016.coil-main.4#0")
    review.paste("2022.coil-main.2\n2024.coil-main.1")
    review.page.uncheck('[data-ar-paste-paper][value="2024.coil-main.1#2"]')
    review.page.click("[data-ar-paste-yes]")
    assert review.selected() == ["2022.coil-main.2#1"]
    review.page.click("[data-ar-paste-back]")
    assert review.selected() == ["2016.coil-main.4#0"]


def test_the_others_leave_out_what_is_already_decided(review: Review) -> None:
    review.select("2016.coil-main.4#0")
    review.assign_new(degree="University of Northhaven")
    review.paste("2022.coil-main.2")
    review.page.click("[data-ar-paste-no]")
    assert not {"2016.coil-main.4#0", "2022.coil-main.2#1"} & set(review.selected())


def test_after_one_side_of_a_list_the_other_is_offered(review: Review) -> None:
    everything = {f"{m['paper']}#{m['position']}" for m in review.data["mentions"]}
    mine = {"2022.coil-main.2#1", "2024.coil-main.1#2"}
    other = review.page.locator("[data-ar-other-side]")
    review.paste("2022.coil-main.2\n2024.coil-main.1")
    expect(other).to_have_count(0)
    review.page.click("[data-ar-paste-yes]")
    review.assign_new(degree="University of Northhaven")
    expect(other).to_have_text(f"And the other {len(everything) - 2} papers?")
    other.click()
    assert set(review.selected()) == everything - mine
    expect(review.page.locator("[data-ar-assign]")).to_be_visible()
    assert review.page.locator("input[name=target]:checked").count() == 0
    review.assign_new(degree="Velvet Hills University", person="ari-lanternby-vh")
    expect(other).to_have_count(0)


@pytest.mark.parametrize("name", ["云蓝石子", "Shizi Yunlan"])
def test_a_coauthor_is_found_by_a_name_in_either_script(page: Page, demo_site: Path, name: str) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/tomas-weatherwane.html")
    everything = len(review.data["mentions"])
    assert everything > 1
    page.fill("[data-ar-filter]", name)
    expect(page.locator("[data-ar-filter-status]")).to_have_text(f"1 paper of {everything} shown")
    expect(page.locator("[data-ar-paper]:visible")).to_have_attribute("data-ar-paper", "2023.dictday-1.3#1")
    page.fill("[data-ar-filter]", "")
    review.paste(f"papers with {name}")
    page.click("[data-ar-paste-yes]")
    assert review.selected() == ["2023.dictday-1.3#1"]


def test_a_rule_becomes_a_list_and_stays_as_a_note(review: Review, tmp_path: Path) -> None:
    review.paste("papers before 2012 or after 2024")
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("to 2011 or from 2025 on")
    review.page.click("[data-ar-paste-yes]")
    assert set(review.selected()) == {"2009.coil-main.1#0", "2025.coil-main.1#0"}
    assert review.page.evaluate("Object.values(localStorage).some(text => text.includes('before 2012'))") is False
    review.assign_new(degree="University of Northhaven")
    review.open_decisions()
    patch = json.loads(review.download("json", tmp_path).read_text("utf-8"))
    assert {a["paper"] for a in patch["assignments"]} == {"2009.coil-main.1", "2025.coil-main.1"}
    assert "2 papers chosen by the rule “papers before 2012 or after 2024”" in patch["note"]
    assert patch["base"]["preview"] in patch["note"]


@pytest.mark.parametrize(
    ("rule", "papers"),
    [
        ("with Ari Brackenfield in 2021", {"2021.talkmaps-1.1"}),
        ("at the First Workshop on Talking Maps", {"2021.talkmaps-1.1"}),
        ("from Lantern Bay Polytechnic since 2023", {"2023.dictday-1.1"}),
    ],
)
def test_what_the_rows_say_can_be_asked_for(review: Review, rule: str, papers: set[str]) -> None:
    review.paste(rule)
    review.page.click("[data-ar-paste-yes]")
    assert {key.partition("#")[0] for key in review.selected()} == papers


def test_a_text_with_both_sides_gives_each_side_its_button(review: Review) -> None:
    text = "Mine: 2024.talkmaps-1.1. Not mine: 2016.coil-main.4, 2012.coil-main.1."
    review.paste(text)
    expect(review.page.locator("[data-ar-paste-ask]")).to_contain_text("also names 2 papers as not this person’s")
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("not this person’s")
    review.page.click("[data-ar-paste-yes]")
    assert review.selected() == ["2024.talkmaps-1.1#1"]
    review.paste(text)
    expect(review.page.locator("[data-ar-paste-no]")).to_have_text("Not this person’s: select 2 papers")
    review.page.click("[data-ar-paste-no]")
    assert {key.partition("#")[0] for key in review.selected()} == {"2016.coil-main.4", "2012.coil-main.1"}


def test_papers_are_counted_as_the_author_page_lists_them(review: Review) -> None:
    review.paste("The first four papers are mine.")
    review.page.click("[data-ar-paste-yes]")
    papers = {key.partition("#")[0] for key in review.selected()}
    assert papers == {"2025.coil-main.1", "2024.talkmaps-1.1", "2024.coil-main.1", "2023.talkmaps-1.1"}


def test_an_author_page_named_in_the_text_is_offered_and_not_chosen(review: Review) -> None:
    review.paste("Please move 2022.coil-main.2 to https://aclanthology.org/people/ines-harbourlight/")
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("Author page ines-harbourlight")
    review.page.click("[data-ar-paste-yes]")
    option = review.page.locator('input[name=target][value="existing:ines-harbourlight"]')
    expect(option).to_be_visible()
    expect(option).not_to_be_checked()


def test_what_is_not_understood_says_why_and_ticks_nothing(review: Review) -> None:
    review.paste("Some of the papers before 2019 are mine")
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("This leaves open which papers")
    expect(review.page.locator("[data-ar-paste-take]")).to_be_hidden()


def test_a_rule_that_was_not_used_leaves_no_note(review: Review) -> None:
    review.paste("before 2012")
    review.page.click("[data-ar-paste-yes]")
    review.page.click("[data-ar-clear]")
    review.select("2009.coil-main.1#0")
    review.assign_new(degree="University of Northhaven")
    review.open_decisions()
    expect(review.page.locator("[data-ar-note]")).to_have_value("")


def test_pasted_markup_stays_text(review: Review) -> None:
    review.paste(
        "<img src=x onerror=\"document.title='gone'\"> <b>2022.coil-main.2</b>\n<script>document.title='gone'</script>"
    )
    expect(review.page.locator("[data-ar-paste-answers]")).to_contain_text("<script>document.title='gone'</script>")
    assert review.page.locator("[data-ar-paste-answers] :is(img, script, b)").count() == 0
    assert "gone" not in review.page.title()


def test_by_keyboard_alone(review: Review) -> None:
    keyboard = review.page.keyboard
    review.page.focus("[data-ar-paste-open]")
    keyboard.press("Enter")
    expect(review.page.locator("[data-ar-paste-text]")).to_be_focused()
    keyboard.insert_text("2022.coil-main.2")
    status(review)
    keyboard.press("Tab")
    expect(review.page.locator("[data-ar-paste-yes]")).to_be_focused()
    keyboard.press("Shift+Tab")
    keyboard.press("Escape")
    expect(review.page.locator("[data-ar-paste-open]")).to_be_focused()
    expect(review.page.locator("[data-ar-paste-box]")).to_be_hidden()
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert review.selected() == ["2022.coil-main.2#1"]
