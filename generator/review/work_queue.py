"""The work queue: which pages need review and why, in the order in which to review them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from generator.review.finding import Finding, Kind
from generator.review.review_page_summary import ReviewPageSummary

MOST_OF_A_KIND = 5000
"""The queue has at most so many entries of a kind; after their review, a new build puts the next ones into it."""

LEAST_CHANCE = 0.1
"""Findings with a lower chance are not in the queue: on nine of ten such pages nothing would be found."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One reason to review a page; a page has an entry for each of its findings.

    Attributes:
        page: the review page in short.
        finding: what seems wrong with it.
    """

    page: ReviewPageSummary
    finding: Finding


def work_queue(summaries: Iterable[ReviewPageSummary], looked_at: Container[str] = ()) -> list[QueueEntry]:
    """What needs review, at most `MOST_OF_A_KIND` entries of a kind, in the order in which to review it.

    First the pages that this preview changes, then the others; both sorted
    by the expected number of papers on the wrong page, highest first.

    Args:
        summaries: all review pages in short.
        looked_at: IDs of pages that need no review, since somebody found them right.
    """
    waiting = (summary for summary in summaries if summary.id not in looked_at)
    found = [QueueEntry(summary, finding) for summary in waiting for finding in _findings(summary)]
    found.sort(key=lambda entry: (not entry.page.changed, -entry.finding.misplaced, entry.page.id, entry.finding.kind))
    of_kind: Counter[Kind] = Counter()
    shown = []
    for entry in found:
        of_kind[entry.finding.kind] += 1
        if of_kind[entry.finding.kind] <= MOST_OF_A_KIND:
            shown.append(entry)
    return shown


def _findings(summary: ReviewPageSummary) -> tuple[Finding, ...]:
    findings = tuple(finding for finding in summary.findings if finding.chance >= LEAST_CHANCE)
    if findings or not summary.changed:
        return findings
    return (Finding(Kind.CHANGED, "", 0.0, 0.0, summary.groups),)
