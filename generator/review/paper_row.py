"""One paper on a review page: its row, and its list of authors with the co-authors that groups share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.model import Group, Mention, Name, OtherSources, Paper, Slot
from generator.review import phrases
from generator.review.venue_names import venue_name

SELF, SHARED, ELSEWHERE = "self", "shared", "elsewhere"
"""Marks of a `ListedAuthor`."""


class ListedAuthor(NamedTuple):
    """One name in a paper's list of authors.  A tuple, since a build makes millions.

    Attributes:
        name: as printed.
        mark: ``SELF`` for the slot under review, ``SHARED`` for a co-author of at least one more paper in the same
            group, ``ELSEWHERE`` for one who is on no other paper of it, but on papers of other groups, ``""``
            for the rest.
        other_groups: IDs of the other groups that have this co-author, ``A, C``, ``""`` if none does.
    """

    name: str
    mark: str = ""
    other_groups: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One mention in its suggested group.

    Attributes:
        mention: the slot under review.
        paper: its paper.
        name: the name as printed in that slot.
        authors: the paper's list of authors, in order.
        slot: the slot in the data, None without data, or where the page disagrees with them.
        affiliation: of the author under review, ``""`` if unknown.
        affiliation_source: source of the affiliation, ``""`` if it is the Anthology.
        other_sources: what other sources say of the author, None if they say nothing.
        support, doubts: if the paper may not belong to its group, phrases for and against its belonging there, those
            with most weight first; else empty.
    """

    mention: Mention
    paper: Paper
    name: Name
    authors: tuple[ListedAuthor, ...]
    slot: Slot | None
    affiliation: str = ""
    affiliation_source: str = ""
    other_sources: OtherSources | None = None
    support: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def venue(self) -> str:
        """Short name of the venue, ``""`` if the paper's ID doesn't tell it."""
        return venue_name(self.paper)

    @property
    def fixed_by(self) -> str:
        """What names the person in the slot: ``ORCID``, ``ID``, or ``""`` if nothing does, or the slot is unknown."""
        if self.slot is None or not self.slot.person:
            return ""
        return "ORCID" if self.slot.orcid else "ID"

    @property
    def account(self) -> str:
        """The OpenReview account on the slot, such as ``~Ada_Example1``; ``""`` if there is none."""
        return self.slot.openreview if self.slot else ""

    @property
    def affiliation_from(self) -> str:
        """Where the affiliation comes from, in words; ``""`` if from the Anthology."""
        return phrases.source_name(self.affiliation_source)

    @property
    def identities(self) -> tuple[tuple[str, str], ...]:
        """Name of each other source that says who the author is, and whom it takes them for."""
        found = self.other_sources.identities if self.other_sources else ()
        return tuple((phrases.source_name(identity.source), identity.id) for identity in found)


class Coauthors:
    """The co-authors of each group of a page, to mark them in lists of authors.

    A co-author is known by the page to which the preview links the name, else
    by the printed name.
    """

    def __init__(self, papers: Iterable[Paper], groups: Iterable[Group]) -> None:
        self._keys = {paper.id: [author.person or author.name for author in paper.authors] for paper in papers}
        self._counts = {group.id: self._count(group) for group in groups}
        self._groups = _groups_of_shared(self._counts)

    def listed(self, paper: Paper, position: int, group: str) -> tuple[ListedAuthor, ...]:
        """The list of authors of a paper, marked.

        Args:
            paper: one of the page's.
            position: zero-based place of the slot under review.
            group: ID of the group that has it.
        """
        counts, groups = self._counts[group], self._groups
        found = []
        for at, (author, key) in enumerate(zip(paper.authors, self._keys[paper.id], strict=True)):
            if at == position:
                found.append(ListedAuthor(author.name, SELF))
                continue
            where = groups.get(key)
            others = ", ".join([other for other in where if other != group]) if where else ""
            mark = SHARED if counts[key] > 1 else ELSEWHERE if others else ""
            found.append(ListedAuthor(author.name, mark, others))
        return tuple(found)

    def _count(self, group: Group) -> Counter[str]:
        """Co-author -> number of papers of the group that have them."""
        counts: Counter[str] = Counter()
        for mention in group.mentions:
            keys = self._keys[mention.paper]
            counts.update(keys[: mention.position])
            counts.update(keys[mention.position + 1 :])
        return counts


def _groups_of_shared(counts: Mapping[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Co-author -> IDs of the groups that have them; only co-authors in at least two groups."""
    if len(counts) == 1:
        return {}
    found: dict[str, list[str]] = {}
    for group, coauthors in counts.items():
        for key in coauthors:
            found.setdefault(key, []).append(group)
    return {key: tuple(groups) for key, groups in found.items() if len(groups) > 1}
