"""An inbox of sixty requests is worked through in the browser, and what comes of it is one patch."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.patch.apply import apply
from generator.patch.document import read_patch
from tests.browser.inbox import orcid, write_inbox
from tests.browser.test_accessible import complaints
from tests.cli.command import run

MOST_ACTIONS = 3
"""Clicks for a plain verification, the one that opens it included."""


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the preview, its data, the requests and the site of them."""
    folder = tmp_path_factory.mktemp("inbox")
    preview, data, requests = write_inbox(folder)
    arguments = ("--preview", preview, "--data", data, "--requests", requests, "--out", folder / "site")
    done = run("build", *arguments)
    assert done.returncode == 0, done.stderr
    return folder


def address(inbox: Path, path: str) -> str:
    return (inbox / "site").as_uri() + "/" + path


def row(page: Page, number: int) -> str:
    return page.locator(f'[data-ar-request="{number}"]').inner_text()


def open_request(page: Page, inbox: Path, number: int) -> None:
    page.goto(address(inbox, "requests.html"))
    page.click(f'[data-ar-request="{number}"] a')
    expect(page.locator(f'[data-ar-request-card="{number}"]')).to_be_visible()


def test_fifty_plain_verifications_take_at_most_three_clicks_each_and_give_one_patch(
    page: Page, inbox: Path, tmp_path: Path
) -> None:
    page.goto(address(inbox, "requests.html"))
    page.select_option("select[name=kind]", "verify")
    page.select_option("select[name=state]", "ready")
    done: list[int] = []
    opened = "[data-ar-request-rows] a"
    while len(done) < 50:
        clicks = 0
        page.click(opened)
        clicks += 1
        expect(page.locator("[data-ar-request-accept]")).to_be_enabled()
        number = int(page.locator("[data-ar-request-card]").get_attribute("data-ar-request-card") or "")
        page.click("[data-ar-request-accept]")
        clicks += 1
        expect(page.locator("[data-ar-request-label]")).to_have_text("approved")
        assert clicks <= MOST_ACTIONS
        done.append(number)
        opened = "[data-ar-request-next]"
    assert len(set(done)) == 50
    page.goto(address(inbox, "basket.html"))
    button = page.locator("[data-ar-basket-download]")
    expect(button).to_be_enabled()
    with page.expect_download() as waiting:
        button.click()
    path = tmp_path / "patch.json"
    waiting.value.save_as(path)
    patch = json.loads(path.read_text("utf-8"))
    assert set(map(int, re.findall(r"closes #(\d+)", patch["note"]))) == set(done)
    assert len(patch["persons"]) == 50
    data = tmp_path / "data"
    shutil.copytree(inbox / "data", data)
    apply(read_patch(path), data)
    people = json.loads((data / "json/people.json").read_text("utf-8"))
    assert people["bea-quayside"]["orcid"] == orcid(0)
    assert {person["id"] for person in patch["persons"]} <= people.keys()
    page.goto(address(inbox, "requests.html#dealt=patch"))
    expect(page.locator("[data-ar-request-rows] tr")).to_have_count(50)


def test_a_request_is_read_beside_its_papers_and_the_reviewer_corrects_it(page: Page, inbox: Path) -> None:
    open_request(page, inbox, 9100)
    expect(page.locator("[data-ar-paste-text]")).to_have_value(re.compile("Mine: 2024.coil-main.1, 2023.coil-main.1"))
    plan = page.locator("[data-ar-request-plan]")
    expect(plan).to_contain_text("2 papers will move to Ari Lanternby (Institute for Kitchen Informatics)")
    page.uncheck('[data-ar-paste-paper][value^="2023.coil-main.1#"]')
    expect(plan).to_contain_text("1 paper will move")
    page.click("[data-ar-request-accept]")
    expect(page.locator("[data-ar-request-label]")).to_have_text(["meta:move", "meta:dnm"])
    expect(page.locator("[data-ar-request-reply]")).to_have_value(
        re.compile("https://aclanthology.org/2024.coil-main.1/")
    )
    page.click("[data-ar-open-decisions]")
    expect(page.locator("[data-ar-note]")).to_have_value("closes #9100")
    page.click("[data-ar-decision-list] button")
    expect(page.locator("[data-ar-note]")).to_have_value("")
    expect(page.locator("[data-ar-request-accept]")).to_be_visible()


def test_papers_that_look_like_several_peoples_are_not_taken_without_a_warning(page: Page, inbox: Path) -> None:
    open_request(page, inbox, 9101)
    expect(page.locator("[data-ar-request-plan]")).to_contain_text("4 papers will move")
    page.fill("[data-ar-paste-text]", "Degree: Velvet Hills University\nAll papers are mine.")
    expect(page.locator("[data-ar-request-groups]")).to_contain_text(re.compile(r"stand in \d groups"))


def test_what_is_not_clear_is_asked_with_the_papers_to_tick(page: Page, inbox: Path) -> None:
    page.goto(address(inbox, "requests.html"))
    assert "a question to ask which papers" in row(page, 9102)
    open_request(page, inbox, 9102)
    expect(page.locator("[data-ar-request-label]")).to_have_text("waiting")
    answer = page.locator("[data-ar-request-reply]").input_value()
    assert answer.count("- [ ] ") == 14
    page.click("[data-ar-request-copy]")
    page.goto(address(inbox, "requests.html"))
    assert "answered" in row(page, 9102)


def test_an_orcid_of_a_verified_author_names_them_before_anything_is_assigned(page: Page, inbox: Path) -> None:
    open_request(page, inbox, 9105)
    owner = page.locator("[data-ar-request-owner]")
    expect(owner).to_contain_text("belongs to Ines Harbourlight (ines-harbourlight)")
    expect(page.locator("[data-ar-paste-answers]")).to_contain_text("belongs to Ines Harbourlight")
    page.click("[data-ar-request-accept]")
    page.click("[data-ar-open-decisions]")
    expect(page.locator("[data-ar-decision-list] li")).to_have_count(1)
    expect(page.locator("[data-ar-decision-list]")).to_contain_text("Ines Harbourlight")


def test_what_is_done_already_or_belongs_elsewhere_is_told_so(page: Page, inbox: Path) -> None:
    page.goto(address(inbox, "requests.html"))
    assert "nothing to do any more" in row(page, 9106)
    assert "belongs elsewhere" in row(page, 9107)
    open_request(page, inbox, 9106)
    expect(page.locator("[data-ar-request-reply]")).to_have_value(re.compile("nothing is left to do"))
    expect(page.locator("[data-ar-request-accept]")).to_have_count(0)


def test_a_change_of_name_and_mail_addresses_are_nowhere_in_the_site(inbox: Path) -> None:
    for name in ("requests.html", "assets/data/requests.js"):
        text = (inbox / "site" / name).read_text("utf-8")
        assert "called something else" not in text
        assert "somebody@northhaven" not in text
    assert '"key":"9108"' in text


def test_a_page_with_a_single_paper_has_a_review_page_once_a_request_names_it(page: Page, inbox: Path) -> None:
    open_request(page, inbox, 9109)
    expect(page.locator("[data-ar-request-plan]")).to_contain_text("1 paper")


def test_a_merge_of_two_verified_authors_opens_with_both_filled_in(page: Page, inbox: Path) -> None:
    open_request(page, inbox, 9110)
    panel = page.locator("[data-ar-merge]")
    # From the page of the entry with an ORCID: of two such entries the one without stays.
    expect(panel).to_contain_text("kit-barleycombe-copper) is the same person")
    expect(panel.locator('input[value="existing:kit-barleycombe"]')).to_be_checked()
    expect(page.locator("[data-ar-request-accept]")).to_have_count(0)
    expect(page.locator("[data-ar-request-merge]")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_inbox_and_beside_a_request(page: Page, inbox: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address(inbox, "requests.html"))
    expect(page.locator('[data-ar-request="9100"]')).to_be_visible()
    assert complaints(page, "body") == []
    page.goto(address(inbox, "review/ari-lanternby.unverified.html#request=9102"))
    expect(page.locator("[data-ar-request-answer]")).to_be_attached()
    assert complaints(page, "body") == []
