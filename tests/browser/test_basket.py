"""Several pages, one patch: decisions on all pages and other people's patches are joined, contradictions named."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applying import apply_both_ways, papers, snapshot
from tests.browser.review import OVER_BOTH, Review
from tests.conftest import DEMO

DATA = DEMO / "data"
VERBS = ["2009.coil-main.1#0", "2012.coil-main.1#1", "2016.coil-main.1#1"]
ARI = "ari-lanternby/unverified"
INES = "ines-harbourlight/unverified"
ARI_LABEL = "Ari Lanternby (unverified)"


def decide_ari(page: Page, site: str) -> Review:
    """Three papers to a new author."""
    review = Review(page, f"{site}review/ari-lanternby.unverified.html")
    review.select(*VERBS)
    review.assign_new(degree="Velvet Hills University", person="ari-lanternby-vh")
    wait_for_patch(page, ARI)
    return review


def decide_ines(page: Page, site: str) -> Review:
    """One paper to a verified author."""
    review = Review(page, f"{site}review/ines-harbourlight.unverified.html")
    review.select("2019.coil-main.2#0")
    review.assign_existing("ines-harbourlight")
    wait_for_patch(page, INES)
    return review


def wait_for_patch(page: Page, id: str) -> None:
    """Until the page has put its patch beside its decisions."""
    page.wait_for_function(
        "id => Object.keys(localStorage).some(k => k.startsWith('anthology-review-patch:') && k.endsWith(`:${id}`))",
        arg=id,
    )


def open_basket(page: Page, site: str) -> None:
    page.goto(f"{site}basket.html")
    expect(page.locator("[data-ar-basket]")).to_be_visible()


def download(page: Page, button: str, folder: Path) -> Path:
    """Press and keep the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def applied(patch: Path, data: Path, folder: Path) -> Path:
    """A copy of the data with the patch applied by our command."""
    copy = folder / f"with-{patch.stem}"
    shutil.copytree(data, copy)
    command = [sys.executable, "-m", "generator", "apply", str(patch), "--data", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return copy


_TEXTS = """items => items.map(item => {
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  return texts.join(" ");
})"""


def rows(page: Page) -> list[str]:
    expect(page.locator("[data-ar-basket-list] > li").first).to_be_visible()
    found = page.locator("[data-ar-basket-list] > li").evaluate_all(_TEXTS)
    return [" ".join(text.split()) for text in found]


def edited(patch: Path, name: str, **values: Any) -> Path:
    """Somebody else's patch: all assignments with other values."""
    document = json.loads(patch.read_text("utf-8"))
    for one in document["assignments"]:
        one.update(values)
    path = patch.with_name(name)
    path.write_text(json.dumps(document), "utf-8")
    return path


@OVER_BOTH
def test_two_pages_become_one_patch_that_applies_and_can_be_taken_back(page: Page, site: str, tmp_path: Path) -> None:
    decide_ari(page, site)
    review = decide_ines(page, site)
    review.open_decisions()
    expect(page.locator("[data-ar-basket-link]")).to_have_text("Your patch (2 pages)")
    page.click("[data-ar-basket-link]")
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(2)
    assert [text.split("Download")[0].strip() for text in rows(page)] == [
        f"{ARI_LABEL} 3 papers to Ari Lanternby (Velvet Hills University)",
        "Ines Harbourlight (unverified) 1 paper to Ines Harbourlight (Velvet Hills University)",
    ]
    expect(page.locator("[data-ar-basket-outcome]")).to_contain_text("4 papers in one patch, from 2 lists.")
    patch = download(page, "Download one patch", tmp_path)
    expect(page.get_by_role("status")).to_contain_text(f"{patch.name} is in your downloads")
    data = applied(patch, DATA, tmp_path)
    found = papers(data, "ari-lanternby-vh", "ines-harbourlight", ARI)
    assert found["ari-lanternby-vh"] == {key.partition("#")[0] for key in VERBS}
    assert "2019.coil-main.2" in found["ines-harbourlight"]
    assert len(found[ARI]) == 11

    back = download(page, f"Download the inverse of {ARI_LABEL}", tmp_path)
    assert back.name == "assignment-ari-lanternby-unverified-inverse.json"
    restored = papers(applied(back, data, tmp_path), ARI, "ines-harbourlight")
    assert restored[ARI] == found[ARI] | found["ari-lanternby-vh"]
    assert restored["ines-harbourlight"] == found["ines-harbourlight"]


def test_the_diff_of_two_pages_changes_what_the_joined_patch_changes(page: Page, site: str, tmp_path: Path) -> None:
    decide_ari(page, site)
    decide_ines(page, site)
    open_basket(page, site)
    expect(page.locator("[data-ar-basket-diff]")).to_be_enabled()
    diff, patch = (download(page, name, tmp_path) for name in ("Download as diff", "Download one patch"))
    data = apply_both_ways(DATA, patch, diff, tmp_path)
    assert len(papers(data, "ari-lanternby-vh")["ari-lanternby-vh"]) == 3
    issue = page.locator("[data-ar-outputs] textarea").input_value()
    assert issue.startswith(f"Author Page: {ARI}, {INES}\n") and "3 papers to `ari-lanternby-vh`" in issue
    # A file doesn't say where its papers stand in the data.
    drop(page, edited(patch, "theirs.json"))
    expect(page.locator("[data-ar-basket-diff]")).to_be_disabled()
    expect(page.locator("[data-ar-basket-diff-note]")).to_contain_text("A diff can’t be made from added files")


def give_ari_a_paper_of_ines(page: Page, site: str) -> None:
    """On the other page, for the new author whom `decide_ari` has planned; then open the basket."""
    review = Review(page, f"{site}review/ines-harbourlight.unverified.html")
    review.select("2019.coil-main.2#0")
    review.open_assign()
    page.check('input[name=target][value="newcomer:ari-lanternby-vh"]')
    review.confirm()
    wait_for_patch(page, INES)
    open_basket(page, site)


def test_papers_of_two_pages_go_to_one_new_author_without_typing_them_twice(
    page: Page, site: str, tmp_path: Path
) -> None:
    decide_ari(page, site)
    give_ari_a_paper_of_ines(page, site)
    diff, patch = (download(page, name, tmp_path) for name in ("Download as diff", "Download one patch"))
    data = apply_both_ways(DATA, patch, diff, tmp_path)
    assert len(papers(data, "ari-lanternby-vh")["ari-lanternby-vh"]) == 4
    person = json.loads((data / "json/people.json").read_text("utf-8"))["ari-lanternby-vh"]
    assert {name["last"] for name in person["names"]} == {"Lanternby", "Harbourlight"}
    assert person["degree"] == "Velvet Hills University"


def test_the_name_of_a_new_author_whom_two_pages_name_differently_is_chosen(
    page: Page, demo_site: Path, tmp_path: Path
) -> None:
    site = demo_site.as_uri() + "/"
    decide_ari(page, site)
    open_basket(page, site)
    expect(page.locator("[data-ar-basket-download]")).to_be_enabled()
    expect(page.locator("[data-ar-names]")).to_have_count(0)
    give_ari_a_paper_of_ines(page, site)
    names = page.locator('[data-ar-names="ari-lanternby-vh"] input')
    expect(names).to_have_count(2)
    for last, text in (("Lanternby", "Ari Lanternby"), ("Harbourlight", "Ines Harbourlight")):
        page.get_by_role("radio", name=text).check()
        page.reload()
        expect(page.get_by_role("radio", name=text)).to_be_checked()
        folder = tmp_path / last
        folder.mkdir()
        data = applied(download(page, "Download one patch", folder), DATA, folder)
        person = json.loads((data / "json/people.json").read_text("utf-8"))["ari-lanternby-vh"]
        assert next(name["last"] for name in person["names"]) == last
        assert len(person["names"]) == 2


def test_a_page_left_before_its_patch_is_made_is_in_the_patch(page: Page, demo_site: Path) -> None:
    site = demo_site.as_uri() + "/"
    page.route("**/data/**", lambda route: None)
    review = Review(page, f"{site}review/ari-lanternby.unverified.html")
    review.select(*VERBS)
    review.assign_new(degree="Velvet Hills University", person="ari-lanternby-vh")
    waiting = "Object.keys(localStorage).filter(key => key.startsWith('anthology-review-pending:')).length"
    made = "Object.keys(localStorage).filter(key => key.startsWith('anthology-review-patch:')).length"
    assert (page.evaluate(waiting), page.evaluate(made)) == (1, 0)
    page.unroute_all(behavior="ignoreErrors")
    open_basket(page, site)
    expect(page.locator("[data-ar-basket-outcome]")).to_contain_text("3 papers in one patch")
    expect(page.locator("[data-ar-basket-diff]")).to_be_enabled()
    assert (page.evaluate(waiting), page.evaluate(made)) == (0, 1)


def test_taking_the_joined_patch_of_new_authors_back_gives_the_same_bytes(
    page: Page, demo_site: Path, tmp_path: Path
) -> None:
    decide_ari(page, demo_site.as_uri() + "/")
    open_basket(page, demo_site.as_uri() + "/")
    data = applied(download(page, "Download one patch", tmp_path), DATA, tmp_path)
    after = applied(download(page, "Download the inverse", tmp_path), data, tmp_path)
    assert snapshot(data) != snapshot(DATA)
    assert snapshot(after) == snapshot(DATA)


def test_a_dropped_patch_is_joined_and_agreement_is_confirmed(page: Page, site: str, tmp_path: Path) -> None:
    review = decide_ari(page, site)
    review.open_decisions()
    theirs = edited(review.download("json", tmp_path), "theirs.json", to=None)
    decide_ines(page, site)
    open_basket(page, site)
    drop(page, theirs)
    expect(page.get_by_role("status")).to_have_text("file theirs.json: added, 3 papers.")
    expect(page.locator("[data-ar-basket-outcome]")).to_contain_text("3 papers decided alike by two of them.")
    patch = download(page, "Download one patch", tmp_path)
    assignments = json.loads(patch.read_text("utf-8"))["assignments"]
    assert sorted((a["to"], a.get("confirmed", False)) for a in assignments) == [
        *[("ari-lanternby-vh", True)] * 3,
        ("ines-harbourlight", False),
    ]
    data = applied(patch, DATA, tmp_path)
    assert len(papers(data, "ari-lanternby-vh")["ari-lanternby-vh"]) == 3
    drop(page, theirs)
    expect(page.get_by_role("status")).to_have_text("file theirs.json is already in the list.")
    page.reload()
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(2)


def drop(page: Page, path: Path) -> None:
    """Drop a file on the area as a mouse would."""
    transfer = page.evaluate_handle(
        "([name, text]) => { const t = new DataTransfer(); t.items.add(new File([text], name)); return t; }",
        [path.name, path.read_text("utf-8")],
    )
    page.dispatch_event("[data-ar-basket-drop]", "drop", {"dataTransfer": transfer})


def test_a_contradiction_blocks_until_one_side_is_taken_out(page: Page, site: str, tmp_path: Path) -> None:
    review = decide_ari(page, site)
    review.open_decisions()
    theirs = edited(review.download("json", tmp_path), "theirs.json", to="vera-stonebridger")
    open_basket(page, site)
    page.set_input_files("[data-ar-basket-input]", theirs)
    conflict = page.locator("[data-ar-basket-outcome] .ar-conflict")
    expect(conflict).to_have_count(3)
    expect(conflict.first).to_have_text(
        "2016.coil-main.1 (author 2) goes to Ari Lanternby (Velvet Hills University) by Ari Lanternby (unverified), "
        "and to Vera Stonebridger (Northhaven; formerly Velvet Hills) by file theirs.json. "
        "One of the two is wrong: change or take out one."
    )
    expect(page.get_by_role("button", name="Download one patch")).to_be_disabled()
    page.get_by_role("button", name="Take out file theirs.json").click()
    page.get_by_role("button", name="Take out: Take out what was decided").click()
    expect(page.get_by_role("button", name="Undo: take out file theirs.json")).to_be_focused()
    expect(conflict).to_have_count(0)
    expect(page.get_by_role("button", name="Download one patch")).to_be_enabled()


def test_a_page_taken_out_loses_its_decisions_and_undo_brings_them_back(page: Page, site: str) -> None:
    decide_ari(page, site)
    open_basket(page, site)
    page.get_by_role("button", name=f"Take out {ARI_LABEL}").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name=f"Take out {ARI_LABEL}").click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{ARI_LABEL}: taken out.")
    expect(page.locator("[data-ar-basket-empty]")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('anthology-review'))") == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{ARI_LABEL}: back in the list.")
    review = Review(page, f"{site}review/ari-lanternby.unverified.html")
    assert "3 papers will move to" in review.open_decisions()


def test_a_page_whose_decisions_conflict_is_named_and_left_out(page: Page, demo_site: Path) -> None:
    site = demo_site.as_uri() + "/"
    decide_ari(page, site)
    decide_ines(page, site)
    for key in ("anthology-review:", "anthology-review-patch:"):
        assert page.evaluate("k => Object.keys(localStorage).filter(x => x.startsWith(k)).length", key) == 2
    # The page refuses to make a conflict, but the data may change under a decision: as if an ID were taken meanwhile.
    page.evaluate(
        """id => {
          const key = Object.keys(localStorage).find((k) => k.startsWith("anthology-review:") && k.endsWith(`:${id}`));
          const kept = localStorage.getItem(key).replaceAll("ari-lanternby-vh", "vera-stonebridger");
          localStorage.setItem(key, kept);
        }""",
        ARI,
    )
    Review(page, f"{site}review/ari-lanternby.unverified.html")
    page.wait_for_function("!Object.keys(localStorage).some(k => /^anthology-review-patch:.*:ari-/.test(k))")
    open_basket(page, site)
    expect(page.locator(".ar-warning")).to_contain_text("Open the page and look at")
    expect(page.locator("[data-ar-basket-outcome]")).to_contain_text("1 paper in one patch")
    expect(page.locator("[data-ar-basket-outcome]")).to_contain_text("1 page not in the patch")


def test_undoing_every_decision_empties_the_list(page: Page, demo_site: Path) -> None:
    site = demo_site.as_uri() + "/"
    decide_ari(page, site)
    page.click("[data-ar-undo]")
    open_basket(page, site)
    expect(page.locator("[data-ar-basket-empty]")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('anthology-review'))") == []


@pytest.mark.parametrize("text", ["", "{}", '{"format": "anthology-assignment-patch", "version": 2}', "<img src=x>"])
def test_a_wrong_file_is_refused_with_words_and_changes_nothing(page: Page, demo_site: Path, text: str) -> None:
    open_basket(page, demo_site.as_uri() + "/")
    name = "<img src=x onerror=alert(1)>.json"
    page.set_input_files(
        "[data-ar-basket-input]", {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(page.get_by_role("status")).to_contain_text(f"file {name} can’t be used.")
    expect(page.locator("[data-ar-basket-list] > li")).to_have_count(0)
    assert page.locator("[data-ar-basket] img").count() == 0
