"""What a build did, for the closing summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.build.inputs import Inputs
from generator.build.settings import Settings
from generator.preview.file_kinds import Refusal
from generator.review.review_page_summary import ReviewPageSummary


@dataclass(slots=True)
class Report:
    """What a build did.

    Attributes:
        pages: number of author pages in the preview.
        refused: files of author pages that could not be understood, with the reason.
        passed_over: number of files beside author pages, by kind.
        review_pages: number of review pages in the site.
        groups: number of suggested groups on them.
        changed: number of author pages that differ from the base preview's, None without one.
        mismatches: page ID -> descriptions of where the page disagrees with the data.
        evidence: number of papers in the evidence files, and how many of them are on no author page; None without
            evidence files, or if nothing had changed.
    """

    pages: int = 0
    refused: list[Refusal] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    review_pages: int = 0
    groups: int = 0
    changed: int | None = None
    mismatches: dict[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: tuple[int, int] | None = None


def report_of(
    inputs: Inputs, pages: int, review_summaries: Mapping[str, ReviewPageSummary], changes: int, settings: Settings
) -> Report:
    """Return what a build did, or if nothing had changed, what the build did that made the site.

    Args:
        inputs: what was read.
        pages: number of author pages.
        review_summaries: all review pages in short, by ID.
        changes_since_base: number of author pages that differ from the base preview's.
        settings: what was asked for.
    """
    return Report(
        pages=pages,
        refused=inputs.preview.preview.refused,
        passed_over=inputs.preview.preview.passed_over,
        review_pages=len(review_summaries),
        groups=sum(summary.groups for summary in review_summaries.values()),
        changed=changes if settings.since else None,
        mismatches={page_id: summary.mismatches for page_id, summary in review_summaries.items() if summary.mismatches},
    )
