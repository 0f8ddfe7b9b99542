"""The page as a desk: papers on the first screen, one click for a clear case, nothing that jumps or gets lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.review import MIXED_PAGE, OVER_BOTH, Review

VERIFIED = "Ines Harbourlight (Velvet Hills University)"
INES = "review/ines-harbourlight.unverified.html"
NOOR = "review/noor-applegarth.unverified.html"

# Papers that lie in the window as a whole and are covered by nothing.
IN_VIEW = """() => [...document.querySelectorAll("[data-ar-paper]")].filter(row => {
  const box = row.getBoundingClientRect();
  const seen = y => row.contains(document.elementFromPoint(box.left + 60, y));
  return box.top >= 0 && box.bottom <= innerHeight && seen(box.top + 3) && seen(box.bottom - 3);
}).length"""

SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => { for (const shift of list.getEntries()) shifts.push(shift.value); })
  .observe({ type: "layout-shift", buffered: true });
"""

# Entries arrive after the frame that they speak of.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.mark.parametrize(("width", "height", "papers"), [(1280, 900, 7), (1440, 900, 7), (390, 844, 1)])
def test_papers_are_on_the_first_screen(page: Page, demo_site: Path, width: int, height: int, papers: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    expect(page.locator("[data-ar-check]").first).to_be_enabled()
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(IN_VIEW) >= papers
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_check_box_is_few_tabs_away_and_one_by_the_skip_link(review: Review) -> None:
    page, here = review.page, review.page.locator(":focus")
    page.keyboard.press("Tab")
    expect(here).to_have_text("To the papers")
    expect(here).to_be_in_viewport(ratio=1)
    tabs = 1
    while not here.evaluate("element => element.matches('[data-ar-form] [type=checkbox]')"):
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= 8
    expect(here).to_have_attribute("data-ar-check-group", "A")
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(here).to_have_attribute("data-ar-check-group", "A")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_groups_head_assigns_it_with_one_click_and_says_so_with_undo(page: Page, demo_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    review = Review(page, f"{demo_site.as_uri()}/{INES}")
    head = page.locator('[data-ar-group="B"] .ar-group__head')
    offer = head.locator("[data-ar-assign-best]")
    # Who is suggested for no other group isn't offered there either.
    expect(page.locator("[data-ar-assign-best]")).to_have_count(1)
    expect(offer).to_contain_text(VERIFIED)
    offer.click()
    said = head.locator("[data-ar-said]")
    expect(said).to_contain_text(VERIFIED)
    expect(said).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")
    # The keyboard goes on where the way back is.
    expect(said.get_by_role("button", name="Undo")).to_be_focused()
    assert review.selected() == []
    expect(offer).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("0")
    expect(said).to_have_count(0)
    expect(offer).to_be_focused()


def test_the_sentence_of_a_decision_counts_what_the_patch_moves(page: Page, demo_site: Path, tmp_path: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{INES}")
    papers = review.members("B")
    page.click("[data-ar-assign-best]")
    count = f"{len(papers)} paper{'' if len(papers) == 1 else 's'}"
    expect(page.locator("[data-ar-said]")).to_contain_text(f"{count} → {VERIFIED}")
    review.open_decisions()
    patch = json.loads(review.download("json", tmp_path).read_text("utf-8"))
    assigned = {(f"{one['paper']}#{one['position']}", one["to"]) for one in patch["assignments"]}
    assert assigned == {(key, "ines-harbourlight") for key in papers}


@OVER_BOTH
def test_a_title_opens_its_abstract_and_ticks_nothing(review: Review) -> None:
    row = review.page.locator("[data-ar-paper][data-ar-abstract]").first
    title = row.locator(".ar-paper__title")
    expect(title).to_have_attribute("aria-expanded", "false")
    address = review.page.url
    title.click()
    expect(title).to_have_attribute("aria-expanded", "true")
    expect(row.locator(".ar-abstract[data-ar-loaded]")).to_be_visible()
    assert len(row.locator(".ar-abstract").inner_text()) > 40
    title.focus()
    review.page.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-expanded", "false")
    expect(row.locator(".ar-abstract")).to_be_hidden()
    assert (review.selected(), review.page.url) == ([], address)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [MIXED_PAGE, INES, NOOR, "review/ines-harbourlight.html"])
def test_nothing_jumps_while_the_page_loads(page: Page, demo_server: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    page.goto(demo_server + name, wait_until="networkidle")
    expect(page.locator("[data-ar-check]").first).to_be_enabled()
    page.evaluate(DRAWN)
    assert page.evaluate("shifts") == []
    # The observer does see what jumps.
    page.evaluate("document.querySelector('[data-ar-review]').style.marginTop = '200px'")
    page.evaluate(DRAWN)
    assert page.evaluate("shifts.length") > 0


def test_a_selection_shows_who_it_may_be_with_facts_and_why_it_cannot_be_assigned_yet(
    page: Page, demo_site: Path
) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{NOOR}")
    review.select(*review.members("B"))
    panel = page.locator("[data-ar-assign]")
    cards = panel.locator("[data-ar-candidates] label")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Noor Applegarth (Velvet Hills University)")
    expect(cards.first).to_contain_text("noor-applegarth · ORCID 0000-0000-1001-0289")
    expect(cards.nth(1)).to_contain_text("Noor Applegarth (Westmere)")
    for card in cards.all():
        expect(card).to_contain_text("papers, 20")
        expect(card).to_contain_text("with")
    # It is the user who chooses, and the focus stays with the papers.
    expect(panel.locator("input[name=target]:checked")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('[data-ar-check]')")
    expect(page.locator("[data-ar-confirm]")).to_be_disabled()
    expect(page.locator("[data-ar-confirm]")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-ar-assign-reason]")).to_have_text("Choose whose they are.")
    expect(page.locator("[data-ar-assign-reason]")).to_be_in_viewport(ratio=1)


@OVER_BOTH
def test_leaving_right_after_assigning_keeps_decision_and_patch(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/data/**", lambda route: held.append(route))
    review = Review(page, site + INES)
    keys = review.members("B")
    review.select(*keys)
    review.assign_new(degree="Velvet Hills University", person="ines-harbourlight-vh")
    assert held
    page.goto("about:blank")
    page.unroute_all(behavior="ignoreErrors")
    page.goto(f"{site}basket.html")
    expect(page.locator("[data-ar-basket-list] li")).to_have_count(1)
    expect(page.locator("[data-ar-basket-outcome]")).not_to_be_empty()
    with page.expect_download() as waiting:
        page.click("[data-ar-basket-download]")
    patch = json.loads(waiting.value.path().read_text("utf-8"))
    assert {f"{one['paper']}#{one['position']}" for one in patch["assignments"]} == set(keys)
    assert {one["to"] for one in patch["assignments"]} == {"ines-harbourlight-vh"}
    Review(page, site + INES)
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")


def test_an_assignment_that_changes_nothing_is_no_decision_and_says_so(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/ines-harbourlight.html")
    keys = [f"{m['paper']}#{m['position']}" for m in review.data["mentions"] if m["explicit"]]
    # Nor is it offered.
    expect(page.locator("[data-ar-assign-best]")).to_have_count(0)
    review.select(*keys)
    page.check('input[name=target][value="existing:ines-harbourlight"]')
    expect(page.locator("[data-ar-confirm]")).to_be_disabled()
    expect(page.locator("[data-ar-assign-reason]")).to_have_text("They already stand there with this ID.")
    page.locator('input[name=target][value="existing:ines-harbourlight"]').press("Enter")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("0")


def test_after_one_side_of_a_pasted_list_the_other_is_offered(review: Review) -> None:
    page = review.page
    everything = {f"{m['paper']}#{m['position']}" for m in review.data["mentions"]}
    mine = {"2022.coil-main.2#1", "2024.coil-main.1#2"}
    review.paste("These are mine:\n2022.coil-main.2\n2024.coil-main.1")
    page.click("[data-ar-paste-yes]")
    review.assign_new(degree="University of Northhaven", person="ari-lanternby-un")
    other = page.locator("[data-ar-other-side]")
    expect(other).to_contain_text(f"the other {len(everything) - 2} papers")
    expect(other).to_be_in_viewport(ratio=1)
    other.click()
    assert set(review.selected()) == everything - mine
    expect(other).to_have_count(0)
    review.assign_new(degree="Velvet Hills University", person="ari-lanternby-vh")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("2")
    expect(other).to_have_count(0)


def test_after_a_decision_its_consequences_and_the_download_stand_there(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    decisions, figures = page.locator("[data-ar-decisions]"), page.locator("[data-ar-look]")
    review.select("2022.coil-main.2#1")
    review.assign_new(orcid="0000-0000-1001-0633")
    expect(decisions).to_contain_text("1 paper will move to ")
    expect(decisions.locator("[data-ar-download=json]")).to_be_enabled()
    # It makes room for what comes next, and a reload begins with the figures.
    review.select("2016.coil-main.4#0")
    expect(page.locator("[data-ar-assign]")).to_be_visible()
    page.click("[data-ar-clear]")
    expect(figures).to_be_visible()
    page.reload()
    expect(figures).to_be_visible()
    expect(decisions).to_be_hidden()


def test_a_new_author_is_asked_whether_they_are_an_entry_without_orcid(page: Page, demo_server: str) -> None:
    entry = {"id": "ari-b-lanternby", "name": "Ari B. Lanternby", "comment": "", "orcid": ""}

    def with_entry(route: Route) -> None:
        before, mark, after = route.fetch().text().partition('"candidates":[')
        assert mark
        comma = "" if after.startswith("]") else ","
        route.fulfill(body=f"{before}{mark}{json.dumps(entry)}{comma}{after}", content_type="text/html")

    page.route(f"**/{MIXED_PAGE}", with_entry)
    review = Review(page, demo_server + MIXED_PAGE)
    review.select("2022.coil-main.2#1")
    review.open_assign()
    page.check("input[name=target][value=new]")
    question = page.locator("[data-ar-same]")
    expect(question).to_contain_text("Is this Ari B. Lanternby (ari-b-lanternby), who has no ORCID yet?")
    # Nobody has answered yet; the answer is a click.
    expect(page.locator('input[name=target][value="existing:ari-b-lanternby"]')).not_to_be_checked()
    question.get_by_role("button", name="Yes, assign to this author").click()
    expect(page.locator('input[name=target][value="existing:ari-b-lanternby"]')).to_be_checked()
    expect(question).to_have_count(0)
