"""The home page, the author list and the list of decisions: what they show of this preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model import Notice
from generator.review.page_changes import Change
from generator.review.page_summary import PageSummary
from generator.site.addresses import review_file
from generator.site.output_files import write
from generator.site.templates import environment

SHOWN = 100
"""Pages of the queue that stand on the home page itself, readable without script."""


FILLED = {"index.html": "home", "authors.html": "authors", "basket.html": "basket"}
"""Pages that MkDocs renders, by the template that fills them."""


def fill(
    out: Path,
    shells: Mapping[str, str],
    notice: Notice | None,
    pages: int,
    reviewed: int,
    waiting: Sequence[PageSummary],
    changes: Mapping[str, Change],
) -> None:
    """Put the work queue and the search boxes into the pages that MkDocs rendered.

    Args:
        out: the site's folder.
        shells: what MkDocs rendered, by path below it.
        notice: the preview's.
        pages: how many author pages there are.
        reviewed: how many of them have a review page.
        waiting: the queue.
        changes: how author pages differ from the base preview's.
    """
    gone = [(page_id, change) for page_id, change in changes.items() if change.page == "gone"]
    for file, name in FILLED.items():
        body = (
            environment()
            .get_template(f"{name}.html")
            .render(
                notice=notice,
                pages=pages,
                reviewed=reviewed,
                rows=[(summary, review_file(summary.id)) for summary in waiting[:SHOWN]],
                waiting=len(waiting),
                changes=len(changes),
                gone=gone[:SHOWN],
                gone_more=max(len(gone) - SHOWN, 0),
            )
        )
        write(out / file, shells[file].replace(f"<!-- anthology-review:{name} -->", body))
