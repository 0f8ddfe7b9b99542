"""The home page, the author list and the list of decisions: what they show of this preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.preview import Preview
from generator.review.changes import Change
from generator.site.indexes import Summary
from generator.site.names import review_file
from generator.site.stamp import environment, write

SHOWN = 100
"""Pages of the queue that stand on the home page itself, readable without script."""


def fill(out: Path, preview: Preview, waiting: Sequence[Summary], reviewed: int, changes: Mapping[str, Change]) -> None:
    """Put the work queue and the search boxes into the pages that MkDocs rendered."""
    gone = [(page_id, change) for page_id, change in changes.items() if change.page == "gone"]
    for file, mark, template in (
        ("index.html", "<!-- anthology-review:home -->", "home.html"),
        ("authors.html", "<!-- anthology-review:authors -->", "authors.html"),
        ("basket.html", "<!-- anthology-review:basket -->", "basket.html"),
    ):
        path = out / file
        body = (
            environment()
            .get_template(template)
            .render(
                notice=preview.notice,
                pages=len(preview.pages),
                reviewed=reviewed,
                rows=[(summary, review_file(summary.id)) for summary in waiting[:SHOWN]],
                waiting=len(waiting),
                changes=len(changes),
                gone=gone[:SHOWN],
                gone_more=max(len(gone) - SHOWN, 0),
            )
        )
        write(path, path.read_text("utf-8").replace(mark, body))
