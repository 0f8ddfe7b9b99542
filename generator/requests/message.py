"""What somebody wrote, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_MESSAGES = 5_000
"""More than any tracker has open at once."""
LONGEST_TEXT = 200_000
"""Characters of one text: GitHub allows 65,536 in an issue, and as many in each comment."""


@dataclass(frozen=True, slots=True)
class Message:
    """One issue, mail or text file.

    Attributes:
        key: names it in addresses of the site: an issue's number, else a digest of what was written, so that nobody's
            name or address gets there by way of a file name.
        title: title or subject, ``""`` if it has none.
        text: what the requester wrote, later comments of theirs included.
        remarks: comments of others, among them the maintainers.
        number: of the issue, 0 for what is no issue.
        url: of the issue, ``""`` for what is no issue.
        labels: of the issue.
        created: when it was written, None if that is not known.
    """

    key: str
    title: str
    text: str
    remarks: tuple[str, ...] = ()
    number: int = 0
    url: str = ""
    labels: tuple[str, ...] = ()
    created: datetime | None = None
