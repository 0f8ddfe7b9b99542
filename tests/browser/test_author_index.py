"""The packed list of all authors says in the browser what the builder knew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.model import AuthorPage, Name
from generator.review.record import PageRecord
from generator.site.indexes import write_authors
from tests.conftest import ROOT

JS = ROOT / "site_templates" / "assets" / "js"
SCRIPTS = ("core/search", "ui/dom", "ui/load")
NAMES = {
    "ada-byron": Name("Ada", "Byron"),
    "ada-byron/unverified": Name("Ada", "Byron"),
    "ada-byron-kings": Name("Ada", "Byron"),
    "adele-o-neil/unverified": Name("Adèle", "O’Neil"),
    "a-x/unverified": Name("𝔸", "Exämple"),
    "a-y/unverified": Name("𝔸", "Exämpel"),
    "li-ru/unverified": Name("李", "茹"),
    "soren-kierkegard/unverified": Name("Søren", "Kierkegård"),
    "strasse/unverified": Name("", "Straße"),
}


@pytest.fixture
def listing(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page that can load the packed list."""
    pages = [PageRecord.of(page, page) for page in (AuthorPage(key, name, (), ()) for key, name in NAMES.items())]
    write_authors(tmp_path, pages, {})
    scripts = "".join(f'<script src="assets/review/js/{name}.js"></script>' for name in SCRIPTS)
    for name in SCRIPTS:
        path = tmp_path / "assets" / "review" / "js" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((JS / f"{name}.js").read_bytes())
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{scripts}", "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    yield page
    page.close()


def test_every_name_and_page_survives_the_packing(listing: Page) -> None:
    found = listing.evaluate("AR.load.authors().then(list => list.all())")
    assert {author["id"]: author["name"] for author in found} == {i: name.full for i, name in NAMES.items()}
    assert {author["id"] for author in found if author["verified"]} == {"ada-byron", "ada-byron-kings"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("byron a", {"ada-byron", "ada-byron/unverified", "ada-byron-kings"}),
        ("ADA kings", {"ada-byron-kings"}),  # by a word of the ID that the name has not
        ("adele", {"adele-o-neil/unverified"}),
        ("o'neil Adèle", {"adele-o-neil/unverified"}),
        ("soren", {"soren-kierkegard/unverified"}),  # no diacritic, but the ID knows
        ("Kierkegård", {"soren-kierkegard/unverified"}),
        ("a ex", {"a-x/unverified", "a-y/unverified"}),
        ("李", {"li-ru/unverified"}),
        ("da", set()),  # only where a word begins
        ("yron", set()),
        ("ada zz", set()),
        ("", set(NAMES)),
        (" - ", set(NAMES)),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_in_any_order(
    listing: Page, query: str, found: set[str]
) -> None:
    answer = listing.evaluate("query => AR.load.authors().then(list => list.find(query, 99))", query)
    ids = [author["id"] for author in answer]
    assert len(ids) == len(set(ids))
    assert set(ids) == found


def test_names_with_just_these_words_come_first(listing: Page) -> None:
    ask = "query => AR.load.authors().then(list => list.find(query, 3).map(author => author.id))"
    assert listing.evaluate(ask, "a")[0] == "a-x/unverified"  # the letter, not the Adas before it
    assert listing.evaluate(ask, "byron ada")[0] == "ada-byron"


def test_no_more_is_found_than_asked_for(listing: Page) -> None:
    assert len(listing.evaluate("AR.load.authors().then(list => list.find('a', 2))")) == 2
