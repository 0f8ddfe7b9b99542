"""Changes of a verified author's entry; other people's ORCIDs and confidential name changes become requests."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.applying import apply_both_ways, papers
from tests.browser.review import Review
from tests.conftest import DEMO

DATA = DEMO / "data"
MARIT = "marit-okstad-fjeldby"
FREE = "0000-0000-1001-0633"


def test_name_orcid_degree_and_matching_are_changed_and_papers_kept(page: Page, site: str, tmp_path: Path) -> None:
    review = Review(page, f"{site}review/{MARIT}.html")
    everything = {m["paper"] for m in review.data["mentions"]}
    page.get_by_role("button", name="Change this author’s entry").click()
    panel = page.get_by_role("group", name="The entry of")
    panel.get_by_label("Name shown on the author page").select_option("Marit J. Økstad-Fjeldby")
    panel.get_by_label("ORCID").fill(f"https://orcid.org/{FREE}")
    panel.get_by_label("Institution").fill("University of Northhaven")
    panel.get_by_label("Name matching").uncheck()
    expect(panel).to_contain_text("3 papers without a confirmed author leave")
    panel.get_by_role("button", name="Keep this change").click()
    expect(page.get_by_role("button", name="Change this author’s entry")).to_be_focused()
    said = review.open_decisions()
    assert f"the name shown is Marit J. Økstad-Fjeldby, ORCID {FREE}, institution University of Northhaven" in said
    page.get_by_role("button", name="Keep them: write").click()
    expect(page.locator("[data-ar-outcome]")).not_to_contain_text("without a confirmed author leave")
    data = apply_both_ways(DATA, review.download("json", tmp_path), review.download("diff", tmp_path), tmp_path)
    assert json.loads((data / "json/people.json").read_text("utf-8"))[MARIT] == {
        "names": [
            {"first": "Marit J.", "last": "Økstad-Fjeldby"},
            {"first": "Marit", "last": "Økstad-Fjeldby"},
            # Printed on a paper that now carries the ID.
            {"first": "Marit", "last": "Okstad-Fjeldby"},
        ],
        "degree": "University of Northhaven",
        "disable_name_matching": True,
        "orcid": FREE,
    }
    assert papers(data, MARIT)[MARIT] == everything


def test_a_change_of_the_entry_survives_a_reload_and_is_undone(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/{MARIT}.html")
    page.click("[data-ar-edit]")
    page.fill("[data-ar-entry-orcid]", "0000-0000-1001-0634")
    expect(page.locator("[data-ar-entry]")).to_contain_text("This is no ORCID")
    expect(page.locator("[data-ar-entry-confirm]")).to_be_disabled()
    page.fill("[data-ar-entry-orcid]", FREE)
    page.click("[data-ar-entry-confirm]")
    page.reload()
    assert f"ORCID {FREE}" in review.open_decisions()
    page.click("[data-ar-edit]")
    expect(page.locator("[data-ar-decisions]")).to_be_hidden()
    expect(page.locator("[data-ar-entry-orcid]")).to_have_value(FREE)
    page.keyboard.press("Escape")
    page.click("[data-ar-open-decisions]")
    page.get_by_role("button", name="Undo: Entry of").click()
    expect(page.locator("[data-ar-outcome]")).to_contain_text("No decision yet")


def test_an_orcid_of_another_author_cannot_be_added_to_an_entry(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/noor-applegarth.html")
    carrying = [m for m in review.data["mentions"] if m["orcid"]]
    review.select(f"{carrying[0]['paper']}#{carrying[0]['position']}")
    review.open_assign()
    page.fill("[data-ar-verified-search]", "Bellrope")
    page.check('input[name=target][value="existing:quentin-bellrope"]')
    conflict = page.locator("[data-ar-preview] .ar-conflict")
    expect(conflict).to_contain_text("0000-0000-1001-0289, which belongs to Noor Applegarth (Velvet Hills University)")
    # Adding it to a second person would be refused, so it isn't offered.
    expect(conflict.get_by_role("button")).to_have_count(0)
    expect(page.locator("[data-ar-confirm]")).to_be_disabled()


def test_somebody_elses_orcid_becomes_a_request_to_the_maintainers(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/noor-applegarth.html")
    carrying = [m for m in review.data["mentions"] if m["orcid"]]
    review.select(f"{carrying[0]['paper']}#{carrying[0]['position']}")
    review.open_assign()
    page.check('input[name=target][value="existing:noor-applegarth-westmere"]')
    link = page.locator("[data-ar-preview] .ar-conflict").get_by_role("link", name="Ask a maintainer")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    paper = carrying[0]["paper"]
    assert asked["title"] == [f"Paper Metadata: {paper}"]
    assert all(word in asked["body"][0] for word in (paper, "0000-0000-1001-0289", "noor-applegarth-westmere"))


def test_a_confidential_name_change_leaves_nothing_with_the_old_name(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/ari-lanternby.unverified.html")
    review.select("2009.coil-main.1#0")
    review.assign_new(degree="Velvet Hills University")
    page.wait_for_function("Object.keys(localStorage).some(k => k.startsWith('anthology-review-patch:'))")
    page.get_by_text("Something else is wrong").click()
    page.get_by_label("This is such a case").check()
    review.select("2012.coil-main.1#1")
    text = page.get_by_label("Confidential request").input_value()
    mail = unquote(page.get_by_role("link", name="Write to anthology@aclweb.org").get_attribute("href") or "")
    for made in (text, mail):
        assert "2012.coil-main.1, author 2" in made and "2009.coil-main.1," not in made
        assert "anternby" not in made
    page.click("[data-ar-open-decisions]")
    expect(page.locator("[data-ar-outcome]")).to_contain_text("Nothing can be downloaded here")
    for kind in ("json", "diff"):
        expect(page.locator(f"[data-ar-download={kind}]")).to_be_disabled()
    expect(page.locator("[data-ar-outputs]")).to_be_empty()
    # Not by way of the joined patch either, and not after a reload.
    assert page.evaluate("Object.keys(localStorage).filter(k => /^anthology-review-(patch|part):/.test(k))") == []
    page.reload()
    expect(page.get_by_label("This is such a case")).to_be_checked()
    page.goto(f"{demo_site.as_uri()}/basket.html")
    expect(page.locator("[data-ar-basket-download]")).to_be_disabled()
    with page.expect_download() as waiting:
        page.get_by_text("Go on in another browser").click()
        page.click("[data-ar-basket-keep]")
    assert json.loads(waiting.value.path().read_text("utf-8"))["entries"] == {}
    # Nor is the new author offered on the pages of other names.
    other = Review(page, f"{demo_site.as_uri()}/review/ines-harbourlight.unverified.html")
    other.select("2019.coil-main.2#0")
    other.open_assign()
    expect(page.locator("input[name=target][value=new]")).to_be_visible()
    expect(page.locator('input[name=target][value^="newcomer:"]')).to_have_count(0)
    expect(page.locator("[data-ar-basket-link]")).to_be_hidden()


def test_a_confidential_name_change_offers_no_public_request(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/noor-applegarth.html")
    carrying = [m for m in review.data["mentions"] if m["orcid"]]
    review.select(f"{carrying[0]['paper']}#{carrying[0]['position']}")
    review.open_assign()
    conflict, asked = page.locator("[data-ar-preview] .ar-conflict"), page.locator("a[href*='issues/new']")
    page.check('input[name=target][value="existing:noor-applegarth-westmere"]')
    expect(conflict.locator("a[href*='issues/new']")).to_have_count(1)
    page.get_by_text("Something else is wrong").click()
    page.get_by_label("This is such a case").check()
    expect(asked).to_have_count(0)
    page.reload()
    review.select(f"{carrying[0]['paper']}#{carrying[0]['position']}")
    review.open_assign()
    page.check('input[name=target][value="existing:noor-applegarth-westmere"]')
    expect(conflict).to_be_visible()
    expect(asked).to_have_count(0)
