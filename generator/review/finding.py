"""What seems wrong with an author page: the kinds of trouble that the work queue lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kind of trouble; the value stands in ``queue.json``, whose schema says what each means."""

    MIXES_PEOPLE = "mixes-people"
    SEVERAL_PAGES = "several-pages"
    TWO_ENTRIES = "two-entries"
    SEVERAL_ACCOUNTS = "several-accounts"
    TWICE_ON_PAPER = "twice-on-paper"
    WRONG_ORCID = "wrong-orcid"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that seems wrong with an author page.

    Attributes:
        kind: the kind of trouble.
        reason: why it seems wrong, one phrase; ``""`` for a page that only changed.
        misplaced: expected number of papers on the wrong page: the number if the finding is right, times its chance.
        chance: 0 to 1, that the finding is right.
        persons: how many people the papers of the page probably have.
    """

    kind: Kind
    reason: str
    misplaced: float
    chance: float
    persons: int
