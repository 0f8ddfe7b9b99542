"""An author page in short, so that lists, comparisons and the next build need not read the page again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from generator.anthology.data import AnthologyData
from generator.anthology.item import find_slot
from generator.model import AuthorPage, Name, is_catch_all
from generator.review.candidate_facts import PersonFacts
from generator.review.page_changes import ManifestEntry


@dataclass(frozen=True, slots=True)
class AuthorPageSummary:
    """An author page without the content of its papers.

    Attributes:
        id: page ID.
        slug: name slug of the page, see `AuthorPage.slug`.
        name, verified, orcid, comment, also_published_as: see `AuthorPage`.
        papers: IDs of the papers that have a mention of this author, sorted.
        papers_without_mention: IDs of papers that the page lists though none of their slots is this author's, sorted.
        mention_count: number of mentions under review: the page's own, and those of this author as an editor whom the
            preview doesn't print.
        reviewed_paper_count: number of papers of these mentions.
        linked_pages: IDs of the pages of similar names to which it links.
        facts: what the page and the slots tell of a verified author, None for others; what people.json has is not in it
            (`PersonFacts.with_entry`).
    """

    id: str
    slug: str
    name: Name
    verified: bool
    orcid: str
    comment: str
    also_published_as: tuple[Name, ...]
    papers: tuple[str, ...]
    papers_without_mention: tuple[str, ...]
    mention_count: int
    reviewed_paper_count: int
    linked_pages: tuple[str, ...]
    facts: PersonFacts | None = None

    @classmethod
    def of(cls, page: AuthorPage, with_editors: AuthorPage, data: AnthologyData | None = None) -> AuthorPageSummary:
        """Summarize a page.

        Args:
            page: as read from the preview.
            with_editors: the same page with editors' mentions (`generator.review.block_context.with_editor_mentions`).
            data: the Anthology's data, None for none.
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
            len(with_editors.mentions),
            len({mention.paper for mention in with_editors.mentions}),
            tuple(link.id for link in (*page.may_belong_to, *page.similar, *page.similar_unverified)),
            PersonFacts.of(page, partial(find_slot, data.items if data else {})) if page.verified else None,
        )

    @property
    def is_catch_all(self) -> bool:
        """Whether the entry behind the page collects papers of several people (`Person.is_catch_all`)."""
        return is_catch_all(self.comment)

    @property
    def listed_papers(self) -> tuple[str, ...]:
        """IDs of all papers on the page."""
        return self.papers + self.papers_without_mention

    @property
    def manifest_entry(self) -> ManifestEntry:
        """What the manifest records of the page, to compare later previews with."""
        return ManifestEntry(self.name.full, self.papers)
