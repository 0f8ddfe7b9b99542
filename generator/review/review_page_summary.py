"""What the home page and the work queue say of one review page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.review.review_page import ReviewPage


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What lists say of one reviewed page.

    Attributes:
        id: page ID.
        name: full name.
        verified: see `AuthorPage`.
        papers: papers under review.
        groups: suggested persons.
        priority: expected number of papers on the wrong page, the order of the queue.
        reason: why the page is in the queue, in few words.
        years: first and last, ``""`` if unknown: ``2019-2024``.
        venues: IDs of their venues, sorted.
        changed: how it differs from the base preview's page, in few words, ``""`` if it doesn't.
        differing: where the page shows other things than the data.
    """

    id: str
    name: str
    verified: bool
    papers: int
    groups: int
    priority: float
    reason: str
    years: str
    venues: tuple[str, ...]
    changed: str = ""
    differing: tuple[str, ...] = ()

    @classmethod
    def of(cls, review: ReviewPage) -> PageSummary:
        """Summary of a page model."""
        page = review.page
        papers = len({row.mention.paper for row in review.rows})
        years = [row.paper.year for row in review.rows if row.paper.year]
        known = review.material.venues
        return cls(
            page.id,
            page.name.full,
            page.verified,
            papers,
            len(review.groups),
            review.triage.score,
            review.trouble,
            f"{min(years)}-{max(years)}" if years else "",
            tuple(sorted({known.get(row.paper.id, row.paper.venue).lower() for row in review.rows} - {""})),
            review.change.words if review.change else "",
            review.material.differing.get(page.id, ()),
        )
