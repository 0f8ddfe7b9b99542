"""The work queue as files: ``queue.json`` and ``queue.csv`` for maintainers, ``assets/data/queue.js`` for the pages.

`queue.schema.json`, which is published with the site, describes the first two.

The value in ``queue.js`` is one text with a line for each entry, in the order of the queue.
Fields between tabs: page ID, a final ``/`` for ``/unverified``; name; number of
papers; number of people; first and last year, ``2019-2024``, or nothing; IDs of
venues between spaces; kind of trouble; why the page needs review, or nothing;
how it differs from the base preview's, or nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.model import UNVERIFIED
from generator.review.work_queue import QueueEntry
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script

QUEUE_FILE = f"{DATA_FOLDER}/queue.js"
"""Path below the site."""
KEYS = ("page", "name", "papers", "persons", "kind", "reason", "chance")
"""Keys of an entry of ``queue.json``, and columns of ``queue.csv``."""

_SEPARATOR = re.compile(r"[\t\n]")
_FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that spreadsheets compute (https://owasp.org/www-community/attacks/CSV_Injection)."""


def write_queue(out: Path, queue: Sequence[QueueEntry]) -> None:
    """Write the files of the queue.

    Args:
        out: the site's folder.
        queue: its entries, in order.
    """
    lines = ("\t".join(_SEPARATOR.sub(" ", field) for field in _fields(entry)) for entry in queue)
    write_file(out / QUEUE_FILE, data_script("queue", "\n".join(lines)))
    values = [_value(entry) for entry in queue]
    rows = ",\n ".join(json.dumps(value, ensure_ascii=False) for value in values)
    write_file(out / "queue.json", f"[{rows}]\n")
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(KEYS)
    writer.writerows([_harmless(value[key]) for key in KEYS] for value in values)
    write_file(out / "queue.csv", table.getvalue())


def _fields(entry: QueueEntry) -> tuple[str, ...]:
    page, finding = entry.page, entry.finding
    return (
        page.id.removesuffix(UNVERIFIED) + ("/" if page.id.endswith(UNVERIFIED) else ""),
        page.name,
        str(page.papers),
        str(finding.persons),
        page.years,
        " ".join(page.venues),
        finding.kind,
        finding.reason,
        page.changed,
    )


def _value(entry: QueueEntry) -> dict[str, Any]:
    page, finding = entry.page, entry.finding
    reason = finding.reason or page.changed
    values = (page.id, page.name, page.papers, finding.persons, str(finding.kind), reason, finding.chance)
    return dict(zip(KEYS, values, strict=True))


def _harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: names come from anyone."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
