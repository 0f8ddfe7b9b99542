"""The list of all authors has in the browser what the builder put into it, and its search finds names as it should."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model import AuthorPage, Name
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.review_page_summary import ReviewPageSummary
from generator.site.shared_files.authors import write_authors
from tests.browser.review import OVER_BOTH
from tests.conftest import client_modules

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


Open = Callable[[Mapping[str, Name]], Page]


@pytest.fixture
def open_list(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Gives a page that can load the list of pages of these IDs and names.

    The nth has n papers and half as many suggested persons, none at first.
    """
    page = browser.new_page()

    def opened(names: Mapping[str, Name]) -> Page:
        found = [AuthorPage(key, name, (), ()) for key, name in names.items()]
        records = [replace(AuthorPageSummary.of(p, p), papers=("",) * (n + 1)) for n, p in enumerate(found)]
        summaries = {
            p.id: ReviewPageSummary(p.id, p.name.full, p.verified, n + 1, n // 2, (), "", ())
            for n, p in enumerate(found)
        }
        write_authors(tmp_path, records, summaries)
        script = tmp_path / "assets" / "review" / "review.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(client_modules(), "utf-8")
        html = '<!doctype html><meta charset=utf-8><script src="assets/review/review.js"></script>'
        (tmp_path / "index.html").write_text(html, "utf-8")
        page.goto((tmp_path / "index.html").as_uri())
        return page

    yield opened
    page.close()


@pytest.fixture
def listing(open_list: Open) -> Page:
    return open_list(NAMES)


def test_every_name_and_page_survives_the_packing(listing: Page) -> None:
    found = listing.evaluate("AR.load.authors().then(list => list.all())")
    assert {author["id"]: author["name"] for author in found} == {i: name.full for i, name in NAMES.items()}
    assert {author["id"] for author in found if author["verified"]} == {"ada-byron", "ada-byron-kings"}


def test_papers_and_persons_of_every_page_are_counted_right(open_list: Open) -> None:
    # Far enough for the characters that JSON escapes and for those beyond one byte.
    names = {f"ada-{n}{'' if n % 3 else '/unverified'}": Name("Ada", str(n)) for n in range(600)}
    found = open_list(names).evaluate("AR.load.authors().then(list => list.all())")
    assert [(a["id"], a["verified"], a["papers"], a["groups"]) for a in found] == [
        (key, bool(n % 3), n + 1, n // 2) for n, key in enumerate(names)
    ]


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
        ("li, ru", set()),
        ("李", {"li-ru/unverified"}),
        ("a.a", set()),  # no character stands for others
        ("(", set()),
        ("[a-z]", set()),
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


def test_all_that_begins_with_the_words_is_found_and_whole_names_first(open_list: Open) -> None:
    chance = random.Random(0)
    words = ["Wei", "wei-lin", "Añá", "ANA", "ana", "Anand", "Łu", "Lu", "Lí", "Li", "de", "De-La", "O’Neil", "O'Ne"]
    words += ["E.", "李", "李茹", "Øst", "Strauß", "Éa", "𝔸", "ﬁn", "Ñ"]
    names = {f"p{n}": " ".join(chance.choices(words, k=chance.randint(1, 4))) for n in range(400)}
    have = {key: _words(f"{name} {key}") for key, name in names.items()}
    queries = []
    for _ in range(400):
        parts = [word[: chance.randint(1, len(word))] for word in chance.choices(words, k=chance.randint(1, 3))]
        queries.append(chance.choice((str.lower, str.upper, str))(" ".join(parts)))
    listing = open_list({key: Name("", name) for key, name in names.items()})
    ask = "queries => AR.load.authors().then(list => queries.map(query => list.find(query, 999).map(one => one.id)))"
    for query, found in zip(queries, listing.evaluate(ask, queries), strict=True):
        wanted = _words(query)
        begun = [key for key in names if all(any(word.startswith(one) for word in have[key]) for one in wanted)]
        whole = [key for key in begun if wanted <= have[key]]
        assert found == whole + [key for key in begun if key not in whole], query


def _words(text: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return set(re.split(r"[\s-]+", plain.replace("’", "'").lower()))


def test_no_more_is_found_than_asked_for(listing: Page) -> None:
    assert len(listing.evaluate("AR.load.authors().then(list => list.find('a', 2))")) == 2


@OVER_BOTH
@pytest.mark.parametrize("name", ["index", "authors"])
def test_the_list_is_fetched_once_and_before_it_is_asked_for(page: Page, site: str, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{name}.html")
    early = page.locator("link[rel=preload]").evaluate("link => link.href")
    page.fill("#ar-search-box", "a")
    expect(page.locator("[data-ar-results] li, [data-ar-rows] tr").first).to_be_visible()
    assert page.locator("script[src*='authors.js']").evaluate_all("all => all.map(one => one.src)") == [early]
    assert asked.count(early) == 1
