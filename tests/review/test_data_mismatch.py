"""Data that are not those of the preview: the pages that differ are named, and their slots are not touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.model import Author, AuthorPage, Mention, Name, Paper
from generator.review.block_context import BlockContext, block_contexts
from generator.review.data_mismatch import find_mismatches

BO = "bo-li/unverified"
PAPER = Paper(
    "2022.toy-long.3",
    "Third",
    (Author("Song Wang", "song-wang-9656"), Author("Bo Li (李波)", BO)),
    volume="2022.toy-long",
)
PAGE = AuthorPage(BO, Name("Bo", "Li"), (PAPER,), (Mention(PAPER.id, 1),))


def with_paper(**changes: object) -> AuthorPage:
    paper = replace(PAPER, **changes)  # type: ignore[arg-type]
    mentions = tuple(Mention(paper.id, at) for at, author in enumerate(paper.authors) if author.person == BO)
    return replace(PAGE, papers=(paper,), mentions=mentions)


def context_of(page: AuthorPage, toy: Path) -> BlockContext:
    (found,) = block_contexts({page.id: page}, AnthologyData.read(toy), {page.slug: [page.id]})
    return found


def test_a_page_of_these_data_has_all_its_slots(toy: Path) -> None:
    found = context_of(PAGE, toy)
    assert found.mismatches == {} and list(found.slots) == list(PAGE.mentions)


DIFFERENT = {
    "a paper that is gone": (with_paper(id="2022.toy-long.99"), "2022.toy-long.99 is not in the data"),
    "an author too many": (
        with_paper(authors=(*PAPER.authors[:1], Author("Cy", "cy/unverified"), PAPER.authors[1])),
        "2022.toy-long.3, author 3: the data have only 2",
    ),
    "another order": (with_paper(authors=PAPER.authors[::-1]), "1: 'Bo Li' on the page, 'Song Wang' in the data"),
    "another name": (with_paper(authors=(PAPER.authors[0], Author("\x1b Li", BO))), r"author 2: '\x1b Li' on the page"),
    "another page": (replace(PAGE, id="bo-li"), "2022.toy-long.3, author 2: bo-li/unverified in the data"),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs_is_said_and_gets_no_slot_for_a_diff(toy: Path, case: str) -> None:
    page, words = DIFFERENT[case]
    (said,) = find_mismatches(page, AnthologyData.read(toy)).values()
    found = context_of(page, toy)
    assert words in said and found.mismatches == {page.id: (said,)}
    assert found.slots == {} and len(found.block().instances) == 1
