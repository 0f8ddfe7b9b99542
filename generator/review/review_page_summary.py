"""A review page in short, for the home page, the work queue and the list of authors."""

from __future__ import annotations

from dataclasses import dataclass

from generator.review import phrases
from generator.review.finding import Finding
from generator.review.review_page import ReviewPage


@dataclass(frozen=True, slots=True)
class ReviewPageSummary:
    """What lists show of one review page.

    Attributes:
        id: page ID.
        name: full name.
        verified: see `AuthorPage`.
        papers: number of papers under review.
        groups: number of suggested groups.
        findings: what seems wrong with the page, the most papers on the wrong page first; empty if nothing does.
        years: first and last year of the papers, ``2019-2024``, ``""`` if unknown.
        venues: IDs of the papers' venues, in lower case, sorted.
        changed: how the page differs from the base preview's, one phrase, ``""`` if it doesn't.
        mismatches: where the page disagrees with the data, see `BlockContext.mismatches`.
    """

    id: str
    name: str
    verified: bool
    papers: int
    groups: int
    findings: tuple[Finding, ...]
    years: str
    venues: tuple[str, ...]
    changed: str = ""
    mismatches: tuple[str, ...] = ()

    @classmethod
    def of(cls, review: ReviewPage, findings: tuple[Finding, ...]) -> ReviewPageSummary:
        """Summarize a review page, with what seems wrong with it."""
        page = review.page
        years = [row.paper.year for row in review.rows if row.paper.year]
        venues = review.context.venues
        return cls(
            page.id,
            page.name.full,
            page.verified,
            review.paper_count,
            len(review.groups),
            findings,
            f"{min(years)}-{max(years)}" if years else "",
            tuple(sorted({venues.get(row.paper.id, row.paper.venue).lower() for row in review.rows} - {""})),
            phrases.shortened_list(review.change_phrases),
            review.context.mismatches.get(page.id, ()),
        )
