"""The work queue: in which order pages need review."""

from __future__ import annotations

from collections.abc import Iterable

from generator.review.page_summary import PageSummary

LENGTH = 5000
"""Pages of the queue; whoever has reviewed as many builds anew."""


def queue(summaries: Iterable[PageSummary]) -> list[PageSummary]:
    """Pages in the order in which they need review: what this preview changes first, then the most doubtful."""
    waiting = (s for s in summaries if s.priority > 0 or s.changed)
    return sorted(waiting, key=lambda s: (not s.changed, -s.priority, s.id))[:LENGTH]
