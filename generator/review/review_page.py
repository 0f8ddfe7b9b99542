"""The page model: everything that one review page shows, for a template to place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.grouping.suggest.suggester import PageSuggestion
from generator.grouping.suggest.triage import Triage
from generator.model import AuthorPage, PersonLink
from generator.review import phrases
from generator.review.block_context import BlockContext
from generator.review.candidates import candidate_persons
from generator.review.entry_pairs import SameEntry
from generator.review.group_section import GroupSection, group_section
from generator.review.other_names import OtherName
from generator.review.page_changes import PageChange
from generator.review.paper_row import Coauthors, PaperRow


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything one review page shows.

    Attributes:
        page: the author page under review.
        groups: the suggested groups, largest first.
        rows: the rows of all groups, in the order shown.
        candidates: verified persons to whom papers may belong, most probable first.
        context: the block to which the page belongs.
        triage: how much the page needs review.
        pair_scores: pair scores of ``rows``, in their order, as `PairScores.text` writes them.
        other_names: pages of other names that probably show the same person, most probable first.
        change: how the page differs from the base preview's, None if it doesn't, or without a base preview.
        same_entries: verified entries that are probably the same person's as the page's own, most probable first.
    """

    page: AuthorPage
    groups: tuple[GroupSection, ...]
    rows: tuple[PaperRow, ...]
    candidates: tuple[PersonLink, ...]
    context: BlockContext
    triage: Triage
    pair_scores: str
    other_names: tuple[OtherName, ...] = ()
    change: PageChange | None = None
    same_entries: tuple[SameEntry, ...] = ()

    @property
    def status(self) -> str:
        """Whether the author is verified, in words."""
        return phrases.verification(self.page.verified, self.page.orcid)

    @property
    def headline(self) -> str:
        """``31 papers, perhaps 3 people``; a page of one group says what the group does."""
        return phrases.headline(
            self.paper_count, len(self.groups), self.groups[0].confidence_words if self.groups else ""
        )

    @property
    def paper_count(self) -> int:
        """Number of papers under review."""
        return len({row.mention.paper for row in self.rows})

    @property
    def change_phrases(self) -> tuple[str, ...]:
        """How the page differs from the base preview's, most important first; empty if it doesn't."""
        return phrases.page_change(self.change) if self.change else ()


def review_page(
    page: AuthorPage,
    suggestion: PageSuggestion,
    context: BlockContext,
    other_names: tuple[OtherName, ...] = (),
    change: PageChange | None = None,
    same_entries: tuple[SameEntry, ...] = (),
) -> ReviewPage:
    """Build the model of one review page.

    Args:
        page: the author page, editors' mentions included.
        suggestion: what grouping suggests for it.
        context: its block.
        other_names: pages of other names that probably show the same person, most probable first.
        change: how it differs from the base preview's page.
        same_entries: verified entries that are probably the same person's as the page's own, most probable first.
    """
    groups = suggestion.groups
    papers = {paper.id: paper for paper in page.papers}
    coauthors = Coauthors(page.papers, groups)
    suggested = dict.fromkeys(pid for group in groups for pid in group.suggested)
    candidates = candidate_persons(page, context, suggested, [other.link for other in other_names])
    links = {link.id: link for link in candidates}
    sections = tuple(group_section(page, group, suggestion, context, papers, coauthors, links) for group in groups)
    rows = tuple([row for section in sections for row in section.rows])
    places = {mention: place for place, mention in enumerate(suggestion.probabilities)}
    pair_scores = suggestion.scores.subset([places[row.mention] for row in rows]).encoded
    return ReviewPage(
        page,
        sections,
        rows,
        tuple(candidates),
        context,
        suggestion.triage,
        pair_scores,
        other_names,
        change,
        same_entries,
    )
