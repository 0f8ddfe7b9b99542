"""What reviewers decided beside assignments, so that no suggestion comes back that somebody has rejected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An author page that somebody found right.

    Attributes:
        page: page ID.
        papers: IDs of its papers at that time, in the order of the document.
    """

    page: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of pages as a whole.

    Attributes:
        not_one_person: pairs of page IDs that show two people.
        looked_at: pages that need no review as long as they have these papers.
    """

    not_one_person: tuple[tuple[str, str], ...] = ()
    looked_at: tuple[LookedAt, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.not_one_person or self.looked_at)

    def joined(self, other: Decided) -> Decided:
        """Return what both have, in order, each once."""
        return Decided(
            tuple(dict.fromkeys((*self.not_one_person, *other.not_one_person))),
            tuple(dict.fromkeys((*self.looked_at, *other.looked_at))),
        )

    def are_two(self, one: str, other: str) -> bool:
        """Tell whether two pages were said to show two people."""
        return (one, other) in self.not_one_person or (other, one) in self.not_one_person
