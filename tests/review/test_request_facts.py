"""What a preview knows about requests: the page to open, the owner of an ORCID, where papers stand."""

from __future__ import annotations

from functools import cache

from generator import read_preview
from generator.model import AuthorPage, Statement
from generator.requests.message import Message
from generator.requests.request import Request
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.request_facts import RequestFacts, paper_facts, request_facts
from tests.conftest import DEMO


@cache
def pages() -> dict[str, AuthorPage]:
    return read_preview(DEMO / "preview").pages


@cache
def known() -> dict[str, AuthorPageSummary]:
    return {page.id: AuthorPageSummary.of(page, page) for page in pages().values()}


def facts_of(title: str, text: str) -> RequestFacts:
    request = Request.of(Message("1", title, text), None)
    (facts,) = request_facts([request], known(), page_ids_by_slug(known().values()), lambda page: pages()[page].papers)
    return facts


def ids(facts: RequestFacts) -> list[str]:
    return [page.id for page in facts.pages]


def test_the_page_that_has_the_named_papers_is_opened_not_the_one_whose_address_was_given() -> None:
    facts = facts_of("Author Page: ines-harbourlight", "2019.coil-main.2 is mine")
    assert ids(facts) == ["ines-harbourlight/unverified", "ines-harbourlight"]
    assert facts.stands == {"2019.coil-main.2": ("ines-harbourlight/unverified",)}
    assert ids(facts_of("Author Page: ines-harbourlight", "Please verify")) == ["ines-harbourlight"]


def test_papers_named_by_title_lead_to_the_page_that_has_them() -> None:
    papers = pages()["ines-harbourlight/unverified"].papers
    text = f"Please verify. Mine is “{papers[0].title.upper()}”."
    assert ids(facts_of("Author Page: ines-harbourlight", text)) == [
        "ines-harbourlight/unverified",
        "ines-harbourlight",
    ]


def test_pages_of_other_names_stay_out_though_they_have_the_papers() -> None:
    facts = facts_of("Author Page: ari-lanternby/unverified", "2019.coil-main.2 and 2024.coil-main.1 are mine")
    assert ids(facts) == ["ari-lanternby/unverified"]


def test_a_merge_is_looked_at_from_the_page_of_the_entry_that_goes() -> None:
    boxes = "### Type of Author Metadata Correction\n\n- [x] Merge profiles: several pages\n"
    form = f"### Author Pages\n\nkit-barleycombe, kit-barleycombe-copper\n\n{boxes}"
    assert ids(facts_of("Author Page: kit-barleycombe", form)) == ["kit-barleycombe-copper", "kit-barleycombe"]


def test_an_orcid_in_the_text_leads_to_its_owner() -> None:
    owner = facts_of("Author Page: ari-lanternby", "My ORCID is 0000-0000-1001-0019").owner
    assert owner is not None
    assert owner.id == "ines-harbourlight"
    assert facts_of("Author Page: ari-lanternby", "0000-0000-1001-0019, 0000-0000-1001-0633").owner is None


def test_a_page_that_the_preview_does_not_have_is_named_as_missing() -> None:
    facts = facts_of("Author Page: nobody-here", "")
    assert (ids(facts), facts.missing) == ([], ("nobody-here",))


def test_papers_come_in_the_order_of_the_author_page() -> None:
    page = pages()["ari-lanternby/unverified"]
    (context,) = block_contexts(pages(), None, {"ari-lanternby": [page.id]})
    assert [one.key.partition("#")[0] for one in paper_facts(page, context)] == [paper.id for paper in page.papers]


def test_a_request_is_read_beside_affiliations_that_other_sources_give() -> None:
    page = pages()["ari-lanternby/unverified"]
    paper = page.mentions[0].paper
    said = Statement(paper, "grobid", page.mentions[0].position, affiliation="University of Nowhere")
    (context,) = block_contexts(pages(), None, {"ari-lanternby": [page.id]}, {paper: (said,)})
    assert {one.affiliation for one in paper_facts(page, context)} == {"", "University of Nowhere"}
