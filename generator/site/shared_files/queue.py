"""``assets/data/queue.js``: the work queue, for its filters and for previous and next.

The value is one text with a line for each page, in the order of the queue.
Fields between tabs: page ID, a final ``/`` for ``/unverified``; name; number of
papers; number of suggested groups; first and last year, ``2019-2024``, or
nothing; IDs of venues between spaces; why the page needs review, or nothing;
how it differs from the base preview's, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.model import UNVERIFIED
from generator.review.review_page_summary import ReviewPageSummary
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script

QUEUE_FILE = f"{DATA_FOLDER}/queue.js"
"""Path below the site."""

_SEPARATOR = re.compile(r"[\t\n]")


def write_queue(out: Path, waiting: Sequence[ReviewPageSummary]) -> None:
    """Write ``queue.js``.

    Args:
        out: the site's folder.
        waiting: the pages of the queue, in order.
    """
    rows = (
        (_short_page_id(s.id), s.name, str(s.papers), str(s.groups), s.years, " ".join(s.venues), s.reason, s.changed)
        for s in waiting
    )
    lines = ("\t".join(_SEPARATOR.sub(" ", field) for field in row) for row in rows)
    write_file(out / QUEUE_FILE, data_script("queue", "\n".join(lines)))


def _short_page_id(page_id: str) -> str:
    return page_id.removesuffix(UNVERIFIED) + ("/" if page_id.endswith(UNVERIFIED) else "")
