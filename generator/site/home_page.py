"""The pages that show the preview as a whole: home with the work queue, the list of authors, "Your patch"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model import Notice
from generator.review import phrases
from generator.review.finding_words import kinds
from generator.review.page_changes import PageChange, PageStatus
from generator.review.work_queue import QueueEntry
from generator.site.addresses import review_file
from generator.site.output_files import write_file
from generator.site.templates import template_environment

MAX_WAITING = 50
"""Pages of the queue that the home page itself lists, as many as its script shows at first; it loads the whole queue
(``client/panels/queue.tsx``)."""
MAX_REMOVED = 100
"""Removed pages that the home page lists."""

TEMPLATES = {"index.html": "home", "authors.html": "authors", "basket.html": "basket"}
"""Pages that MkDocs renders -> template whose content replaces their comment ``anthology-review:<template>``."""


def write_home_pages(
    out: Path,
    shells: Mapping[str, str],
    notice: Notice | None,
    pages: int,
    reviewed: int,
    waiting: Sequence[QueueEntry],
    changes: Mapping[str, PageChange],
    chosen: bool = False,
) -> None:
    """Write the pages in `TEMPLATES`.

    Args:
        out: the site's folder.
        shells: each page as MkDocs has rendered it, by its path below the site.
        notice: the preview's notice.
        pages: number of author pages.
        reviewed: number of those that have a review page.
        waiting: the work queue.
        changes: how author pages differ from the base preview's, by page ID.
        chosen: whether the site has chosen pages only.
    """
    removed = [
        (page_id, ", ".join(phrases.paper_changes(change)))
        for page_id, change in changes.items()
        if change.status is PageStatus.REMOVED
    ]
    kind_words = kinds()
    of_kind = Counter(entry.finding.kind for entry in waiting)
    for file, name in TEMPLATES.items():
        body = (
            template_environment()
            .get_template(f"{name}.html")
            .render(
                notice=notice,
                pages=pages,
                reviewed=reviewed,
                rows=[(entry.page, entry.finding, review_file(entry.page.id)) for entry in waiting[:MAX_WAITING]],
                waiting=len(waiting),
                kinds=[(kind.value, words, of_kind[kind]) for kind, words in kind_words.items() if of_kind[kind]],
                kind_words=kind_words,
                changes=len(changes),
                chosen=chosen,
                removed=removed[:MAX_REMOVED],
                removed_more=max(len(removed) - MAX_REMOVED, 0),
            )
        )
        write_file(out / file, shells[file].replace(f"<!-- anthology-review:{name} -->", body))
