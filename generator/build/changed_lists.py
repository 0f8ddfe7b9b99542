"""Writes those lists of all author pages and persons in which something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator.build.inputs import Inputs
from generator.build.plan import Plan
from generator.build.state.kept_values import LastBuild
from generator.review.review_page_summary import ReviewPageSummary
from generator.site.addresses import DATA_FOLDER
from generator.site.manifest import write_manifest
from generator.site.shared_files.authors import write_authors
from generator.site.shared_files.persons import write_people, write_verified

_LAST_WRITTEN = f"{DATA_FOLDER}/shards.js"
"""The last file that `write_people` writes: a site that has it has all lists."""


def changed_lists(
    out: Path, inputs: Inputs, last: LastBuild, plan: Plan, review_summaries: Mapping[str, ReviewPageSummary]
) -> list[Callable[[], object]]:
    """Return functions that write the lists in which something changed; for a new site, all lists.

    Args:
        out: the site's folder.
        inputs: what is new or changed.
        last: the last build.
        plan: what this build makes.
        review_summaries: all review pages in short, by ID.
    """
    people, branch = inputs.data.people, inputs.preview.branch
    new_site = not (out / _LAST_WRITTEN).exists()
    pages_changed = new_site or plan.page_summaries != last.page_summaries
    persons_changed = new_site or bool(inputs.data.persons)
    groups_changed = _group_counts(review_summaries) != _group_counts(last.review_summaries)
    calls: list[Callable[[], object]] = []
    if pages_changed or groups_changed:
        calls.append(partial(write_authors, out, plan.page_summaries.values(), review_summaries))
    if pages_changed:
        calls.append(partial(write_manifest, out, plan.page_summaries.values(), branch, inputs.selection is not None))
    if pages_changed or persons_changed:
        calls.append(partial(write_verified, out, plan.page_summaries.values(), people))
    if persons_changed:
        calls.append(partial(write_people, out, people))
    return calls


def _group_counts(review_summaries: Mapping[str, ReviewPageSummary]) -> list[tuple[str, int]]:
    return [(summary.id, summary.groups) for summary in review_summaries.values()]
