"""axe-core finds nothing to complain about in any page and state, light and dark, wide and narrow; the keys suffice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from generator.model import Mention, Name
from generator.patch.document import to_json
from generator.patch.operations import Assignment, Patch
from tests.browser.review import MIXED_PAGE, Review
from tests.browser.test_paste import MAIL

VERIFIED_PAGE = "review/marit-okstad-fjeldby.html"
PAGES = ["index.html", "authors.html", "basket.html", "help.html", "docs/patch.html", "404.html"]
WIDTHS = [1280, 768, 390, 320]

# Both schemes share everything but the colours, and these depend little on the width.
RULES = {"default": {}, "slate": {"runOnly": {"type": "rule", "values": ["color-contrast"]}}}
RUN_AXE = """async ([within, options]) => {
  const { violations } = await axe.run(within, { ...options, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(node => node.target).join("; ")}`);
}"""
WIDER = "document.scrollingElement.scrollWidth > innerWidth"


def patch_file(name: str, to: str) -> FilePayload:
    """A patch file with one decision."""
    patch = Patch((Assignment(Mention("P18-1001", 0), Name("Song", "Wang"), "song-wang/unverified", to),))
    return {"name": name, "mimeType": "application/json", "buffer": to_json(patch).encode()}


def complaints(page: Page, within: str) -> list[str]:
    """What axe finds in this part of the page, in both colour schemes; and whether the page is too wide."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = []
    schemes = RULES if page.viewport_size and page.viewport_size["width"] in (1280, 320) else ["default"]
    for scheme in schemes:
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(RUN_AXE, [within, RULES[scheme]])]
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    return found + (["wider than the window"] if page.evaluate(WIDER) else [])


@pytest.fixture
def sized(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Makes pages as wide as wished, without transitions: axe sees the colours as they stay."""
    contexts = []

    def make(width: int) -> Page:
        size: ViewportSize = {"width": width, "height": 900 if width > 1000 else 844}
        context = browser.new_context(viewport=size, reduced_motion="reduce")
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_the_pages_around_the_review(
    sized: Callable[[int], Page], demo_site: Path, width: int
) -> None:
    page = sized(width)
    found = {}
    for file in PAGES:
        page.goto(f"{demo_site.as_uri()}/{file}")
        if file == "basket.html":
            page.set_input_files(
                "[data-ar-basket-input]", [patch_file("a.json", "ada-b"), patch_file("b.json", "bo-li")]
            )
            expect(page.locator("[data-ar-basket-outcome] .ar-conflict")).to_be_visible()
        found[file] = complaints(page, "body")
    assert {file: some for file, some in found.items() if some} == {}


def states(review: Review) -> Iterator[tuple[str, str]]:
    """Brings the mixed page into one state after the other; yields its name and the part that is new in it."""
    page = review.page
    yield "plain", "body"
    page.check("[data-ar-check-group] >> nth=0")
    review.open_assign()
    page.check("input[name=target][value=new]")
    expect(page.locator("[data-ar-preview] .ar-consequence")).to_be_visible()
    yield "assign", "[data-ar-dock], [data-ar-group=A]"
    page.keyboard.press("Escape")
    review.select(review.members("B")[0])
    page.uncheck(f'[data-ar-check][value="{review.members("A")[0]}"]')
    for name, panel in (("move", "[data-ar-move-panel]"), ("check", "[data-ar-check-panel]")):
        page.click(f"[data-ar-open-{name}]")
        expect(page.locator(panel)).to_be_visible()
        yield name, "[data-ar-dock]"
        page.keyboard.press("Escape")
    review.assign_new(degree="University of Northhaven")
    yield "said", "[data-ar-form]"
    review.open_decisions()
    yield "decisions", "[data-ar-dock]"
    page.keyboard.press("Escape")
    titles = "\n".join(m["title"] for m in review.data["mentions"][:3])
    lines = "mine:\n1. P18-1001\nA Note on Accents of Fog and Words\nsince 2024"
    review.paste(f"{MAIL}\n{lines}\n{titles}\n{'longword' * 60}")
    yield "paste", "[data-ar-dock]"
    page.keyboard.press("Escape")
    if page.locator("[data-ar-clear]").is_visible():
        page.click("[data-ar-clear]")
    if page.locator("[data-ar-look]").is_hidden():
        page.click("[data-ar-open-figures]")
    for fold in ("likeness", "compare"):
        page.click(f"[data-ar-fold={fold}] > summary")
        expect(page.locator(f"[data-ar-fold={fold}] > :not(summary)")).to_be_visible()
    for words in page.locator("[data-ar-fold=words]").all():
        words.locator("summary").click()
        expect(words.locator("ul")).to_be_visible()
    yield "figures", "[data-ar-dock]"
    page.keyboard.press("Escape")
    page.locator("[data-ar-group=A] [data-ar-abstract] .ar-paper__title").first.click()
    expect(page.locator(".ar-abstract[data-ar-loaded]")).to_be_visible()
    yield "abstract", "[data-ar-group=A]"
    review.open_tools()
    yield "tools", ".ar-tools"
    page.click("[data-ar-open-keys]")
    expect(page.locator("[data-ar-keys]")).to_be_visible()
    yield "keys", "[data-ar-keys]"
    page.click("[data-ar-close-keys]")
    page.click("[data-ar-open-elsewhere]")
    page.check("[data-ar-private]")
    expect(page.locator("[data-ar-private-message]")).to_be_visible()
    yield "elsewhere", "[data-ar-dock]"


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_state_of_a_review_page(
    sized: Callable[[int], Page], demo_site: Path, width: int
) -> None:
    review = Review(sized(width), f"{demo_site.as_uri()}/{MIXED_PAGE}")
    found = {state: complaints(review.page, within) for state, within in states(review)}
    assert {state: some for state, some in found.items() if some} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_verified_page_with_its_entry_open(
    sized: Callable[[int], Page], demo_site: Path, width: int
) -> None:
    review = Review(sized(width), f"{demo_site.as_uri()}/{VERIFIED_PAGE}")
    page = review.page
    review.open_tools()
    page.click("[data-ar-edit]")
    page.select_option("[data-ar-entry-name]", label="another form …")
    page.fill("[data-ar-entry-orcid]", "0000")
    expect(page.locator("[data-ar-entry-orcid-note]")).not_to_be_empty()
    assert complaints(page, "body") == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_main_job_by_keyboard_alone(sized: Callable[[int], Page], demo_site: Path, width: int) -> None:
    review = Review(sized(width), f"{demo_site.as_uri()}/{MIXED_PAGE}")
    page = review.page
    wanted = set(review.members("A"))

    def tab_to(selector: str, most: int = 60) -> None:
        for tabs in range(most + 1):
            if tabs:
                page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
        raise AssertionError(f"{selector} can't be reached by Tab")

    tab_to("[data-ar-check-group]", most=8)
    page.keyboard.press("Space")
    assert set(review.selected()) == wanted
    if width < 1200:
        tab_to("[data-ar-open-assign]", most=300)
        page.keyboard.press("Enter")
        expect(page.locator("[data-ar-assign]")).to_be_focused()
    tab_to("input[name=target]", most=300)
    while page.evaluate("document.activeElement.value") != "new":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_to("[data-ar-new-degree]")
    page.keyboard.type("University of Northhaven")
    tab_to("[data-ar-confirm]")
    expect(page.locator("[data-ar-confirm]")).to_be_enabled()
    page.keyboard.press("Enter")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")
    tab_to("[data-ar-open-decisions]", most=300)
    page.keyboard.press("Enter")
    expect(page.locator("[data-ar-download=json]")).to_be_enabled()
    tab_to("[data-ar-download=json]")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "assignment-ari-lanternby-unverified.json"
    patch = json.loads(waiting.value.path().read_text("utf-8"))
    assert {f"{one['paper']}#{one['position']}" for one in patch["assignments"]} == wanted


def test_the_accessibility_tree_names_groups_papers_evidence_and_decisions(review: Review) -> None:
    papers = {m["title"] for m in review.data["mentions"]}
    first, second = review.members("B")[:2]
    review.select(first, second)
    review.assign_new(degree="University of Northhaven")
    review.open_decisions()
    name = re.compile("Person B ?, 4 papers, 2022–2025")
    group = review.page.get_by_role("region", name=name)
    expect(group.get_by_role("checkbox", name=name)).to_be_visible()
    expect(group.get_by_role("heading", name="Person B", level=3)).to_be_visible()
    evidence = group.get_by_text("same affiliation")
    expect(evidence).to_be_visible()
    evidence.click()
    expect(group.get_by_text("apart from A").first).to_be_visible()
    boxes = review.page.locator("[data-ar-form]").get_by_role("listitem").get_by_role("checkbox")
    names = "boxes => boxes.map(box => document.getElementById(box.getAttribute('aria-labelledby')).textContent.trim())"
    named = set(boxes.evaluate_all(names))
    assert named == papers
    decisions = review.page.get_by_role("group", name="Your decisions")
    expect(decisions.get_by_role("list").first).to_contain_text("University of Northhaven")
    expect(decisions.get_by_role("button", name="Download patch (JSON)")).to_be_enabled()
