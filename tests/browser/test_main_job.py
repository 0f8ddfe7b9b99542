"""The main job in a real browser: select, assign, download, apply, and everyone has the papers that were shown."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.applying import apply_both_ways, papers
from tests.browser.review import OVER_BOTH, Review
from tests.conftest import DEMO

DATA = DEMO / "data"


def finish(review: Review, folder: Path) -> Path:
    """Download both forms and apply them; returns the changed data."""
    return apply_both_ways(DATA, review.download("json", folder), review.download("diff", folder), folder)


def subfolder(folder: Path, name: str) -> Path:
    """A new folder."""
    (folder / name).mkdir()
    return folder / name


@OVER_BOTH
def test_a_mixed_page_is_split_into_two_new_authors_and_a_rest(page: Page, site: str, tmp_path: Path) -> None:
    review = Review(page, f"{site}review/ari-lanternby.unverified.html")
    assert review.selected() == []
    verbs = ["2009.coil-main.1#0", "2012.coil-main.1#1", "2016.coil-main.1#1"]
    stations = ["2022.coil-main.1#2", "2023.talkmaps-1.1#0", "2024.talkmaps-1.1#1"]
    review.select(*verbs)
    review.assign_new(
        orcid="https://orcid.org/0000-0000-1001-0609", degree="Velvet Hills University", person="ari-lanternby-vh"
    )
    review.select(*stations)
    review.assign_new(degree="University of Northhaven")
    said = review.open_decisions()
    assert "3 papers will move to Ari Lanternby (Velvet Hills University)." in said
    assert "8 papers stay on this page." in said
    data = finish(review, tmp_path)
    everything = {m["paper"] for m in review.data["mentions"]}
    assert papers(data, "ari-lanternby-vh", "ari-lanternby", "ari-lanternby/unverified") == {
        "ari-lanternby-vh": {key.partition("#")[0] for key in verbs},
        "ari-lanternby": {key.partition("#")[0] for key in stations},
        "ari-lanternby/unverified": everything - {key.partition("#")[0] for key in verbs + stations},
    }


def test_one_new_author_does_not_pull_the_rest_unless_the_user_says_so(
    page: Page, demo_site: Path, tmp_path: Path
) -> None:
    address = f"{demo_site.as_uri()}/review/cleo-fernwhistle.unverified.html"
    review = Review(page, address)
    keys = [f"{m['paper']}#{m['position']}" for m in review.data["mentions"]]
    review.select(keys[0])
    review.assign_new(degree="Velvet Hills University")
    assert "Name matching is turned off for Cleo Fernwhistle" in review.open_decisions()
    data = finish(review, subfolder(tmp_path, "off"))
    assert papers(data, "cleo-fernwhistle")["cleo-fernwhistle"] == {keys[0].partition("#")[0]}

    page.click("[data-ar-close-decisions]")
    page.click("[data-ar-undo]")
    review.select(keys[0])
    review.assign_new(degree="Velvet Hills University", keep=True)
    assert (
        "3 papers that you did not choose also move to Cleo Fernwhistle (Velvet Hills University)"
        in review.open_decisions()
    )
    data = finish(review, subfolder(tmp_path, "on"))
    assert len(papers(data, "cleo-fernwhistle")["cleo-fernwhistle"]) == 4


@OVER_BOTH
def test_papers_go_from_an_unverified_page_to_a_verified_author(page: Page, site: str, tmp_path: Path) -> None:
    review = Review(page, f"{site}review/ines-harbourlight.unverified.html")
    review.select("2019.coil-main.2#0")
    review.assign_existing("ines-harbourlight")
    assert "1 paper will move to Ines Harbourlight" in review.open_decisions()
    data = finish(review, tmp_path)
    found = papers(data, "ines-harbourlight", "ines-harbourlight/unverified")
    assert found["ines-harbourlight"] == {
        "2019.coil-main.2",
        "2022.coil-main.3",
        "2023.coil-main.2",
        "2024.coil-main.2",
    }
    assert found["ines-harbourlight/unverified"] == {"2021.talkmaps-1.2", "2024.talkmaps-1.2"}


def test_a_printed_name_the_author_lacks_is_added_to_their_names(page: Page, demo_site: Path, tmp_path: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/tara-deepkshetra.unverified.html")
    review.select("2023.talkmaps-1.2#1")
    review.assign_existing("vera-stonebridger", search="stonebr")
    # The name's only owner is now Vera, so the other paper of that name would follow: the page must say so.
    assert (
        "1 paper that you did not choose also moves to Vera Stonebridger (Northhaven; formerly Velvet Hills)"
        in review.open_decisions()
    )
    data = finish(review, tmp_path)
    people = json.loads((data / "json" / "people.json").read_text("utf-8"))
    assert {"first": "Tara", "last": "Deepkshetra"} in people["vera-stonebridger"]["names"]
    assert papers(data, "vera-stonebridger")["vera-stonebridger"] >= {"2023.talkmaps-1.2", "2020.dictday-1.4"}


def test_a_wrong_id_is_taken_off_a_verified_page(page: Page, demo_site: Path, tmp_path: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/kit-barleycombe.html")
    explicit = [f"{m['paper']}#{m['position']}" for m in review.data["mentions"] if m["explicit"] and not m["orcid"]]
    review.select(explicit[0])
    review.assign_unverified()
    assert "1 paper will lose the ID and go by name, to Kit Barleycombe (unverified)." in review.open_decisions()
    data = finish(review, tmp_path)
    assert papers(data, "kit-barleycombe/unverified")["kit-barleycombe/unverified"] == {explicit[0].partition("#")[0]}


def test_a_paper_that_came_by_name_is_taken_away_by_turning_matching_off(
    page: Page, demo_site: Path, tmp_path: Path
) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/quentin-bellrope.html")
    review.select("2018.dictday-1.1#0")
    review.open_assign()
    page.check("input[name=target][value=unverified]")
    expect(page.locator("[data-ar-preview] .ar-conflict")).to_contain_text("would come back to Quentin Bellrope")
    page.check("[data-ar-keep]")
    review.confirm()
    said = review.open_decisions()
    assert "1 paper without a confirmed author leaves Quentin Bellrope (University of Northhaven)" in said
    page.click("[data-ar-outcome] button")  # keep the other paper: write the ID on it
    expect(page.locator("[data-ar-decision-count]")).to_have_text("2")
    data = finish(review, tmp_path)
    found = papers(data, "quentin-bellrope", "quentin-bellrope/unverified")
    assert found == {
        "quentin-bellrope": {"2020.dictday-1.2"},
        "quentin-bellrope/unverified": {"2018.dictday-1.1"},
    }


def test_turning_matching_off_alone_makes_a_diff_too(page: Page, demo_site: Path, tmp_path: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/quentin-bellrope.html")
    review.select("2018.dictday-1.1#0", "2020.dictday-1.2#0")
    review.open_assign()
    page.check("input[name=target][value=unverified]")
    page.check("[data-ar-keep]")
    review.confirm()
    review.open_decisions()
    found = papers(finish(review, tmp_path), "quentin-bellrope", "quentin-bellrope/unverified")
    assert found == {"quentin-bellrope": set(), "quentin-bellrope/unverified": {"2018.dictday-1.1", "2020.dictday-1.2"}}


def test_the_issue_text_and_the_commands_say_the_same_as_the_patch(page: Page, demo_site: Path, tmp_path: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/ines-harbourlight.unverified.html")
    review.select("2019.coil-main.2#0")
    review.assign_existing("ines-harbourlight")
    review.open_decisions()
    page.get_by_text("As an issue for the Anthology").click()
    text = page.get_by_label("Text of the issue").input_value()
    assert text.startswith("Author Page: ines-harbourlight/unverified")
    assert "https://aclanthology.org/2019.coil-main.2/" in text
    inside = json.loads(text.partition("```json")[2].partition("```")[0])
    downloaded = json.loads(review.download("json", tmp_path).read_text("utf-8"))
    assert {**inside, "created": ""} == {**downloaded, "created": ""}
    link = page.get_by_role("link", name="Ask the maintainers").get_attribute("href") or ""
    assert link.startswith("https://github.com/acl-org/acl-anthology/issues/new?template=02-name-correction.yml&")
    expect(page.locator("[data-ar-boxes]")).to_contain_text("in the form, tick “")
    page.get_by_text("As commands for maintainers").click()
    command = "verify_author.py 0000-0000-1001-0019 2019.coil-main.2:ines-harbourlight"
    expect(page.locator("[data-ar-outputs] pre")).to_contain_text(command)
    page.get_by_text("Before and after: 2 author pages change").click()
    expect(page.locator("[data-ar-outputs]")).to_contain_text(
        "Ines Harbourlight (Velvet Hills University): 1 paper more"
    )


def test_an_orcid_on_the_paper_is_never_contradicted(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/ines-harbourlight.html")
    review.select("2024.coil-main.2#0")
    review.open_assign()
    page.check("input[name=target][value=unverified]")
    expect(page.locator("[data-ar-preview] .ar-conflict")).to_contain_text("carries the ORCID")
    expect(page.locator("[data-ar-confirm]")).to_be_disabled()


def test_one_person_cannot_be_listed_twice_on_a_paper(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/noor-applegarth.unverified.html")
    review.select("2025.coil-main.3#2")
    review.open_assign()
    page.check('input[name=target][value="existing:noor-applegarth"]')
    expect(page.locator("[data-ar-preview] .ar-conflict")).to_contain_text("can’t be listed twice")
    expect(page.locator("[data-ar-confirm]")).to_be_disabled()


@OVER_BOTH
def test_decisions_survive_a_reload_and_undo_takes_them_back(page: Page, site: str) -> None:
    address = f"{site}review/ari-lanternby.unverified.html"
    review = Review(page, address)
    review.select("2009.coil-main.1#0")
    review.assign_new(degree="Velvet Hills University")
    review = Review(page, address)
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")
    assert review.selected() == []
    review.select("2012.coil-main.1#1")
    review.assign_new(degree="University of Northhaven", person="ari-lanternby-un")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("2")
    page.click("[data-ar-undo]")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("1")
    page.click("[data-ar-redo]")
    expect(page.locator("[data-ar-decision-count]")).to_have_text("2")


def test_papers_are_selected_by_group_by_range_all_none_and_inverted(page: Page, demo_site: Path) -> None:
    review = Review(page, f"{demo_site.as_uri()}/review/ari-lanternby.unverified.html")
    group = page.locator("[data-ar-group]").first
    inside = group.locator("[data-ar-check]").evaluate_all("boxes => boxes.map(b => b.value)")
    page.check("[data-ar-check-group] >> nth=0")
    assert review.selected() == inside
    page.click("[data-ar-select=invert]")
    assert set(review.selected()).isdisjoint(inside)
    page.click("[data-ar-select=none]")
    boxes = page.locator("[data-ar-check]")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert len(review.selected()) == 4
    page.click("[data-ar-select=all]")
    assert len(review.selected()) == boxes.count()
    page.keyboard.press("Escape")


def test_without_script_the_papers_can_still_be_read(demo_site: Path, page: Page) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    reading = context.new_page()
    reading.goto(f"{demo_site.as_uri()}/review/ari-lanternby.unverified.html")
    heading = reading.get_by_role("heading", name="Please select all papers that belong to the same person.")
    expect(heading).to_be_visible()
    # Issues and mails point at it.
    assert heading.get_attribute("id") == "fixing-paper-assignments"
    # Searching by text passes over noscript.
    expect(reading.locator("noscript .ar-notice")).to_be_visible()
    expect(reading.locator("[data-ar-paper]").first).to_be_in_viewport(ratio=1)
    title = reading.locator(".ar-paper__title").first
    assert (title.get_attribute("href") or "").startswith("https://preview.aclanthology.org/demo-preview/")
    # Nothing is offered that only a script could do.
    expect(reading.locator("[data-ar-review] :is(button, input)").filter(visible=True)).to_have_count(0)
    context.close()
