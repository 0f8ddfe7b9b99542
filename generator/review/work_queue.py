"""The work queue: which pages need review, in which order."""

from __future__ import annotations

from collections.abc import Iterable

from generator.review.review_page_summary import ReviewPageSummary

MAX_LENGTH = 5000
"""The queue has at most so many pages; after their review, a new build puts the next ones into it."""


def work_queue(summaries: Iterable[ReviewPageSummary]) -> list[ReviewPageSummary]:
    """Pages that need review, at most `MAX_LENGTH`, in the order in which to review them.

    First those that this preview changes, then the others; both sorted
    by the expected number of papers on the wrong page, highest first.
    """
    waiting = (s for s in summaries if s.priority > 0 or s.changed)
    return sorted(waiting, key=lambda s: (not s.changed, -s.priority, s.id))[:MAX_LENGTH]
