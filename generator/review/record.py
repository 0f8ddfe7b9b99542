"""What lists, comparisons and other pages need of an author page, so that none has to be read again for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import AuthorPage, Name
from generator.review.changes import PageState

if TYPE_CHECKING:
    from generator.review.page import ReviewPage


@dataclass(frozen=True, slots=True)
class PageRecord:
    """An author page in short.

    Attributes:
        id: page ID.
        slug: see `AuthorPage.slug`.
        name, verified, orcid, comment, also_published_as: see `AuthorPage`.
        papers: IDs of the papers on which it stands, sorted.
        others: IDs of papers that it lists without standing on them, sorted.
        slots: slots under review: its mentions, and those of editors whom the preview doesn't print.
        reviewed_papers: papers of these slots.
        links: pages of similar names that it links to.
    """

    id: str
    slug: str
    name: Name
    verified: bool
    orcid: str
    comment: str
    also_published_as: tuple[Name, ...]
    papers: tuple[str, ...]
    others: tuple[str, ...]
    slots: int
    reviewed_papers: int
    links: tuple[str, ...]

    @classmethod
    def of(cls, page: AuthorPage, full: AuthorPage) -> PageRecord:
        """The record of a page.

        Args:
            page: as the preview has it.
            full: the same with editors' slots (`generator.review.material.with_editor_slots`).
        """
        papers = {mention.paper for mention in page.mentions}
        return cls(
            page.id,
            page.slug,
            page.name,
            page.verified,
            page.orcid,
            page.comment,
            page.also_published_as,
            tuple(sorted(papers)),
            tuple(sorted(paper.id for paper in page.papers if paper.id not in papers)),
            len(full.mentions),
            len({mention.paper for mention in full.mentions}),
            tuple(link.id for link in (*page.may_belong_to, *page.similar, *page.similar_unverified)),
        )

    @property
    def listed(self) -> tuple[str, ...]:
        """IDs of all papers on the page."""
        return self.papers + self.others

    @property
    def state(self) -> PageState:
        """What is kept to compare later previews with."""
        return PageState(self.name.full, self.papers)


@dataclass(frozen=True, slots=True)
class Summary:
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
    def of(cls, review: ReviewPage) -> Summary:
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
