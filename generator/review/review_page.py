"""The page model: what one review page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.grouping.features.name_variants import Variant
from generator.grouping.suggest.suggester import PageSuggestion
from generator.grouping.suggest.triage import Triage, Trouble
from generator.model import AuthorPage, Evidence, Group, Mention, Name, Paper, PersonLink, Slot
from generator.review import phrases
from generator.review.block_context import BlockMaterial, candidates, name_of
from generator.review.page_changes import Change

MAX_PERSONS_IN_STRIP = 12
"""Groups beyond this stand on the page but not in the strip that stays in view."""


class Byline(NamedTuple):
    """One name in a paper's list of authors; a tuple, since a build makes millions.

    Attributes:
        name: as printed.
        mark: ``self`` for the slot under review, ``shared`` for a co-author of
            other papers in the same group, ``elsewhere`` for one that a
            different group has, ``""`` for the rest.
        groups: letters of the other groups that have this co-author.
    """

    name: str
    mark: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One mention under its suggested group.

    Attributes:
        mention: which slot.
        paper: the paper.
        name: as printed on that slot.
        authors: the whole list, in order.
        slot: the slot in the data, None without data.
        support, doubts: of a paper that may not belong to its group, what ties it there and what doesn't; heaviest
            first.
    """

    mention: Mention
    paper: Paper
    name: Name
    authors: tuple[Byline, ...]
    slot: Slot | None
    support: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def locked(self) -> str:
        """What fixes the slot's person: ``ORCID``, ``ID``, or ``""``."""
        if self.slot is None or not self.slot.person:
            return ""
        return "ORCID" if self.slot.orcid else "ID"


@dataclass(frozen=True, slots=True)
class GroupView:
    """A suggested group as shown.

    Attributes:
        group: the suggestion.
        rows: newest first.
        first_year, last_year: None if unknown.
        per_year: papers in each year from first to last.
        reason: the strongest reason in few phrases.
        support, doubts: phrases for and against, heaviest first.
        suggested: verified persons it may belong to.
    """

    group: Group
    rows: tuple[Row, ...]
    first_year: int | None
    last_year: int | None
    per_year: tuple[int, ...]
    reason: str
    support: tuple[str, ...]
    doubts: tuple[str, ...]
    suggested: tuple[PersonLink, ...]

    @property
    def confidence_words(self) -> str:
        """Confidence as phrases."""
        return phrases.confidence(self.group.confidence, len(self.rows))

    @property
    def percent(self) -> str:
        """Confidence as a number, ``""`` where it says nothing: for one paper, or for very many."""
        if not 1 < len(self.rows) <= phrases.LARGE:
            return ""
        return f"{round(self.group.confidence * 100)} %"

    @property
    def years(self) -> str:
        """``2019–2024``."""
        return phrases.years(self.first_year, self.last_year)


@dataclass(frozen=True, slots=True)
class OtherName:
    """A page of another name that probably shows the same person.

    Attributes:
        link: the page.
        papers: how many it has.
        variant: how the names differ.
        coauthors: names of shared co-authors, most telling first.
        chance: 0 to 1.
    """

    link: PersonLink
    papers: int
    variant: Variant
    coauthors: tuple[str, ...]
    chance: float

    @property
    def reason(self) -> str:
        """Why it may be the same person."""
        return phrases.other_name(self.variant, self.coauthors)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything one review page shows.

    Attributes:
        page: the author page under review.
        groups: largest first.
        rows: all of their rows, in the order shown.
        candidates: verified persons to assign to, most probable first.
        material: the block the page belongs to.
        triage: how much the page needs review.
        scores: pair scores of `rows`, in their order, as `PairScores.text` writes them.
        other_names: pages of other names that probably show the same person, most probable first.
        change: how the page differs from the base preview's, None if it doesn't or nobody asked.
    """

    page: AuthorPage
    groups: tuple[GroupView, ...]
    rows: tuple[Row, ...]
    candidates: tuple[PersonLink, ...]
    material: BlockMaterial
    triage: Triage
    scores: str
    other_names: tuple[OtherName, ...] = ()
    change: Change | None = None

    @property
    def status(self) -> str:
        """Whether the author is verified, in phrases."""
        if not self.page.verified:
            return "not verified"
        return "verified with ORCID" if self.page.orcid else "verified"

    @property
    def headline(self) -> str:
        """``31 papers, probably 3 people``."""
        papers = len({row.mention.paper for row in self.rows})
        people = len(self.groups)
        guess = "probably one person" if people == 1 else f"perhaps {people} people"
        return f"{phrases.count(papers, 'paper')}, {guess}"

    @property
    def trouble(self) -> str:
        """Why the page is in the queue, in few words; ``""`` if it isn't."""
        if self.triage.trouble is Trouble.NONE:
            return ""
        worst = self.groups[self.triage.group]
        return phrases.trouble(self.triage, worst.group.id, worst.years)


def review_page(
    page: AuthorPage,
    suggestion: PageSuggestion,
    material: BlockMaterial,
    other_names: tuple[OtherName, ...] = (),
    change: Change | None = None,
) -> ReviewPage:
    """Build the model of one review page from what is suggested for it."""
    groups = suggestion.groups
    papers = {paper.id: paper for paper in page.papers}
    listed = {paper.id: [author.person or author.name for author in paper.authors] for paper in page.papers}
    coauthors = {group.id: _coauthors(group, listed) for group in groups}
    letters = _letters(coauthors)
    suggested = {pid: None for group in groups for pid in group.suggested}
    links = candidates(page, material, list(suggested), [other.link for other in other_names])
    by_id = {link.id: link for link in links}
    views = tuple(
        _view(page, group, suggestion, papers, listed, coauthors[group.id], letters, material, by_id)
        for group in groups
    )
    rows = tuple([row for view in views for row in view.rows])
    place = {mention: at for at, mention in enumerate(suggestion.probabilities)}
    scores = suggestion.scores.subset([place[row.mention] for row in rows]).encoded
    return ReviewPage(page, views, rows, tuple(links), material, suggestion.triage, scores, other_names, change)


def _coauthors(group: Group, listed: Mapping[str, list[str]]) -> Counter[str]:
    """In how many papers of the group each co-author stands."""
    found: Counter[str] = Counter()
    for mention in group.mentions:
        found.update(listed[mention.paper][: mention.position])
        found.update(listed[mention.paper][mention.position + 1 :])
    return found


def _view(
    page: AuthorPage,
    group: Group,
    suggestion: PageSuggestion,
    papers: Mapping[str, Paper],
    listed: Mapping[str, list[str]],
    coauthors: Counter[str],
    letters: Mapping[str, tuple[str, ...]],
    material: BlockMaterial,
    links: Mapping[str, PersonLink],
) -> GroupView:
    rows = []
    for mention in group.mentions:
        paper, slot = papers[mention.paper], material.slots.get(mention)
        reasons = suggestion.paper_evidence.get(mention, ())
        rows.append(
            Row(
                mention,
                paper,
                _name(page, paper, mention, slot),
                _bylines(paper, listed[paper.id], mention.position, group.id, coauthors, letters),
                slot,
                tuple([phrases.evidence(row) for row in reasons if row.supports]),
                tuple([phrases.evidence(row) for row in reasons if not row.supports]),
            )
        )
    rows.sort(key=lambda row: (-(row.paper.year or 0), row.paper.id, row.mention.position))
    known = [row.paper.year for row in rows if row.paper.year]
    first, last = (min(known), max(known)) if known else (None, None)
    counts = Counter(known)
    # What ties a group to another one is no support for the group itself.
    support = tuple(phrases.evidence(e) for e in group.evidence if e.supports and not e.other)
    doubts = tuple(_doubt(e) for e in group.evidence if e.other or not e.supports)
    return GroupView(
        group=group,
        rows=tuple(rows),
        first_year=first,
        last_year=last,
        per_year=tuple(counts[y] for y in range(first, last + 1)) if first and last else (),
        reason=support[0] if support else "",
        support=support,
        doubts=doubts,
        suggested=tuple(links[pid] for pid in group.suggested if pid in links),
    )


def _doubt(row: Evidence) -> str:
    if row.supports and row.other:
        return phrases.tie(row)
    phrase = phrases.evidence(row)
    return f"apart from {row.other}: {phrase}" if row.other else phrase


def _name(page: AuthorPage, paper: Paper, mention: Mention, slot: Slot | None) -> Name:
    if slot is not None:
        return slot.name
    return name_of(page, paper.authors[mention.position].name)


def _letters(coauthors: Mapping[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Which groups a co-author stands in, of those who stand in several."""
    if len(coauthors) == 1:
        return {}
    found: dict[str, list[str]] = {}
    for letter, counts in coauthors.items():
        for key in counts:
            found.setdefault(key, []).append(letter)
    return {key: tuple(letters) for key, letters in found.items() if len(letters) > 1}


def _bylines(
    paper: Paper,
    listed: list[str],
    position: int,
    own: str,
    coauthors: Counter[str],
    letters: Mapping[str, tuple[str, ...]],
) -> tuple[Byline, ...]:
    lines = []
    for at, (author, key) in enumerate(zip(paper.authors, listed, strict=True)):
        if at == position:
            lines.append(Byline(author.name, "self"))
            continue
        where = letters.get(key)
        others = ", ".join([letter for letter in where if letter != own]) if where else ""
        mark = "shared" if coauthors[key] > 1 else "elsewhere" if others else ""
        lines.append(Byline(author.name, mark, others))
    return tuple(lines)
