"""One suggested group on a review page: its papers, figures and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.grouping.suggest.suggester import PageSuggestion
from generator.model import AuthorPage, Group, Paper, PersonLink
from generator.review import phrases
from generator.review.block_context import BlockContext, split_name
from generator.review.confidence_words import confidence_percent, confidence_words
from generator.review.paper_row import Coauthors, PaperRow


@dataclass(frozen=True, slots=True)
class GroupSection:
    """A suggested group as the page shows it.

    Attributes:
        group: the suggestion.
        rows: its papers, newest first.
        first_year, last_year: year of the oldest and newest paper, None if unknown.
        per_year: number of papers in each year from first to last.
        support: phrases for its being one person, those with most weight first.
        doubts: phrases for its being several persons, or the same person as another group, likewise.
        suggested: verified persons to whom it may belong, best first.
    """

    group: Group
    rows: tuple[PaperRow, ...]
    first_year: int | None
    last_year: int | None
    per_year: tuple[int, ...]
    support: tuple[str, ...]
    doubts: tuple[str, ...]
    suggested: tuple[PersonLink, ...]

    @property
    def reason(self) -> str:
        """The strongest support, ``""`` if there is none."""
        return self.support[0] if self.support else ""

    @property
    def confidence_words(self) -> str:
        """The group's confidence in words."""
        return confidence_words(self.group.confidence, len(self.rows))

    @property
    def percent(self) -> str:
        """The group's confidence as a percentage, ``""`` where it would mean nothing."""
        return confidence_percent(self.group.confidence, len(self.rows))

    @property
    def years(self) -> str:
        """``2019–2024``, ``""`` if unknown."""
        return phrases.year_range(self.first_year, self.last_year)


def group_section(
    page: AuthorPage,
    group: Group,
    suggestion: PageSuggestion,
    context: BlockContext,
    papers: Mapping[str, Paper],
    coauthors: Coauthors,
    links: Mapping[str, PersonLink],
) -> GroupSection:
    """Put together what a page shows of a group.

    Args:
        page: the author page.
        group: one of its suggested groups.
        suggestion: all that is suggested for the page.
        context: its block.
        papers: the page's papers by ID.
        coauthors: co-authors of all groups of the page.
        links: the page's candidate persons by ID.
    """
    rows = []
    for mention in group.mentions:
        paper, slot = papers[mention.paper], context.slots.get(mention)
        evidence = suggestion.paper_evidence.get(mention, ())
        rows.append(
            PaperRow(
                mention,
                paper,
                slot.name if slot is not None else split_name(page, paper.authors[mention.position].name),
                coauthors.listed(paper, mention.position, group.id),
                slot,
                *context.affiliation(mention),
                context.other_sources.get(mention),
                tuple([phrases.evidence(row) for row in evidence if row.supports]),
                tuple([phrases.evidence(row) for row in evidence if not row.supports]),
            )
        )
    rows.sort(key=lambda row: (-(row.paper.year or 0), row.paper.id, row.mention.position))
    years = [row.paper.year for row in rows if row.paper.year]
    first, last = (min(years), max(years)) if years else (None, None)
    counts = Counter(years)
    return GroupSection(
        group=group,
        rows=tuple(rows),
        first_year=first,
        last_year=last,
        per_year=tuple(counts[year] for year in range(first, last + 1)) if first and last else (),
        # What a group shares with another one is no support for the group itself.
        support=tuple(phrases.evidence(row) for row in group.evidence if row.supports and not row.other),
        doubts=tuple(phrases.doubt(row) for row in group.evidence if row.other or not row.supports),
        suggested=tuple(links[pid] for pid in group.suggested if pid in links),
    )
