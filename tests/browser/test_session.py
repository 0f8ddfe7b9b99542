"""Going on later and elsewhere: an unfinished review is kept, moved as a file, and forgotten on request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.review import MIXED_PAGE, OVER_BOTH, Review
from tests.browser.test_basket import ARI, decide_ari, open_basket, wait_for_patch


def save_unfinished(page: Page, site: str, folder: Path) -> Path:
    open_basket(page, site)
    page.get_by_text("Go on in another browser").click()
    with page.expect_download() as waiting:
        page.click("[data-ar-basket-keep]")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_an_unfinished_review_goes_on_in_another_browser(
    page: Page, browser: Browser, site: str, tmp_path: Path
) -> None:
    review = decide_ari(page, site)
    review.select("2023.dictday-1.1#1")
    page.click("[data-ar-open-move]")
    page.click('[data-ar-move="?"]')
    file = save_unfinished(page, site, tmp_path)

    context = browser.new_context()
    there = context.new_page()
    open_basket(there, site)
    there.set_input_files("[data-ar-basket-input]", file)
    expect(there.locator("[data-ar-basket-list]")).to_contain_text("Ari Lanternby (unverified)")
    expect(there.locator("[data-ar-basket-status]")).to_contain_text("back: 1 page with decisions")
    again = Review(there, site + MIXED_PAGE)
    expect(there.locator("[data-ar-decision-count]")).to_have_text("1")
    expect(there.locator('[data-ar-group="?"] [data-ar-check]')).to_have_value("2023.dictday-1.1#1")
    assert again.selected() == []
    # What is decided here is not overwritten.
    open_basket(there, site)
    there.set_input_files("[data-ar-basket-input]", file)
    expect(there.locator("[data-ar-basket-status]")).to_contain_text(f"something is kept for them here: {ARI}")
    context.close()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"format": "anthology-review-unfinished", "version": 1', "not JSON"),
        ('{"format": "anthology-review-unfinished", "version": 9, "entries": {}}', "no unfinished review"),
        (
            '{"format": "anthology-review-unfinished", "version": 1, "preview": "x", "entries": {}}',
            "another preview (x)",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(page: Page, demo_site: Path, tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "unfinished.json"
    file.write_text(text, "utf-8")
    open_basket(page, demo_site.as_uri() + "/")
    page.set_input_files("[data-ar-basket-input]", file)
    expect(page.locator("[data-ar-basket-status]")).to_contain_text(why)


KEPT = """async () => ({
  local: Object.keys(localStorage), tab: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name), cookies: document.cookie,
})"""


def test_everything_kept_is_forgotten_when_asked_for(page: Page, site: str) -> None:
    """Also what is no decision, what the theme keeps, and what lies in the tab; other previews only when asked for."""
    review = decide_ari(page, site)
    page.click("[data-ar-seen]")
    page.click(".ar-palette")
    page.check("[data-ar-blind]")
    page.click("[data-ar-open-keys]")
    page.uncheck("[data-ar-keys-on]")
    preview = review.data["base"]["preview"]
    page.goto(f"{site}index.html")
    page.fill("#ar-search-box", "ari")
    page.evaluate("localStorage.setItem('anthology-review:other-branch:ada-byron', '{}')")
    page.evaluate("localStorage.setItem('anthology-review-seen:other-branch:ada-byron', '1')")
    page.evaluate("localStorage.setItem('somebody-else', '1')")
    kept = page.evaluate(KEPT)
    starts = [f"anthology-review{kind}:{preview}:" for kind in ("", "-patch", "-part", "-seen")]
    for start in (*starts, "anthology-review-blind", "anthology-review-keys", "/"):
        assert any(key.startswith(start) for key in kept["local"]), start
    assert kept["tab"] == ["anthology-review-queue"]

    open_basket(page, site)
    page.get_by_text("Go on in another browser").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-ar-basket-forget]")
    expect(page.locator("[data-ar-basket-empty]")).to_be_visible()
    others = {"anthology-review:other-branch:ada-byron", "anthology-review-seen:other-branch:ada-byron"}
    kept = page.evaluate(KEPT)
    assert set(kept["local"]) == {*others, "somebody-else"}
    assert (kept["tab"], kept["databases"], kept["cookies"]) == ([], [], "")

    page.get_by_role("button", name="Forget 1 other preview, too").click()
    expect(page.locator("[data-ar-basket-status]")).to_contain_text("for other previews any more")
    expect(page.locator("[data-ar-basket-forget-others]")).to_be_hidden()
    assert page.evaluate(KEPT)["local"] == ["somebody-else"]


@OVER_BOTH
def test_a_new_build_keeps_what_still_holds_and_lists_what_does_not(page: Page, site: str) -> None:
    review = decide_ari(page, site)
    key = "Object.keys(localStorage).find(key => key.startsWith('anthology-review:') && key.includes('lanternby'))"
    kept = json.loads(page.evaluate(f"localStorage.getItem({key})"))
    kept["decisions"][0]["mentions"].append("1999.gone-1.1#0")
    kept["from"]["1999.gone-1.1#0"] = ARI
    page.evaluate(f"text => localStorage.setItem({key}, text)", json.dumps(kept))
    page.reload()
    expect(page.locator("[data-ar-dropped]")).to_contain_text("1999.gone-1.1 is no longer on this page")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")
    review.open_decisions()
    expect(page.locator("[data-ar-decision-list]")).to_contain_text("3 papers")
    wait_for_patch(page, ARI)


def test_a_page_starts_whatever_its_storage_holds_and_says_so(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/{MIXED_PAGE}")
    preview = review.data["base"]["preview"]
    person = {"id": "ari-x", "names": []}
    odd = [{"kind": "new", "person": person, "mentions": ["2009.coil-main.1#0"]}, {"kind": "entry", "mentions": [{}]}]
    kept = json.dumps({"format": 1, "from": {"2009.coil-main.1#0": ARI}, "decisions": [*odd, None], "note": {}})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"anthology-review:{preview}:{ARI}", kept])
    page.reload()
    expect(page.locator("[data-ar-refused]")).to_contain_text("could not be read and was left out")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("0")
    page.click("[data-ar-open-decisions]")
    page.fill("[data-ar-note]", "Hello\u202e")
    expect(page.locator("[data-ar-note-fault]")).to_contain_text("holds the invisible character U+202E")
    open_basket(page, demo_site.as_uri() + "/")
