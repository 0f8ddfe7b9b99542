"""What is counted agrees in number: nobody reads "1 papers" or "1 people"."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.preview import read_preview
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.finding import Finding, Kind
from generator.review.page_changes import PageChange, PageStatus
from generator.review.review_page import ReviewPage, review_page
from generator.review.review_page_summary import ReviewPageSummary
from generator.review.work_queue import work_queue
from generator.site.home_page import TEMPLATES, write_home_pages
from generator.site.pull_request_summary import pull_request_summary
from generator.site.review_body import review_body
from generator.site.shared_files.queue import write_queue
from tests.conftest import DEMO, one_group

MIXED = Finding(Kind.MIXES_PEOPLE, "A (1 paper) may be another person", 0.5, 0.5, 1)
ONE = ReviewPageSummary("ada-example", "Ada Example", True, 1, 1, (MIXED,), "2020", ())


@pytest.mark.parametrize(
    ("pages", "waiting", "index", "authors"),
    [
        (
            1,
            [ONE],
            ("1 of 1 author page can be reviewed. Something may be wrong on this one. ", "<td>1 person</td>"),
            "1 of 1 author page",
        ),
        (
            1200,
            [ONE, replace(ONE, id="x", findings=(replace(MIXED, persons=2),))],
            ("2 of 1,200 author pages can be reviewed. These may be wrong; those with", "<td>2 people</td>"),
            "2 of 1,200 author pages",
        ),
    ],
)
def test_lists_of_one_page_are_of_one_page(
    tmp_path: Path, pages: int, waiting: list[ReviewPageSummary], index: tuple[str, ...], authors: str
) -> None:
    shells = {file: f"<!-- anthology-review:{name} -->" for file, name in TEMPLATES.items()}
    write_home_pages(tmp_path, shells, None, pages, len(waiting), work_queue(waiting), {})
    shown = (tmp_path / "index.html").read_text("utf-8")
    assert all(text in shown for text in index)
    assert f"<p>{authors} can be reviewed" in (tmp_path / "authors.html").read_text("utf-8")


def test_one_page_that_changed_and_is_gone_is_one(tmp_path: Path) -> None:
    shells = {file: f"<!-- anthology-review:{name} -->" for file, name in TEMPLATES.items()}
    changes = {"bo-li": PageChange(PageStatus.REMOVED, moved_away={"": ("a",)})}
    write_home_pages(tmp_path, shells, None, 2, 1, work_queue([ONE]), changes)
    shown = (tmp_path / "index.html").read_text("utf-8")
    assert "1 author page changed in this preview. Of these 1 is gone:" in shown
    assert '<li>bo-li: <span class="ar-muted">1 paper no longer here</span></li>' in shown


def review_of(mentions: int) -> ReviewPage:
    pages = read_preview(DEMO / "preview").pages
    block = {"noor-applegarth": page_ids_by_slug(pages.values())["noor-applegarth"]}
    (context,) = block_contexts(pages, AnthologyData.read(DEMO / "data"), block)
    page = context.pages[-1]
    return review_page(page, one_group(page.mentions[:mentions], ()), context)


@pytest.mark.parametrize(("papers", "noun"), [(1, "paper"), (2, "papers")])
def test_a_group_of_one_paper_is_read_out_as_one(papers: int, noun: str) -> None:
    review = review_of(papers)
    body = review_body(replace(review, groups=review.groups * 2), {}, frozenset())
    assert f'<span class="ar-person__count">{papers} {noun}</span>' in body
    assert f'<span class="ar-sr">, </span><span class="ar-group__count">{papers} {noun}, ' in body


def test_a_summary_of_one_page_speaks_of_one(tmp_path: Path) -> None:
    def summary(*waiting: ReviewPageSummary, most: int = 20) -> str:
        write_queue(tmp_path, work_queue(waiting))
        return pull_request_summary(tmp_path, "https://example.org", most)

    changed, two = replace(ONE, id="bo-li", changed="new page"), replace(ONE, id="cy-ray", groups=2)
    assert "\nThis one most needs review:\n" in summary(ONE) and "| 1 | 1 person |" in summary(ONE)
    assert "\nThese most need review:\n" in summary(ONE, two)
    assert "1 author page to review changed in this preview:" in summary(changed, ONE)
    assert "\nBesides, this one most needs review:\n" in summary(changed, ONE)
    # A short summary still names a page under each heading.
    assert summary(changed, ONE, two, most=1).count("](https://example.org/review/") == 2
