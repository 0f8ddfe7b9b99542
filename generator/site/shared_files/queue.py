"""The work queue as a file: its pages in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.model import UNVERIFIED
from generator.review.page_summary import PageSummary
from generator.site.addresses import DATA
from generator.site.output_files import write
from generator.site.shared_files.data_script import data_script

_BREAK = re.compile(r"[\t\n]")


def write_queue(out: Path, waiting: Sequence[PageSummary]) -> None:
    """The queue's pages in order, for its filters and for previous and next.

    Fields per line: page ID (a final ``/`` stands for ``/unverified``), name,
    papers, suggested persons, years, venues, reason, change.
    """
    rows = (
        (_short(s.id), s.name, str(s.papers), str(s.groups), s.years, " ".join(s.venues), s.reason, s.changed)
        for s in waiting
    )
    lines = ("\t".join(_BREAK.sub(" ", field) for field in row) for row in rows)
    write(out / DATA / "queue.js", data_script("queue", "\n".join(lines)))


def _short(page_id: str) -> str:
    return page_id.removesuffix(UNVERIFIED) + ("/" if page_id.endswith(UNVERIFIED) else "")
