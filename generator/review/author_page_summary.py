"""What lists, comparisons and other pages need of an author page, so that none has to be read again for them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import AuthorPage, Name
from generator.review.page_changes import PageState


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
            full: the same with editors' slots (`generator.review.block_context.with_editor_slots`).
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
