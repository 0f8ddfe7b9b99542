"""What a review page says about its groups."""

from __future__ import annotations

from generator.anthology.data import AnthologyData
from generator.model import Evidence, Signal
from generator.preview import read_preview
from generator.review.block_context import gather, name_blocks
from generator.review.review_page import review_page
from tests.conftest import DEMO, one_group


def test_a_coauthor_shared_with_another_group_is_a_doubt_and_no_support() -> None:
    pages = read_preview(DEMO / "preview").pages
    block = {"noor-applegarth": name_blocks(pages.values())["noor-applegarth"]}
    (material,) = gather(pages, AnthologyData.read(DEMO / "data"), block)
    page = material.pages[-1]
    evidence = (
        Evidence(Signal.COAUTHORS, True, ("Ada Example",), 0.9, 2, other="B"),
        Evidence(Signal.TOPIC, True, ("parsing",), 0.5, 2),
        Evidence(Signal.TOPIC, False, (), 0.2, 2, other="B"),
    )
    view = review_page(page, one_group(page.mentions, evidence), material).groups[0]
    assert (view.reason, view.support) == ("same topic: parsing", ("same topic: parsing",))
    assert view.doubts == ("tied to B by co-authors: Ada Example", "apart from B: little in common in topic")
