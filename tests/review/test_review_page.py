"""What a review page says about its groups."""

from __future__ import annotations

import pytest

from generator.anthology.data import AnthologyData
from generator.grouping.suggest.suggester import shipped_suggester
from generator.model import Evidence, Signal
from generator.preview import read_preview
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.corpus_statistics import fit_corpus
from generator.review.review_page import review_page
from tests.conftest import DEMO, one_group


def test_a_coauthor_shared_with_another_group_is_a_doubt_and_no_support() -> None:
    pages = read_preview(DEMO / "preview").pages
    block = {"noor-applegarth": page_ids_by_slug(pages.values())["noor-applegarth"]}
    (context,) = block_contexts(pages, AnthologyData.read(DEMO / "data"), block)
    page = context.pages[-1]
    evidence = (
        Evidence(Signal.COAUTHORS, True, ("Ada Example",), 0.9, 2, other="B"),
        Evidence(Signal.TOPIC, True, ("parsing",), 0.5, 2),
        Evidence(Signal.TOPIC, False, (), 0.2, 2, other="B"),
    )
    section = review_page(page, one_group(page.mentions, evidence), context).groups[0]
    assert (section.reason, section.support) == ("same topic: parsing", ("same topic: parsing",))
    assert section.doubts == ("tied to B by co-authors: Ada Example", "apart from B: little in common in topic")


def test_a_page_of_a_block_with_too_many_papers_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = read_preview(DEMO / "preview").pages
    block = {"noor-applegarth": page_ids_by_slug(pages.values())["noor-applegarth"]}
    (context,) = block_contexts(pages, AnthologyData.read(DEMO / "data"), block)
    page = context.pages[-1]
    monkeypatch.setattr("generator.grouping.suggest.suggester.MAX_MENTIONS", 1)
    found = shipped_suggester().suggest_pages(context.block(), context.mentions_by_page(), fit_corpus(pages, None))
    review = review_page(page, found[page.id], context)
    assert [section.doubts for section in review.groups] == [("too many papers of this name to group",)]
    assert {row.mention for row in review.rows} == set(page.mentions)
    assert review.pair_scores == ""
