"""Names, ORCIDs, IDs and messages."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page

from generator.model import name_slug
from tests.client.conftest import Run
from tests.client.pages import mention, page, to_new
from tests.conftest import ROOT

NAMES = [
    "Song Wang", "Zuzana Fráterová", "A.b. Siddique", "Søren Østergård", "Łukasz Kowalski-Đurić", "Strauß Weiß",
    "Conan O’Brien", "Conan O'Brien", "Conan O‘Brien", "Sæþór Eiðsson", "Işıl Şahin", "J.-P. d’Arc", "Nguyễn Thị Hường",
    " Two  Spaces ", "Œuvre Ħal", "Martin Luther King, Jr.", "Jun′ichi Kazama", "“A” B·C… D‑E",
    "Mausam", "Müller–Lüdenscheidt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_typed_name_matches_the_same_papers_as_in_the_anthology(run: Run, name: str) -> None:
    assert run("return AR.names.slug(a[0])", name) == name_slug(name)


@pytest.mark.parametrize("name", ["王松", "Иван Петров", "Song Wang 王", "ə Schwa", "A §1", "A‰"])
def test_a_name_whose_slug_only_unidecode_knows_is_not_guessed(run: Run, name: str) -> None:
    assert run("return AR.names.slug(a[0])", name) is None


def test_a_printed_form_keeps_the_slug_that_the_builder_computed(run: Run) -> None:
    page = {"forms": [{"last": "王松", "slug": "wang-song"}], "mentions": []}
    assert run("return AR.names.slugOn(a[0], {last: '王松'})", page) == "wang-song"


@pytest.mark.parametrize(
    "typed",
    ["0009-0009-2087-602X", "https://orcid.org/0009-0009-2087-602X", "orcid.org/0009-0009-2087-602x/",
     "0009 0009 2087 602X", "000900092087602X", " 0009–0009–2087–602X "],
)  # fmt: skip
def test_an_orcid_is_taken_as_people_paste_it(run: Run, typed: str) -> None:
    assert run("return AR.orcid.normalise(a[0])", typed) == "0009-0009-2087-602X"
    assert run("return AR.orcid.valid(AR.orcid.normalise(a[0]))", typed)


@pytest.mark.parametrize("wrong", ["0009-0009-2087-6021", "0009-0009-2078-602X", "0009-0009-2087", "", "x"])
def test_a_slip_in_an_orcid_is_noticed(run: Run, wrong: str) -> None:
    assert not run("return AR.orcid.valid(AR.orcid.normalise(a[0]))", wrong)


PROPOSALS = [
    ([], "", "", "song-wang", "id_slug"),
    (["song-wang"], "University of Wisconsin", "", "song-wang-wisconsin", "id_suffix"),
    (["song-wang"], "Carnegie Mellon University", "", "song-wang-cmu", "id_suffix"),
    (["song-wang"], "ETH Zürich", "", "song-wang-eth", "id_suffix"),
    (["song-wang"], "Umeå universitet", "", "song-wang-umea", "id_suffix"),
    (["song-wang"], "", "0009-0009-2087-602X", "song-wang-602x", "id_orcid"),
    (["song-wang", "song-wang-mit"], "MIT", "0009-0009-2087-602X", "song-wang-602x", "id_orcid"),
    (["song-wang"], "", "", "", "id_none"),
    (["song-wang"], "", "0009-0009-2087-6021", "", "id_none"),
]


@pytest.mark.parametrize(("taken", "degree", "orcid", "id", "why"), PROPOSALS)
def test_a_new_id_follows_the_anthologys_rule(
    run: Run, taken: list[str], degree: str, orcid: str, id: str, why: str
) -> None:
    body = "return AR.ids.propose('song-wang', {degree: a[1], orcid: a[2]}, (id) => a[0].includes(id))"
    assert run(body, taken, degree, orcid) == {"id": id, "why": why}


def test_words_agree_in_number(run: Run) -> None:
    # That each code has words is checked by the compiler: a misspelt one is no key of the texts.
    text = run("return AR.tell({code: 'pushed', params: {count: 1, person: 'song-wang'}})")
    assert text.startswith("1 paper without a confirmed author leaves song-wang and becomes unverified")


ONES = {
    "queue_people": "1 person",
    "pages_change": "Before and after: 1 author page changes",
    "base_page": "Page x, with 1 paper",
    "look_years_label": "Papers a year of 1 person, x to x",
    "look_left_persons": "1 more person is not shown.",
    "look_left_names": "1 more co-author is not shown.",
    "look_left_papers": "1 more paper is not shown.",
    "link_gone": "1 paper it names is not here any more.",
    "keep_here": "Keep it: write x on the 1 paper here",
    "keep_option": "The other paper printed with this name (1 paper) belongs to this author too",
    "paste_ask": "Whose is the 1 paper with a tick?",
    "will_confirm": "1 paper will get the ID of x written on it and stay on this page.",
    "matching_off_new": "Name matching is turned off for x, so 1 paper with the same name stays where it is now.",
    "queue_done": "x of 1 page looked at, x of them in your patch",
}


@pytest.mark.parametrize("code", ONES)
def test_one_thing_is_spoken_of_as_one(run: Run, code: str) -> None:
    names = ("person", "page", "name", "first", "last", "done", "patch")
    params = {"count": 1, "all": 1, **dict.fromkeys(names, "x")}
    assert run("return AR.tell({code: a[0], params: a[1]})", code, params) == ONES[code]


def test_no_message_has_a_plural_after_one(run: Run) -> None:
    codes = run("return Object.keys(AR.texts)")
    texts = run("return a[0].map((code) => AR.tell({code, params: {count: 1}}))", codes)
    plural = re.compile(r"\b1 (?:more |other |author )?(?:papers|pages|people|persons|lines|co-authors|previews)\b")
    assert [text for text in texts if plural.search(text)] == []


def test_two_people_of_one_name_who_share_a_paper_are_one_paper_in_the_count(tab: Page) -> None:
    data = page([mention("P18-1001", 0), mention("P18-1001", 1), mention("P18-1002")])
    body = """([data, decision]) => {
      const outcome = AR.rules.outcome(data, [decision]);
      return AR.decisions.consequences(data, [decision], outcome).join(' ');
    }"""
    said = tab.evaluate(body, [data, to_new(["P18-1002#0"])])
    assert "1 paper will move to" in said and "1 paper stays on this page." in said


def test_no_words_are_lost_to_others_under_the_same_key() -> None:
    pairs = json.loads((ROOT / "site_templates/words/en.json").read_text("utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys))
