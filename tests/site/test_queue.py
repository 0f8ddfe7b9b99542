"""The work queue's files: for the pages and the summary, for maintainers' programs, for spreadsheets."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

from jsonschema import validate

from generator.resources import QUEUE_SCHEMA
from generator.review.finding import Finding, Kind
from generator.review.work_queue import MOST_OF_A_KIND, work_queue
from generator.site.shared_files.queue import KEYS, QUEUE_FILE, write_queue
from tests.site.test_counts import MIXED, ONE

TWICE = Finding(Kind.TWICE_ON_PAPER, "twice on 2020.acl-main.1", 2.0, 0.9, 1)


def test_a_name_with_a_tab_does_not_shift_the_fields_of_the_queue(tmp_path: Path) -> None:
    write_queue(tmp_path, work_queue([replace(ONE, id="a-b/unverified", name="A\tB", venues=("acl", "coling"))]))
    text = (tmp_path / QUEUE_FILE).read_text("utf-8")
    kind, rows = json.loads(text[text.index(".push(") + 6 : text.rindex(")")])
    assert kind == "queue"
    assert rows == "a-b/\tA B\t1\t1\t2020\tacl coling\tmixes-people\tA (1 paper) may be another person\t"


def test_programs_and_spreadsheets_get_each_trouble_of_a_page_in_the_order_of_the_queue(tmp_path: Path) -> None:
    both = replace(ONE, findings=(TWICE, MIXED))
    changed = replace(ONE, id="x", findings=(), changed="new page")
    small = replace(ONE, id="y", findings=(replace(MIXED, misplaced=0.1),))
    write_queue(tmp_path, work_queue([small, both, changed]))
    entries = json.loads((tmp_path / "queue.json").read_text("utf-8"))
    validate(entries, json.loads(QUEUE_SCHEMA.read_text("utf-8")))
    order = [
        ("x", "changed"),
        ("ada-example", "twice-on-paper"),
        ("ada-example", "mixes-people"),
        ("y", "mixes-people"),
    ]
    assert [(entry["page"], entry["kind"]) for entry in entries] == order
    assert (entries[0]["reason"], entries[1]["reason"]) == ("new page", "twice on 2020.acl-main.1")
    with (tmp_path / "queue.csv").open(encoding="utf-8", newline="") as table:
        assert list(csv.DictReader(table)) == [{key: str(entry[key]) for key in KEYS} for entry in entries]


def test_a_name_that_is_a_formula_computes_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    write_queue(tmp_path, work_queue([replace(ONE, name='=HYPERLINK("http://evil.invalid")')]))
    assert "ada-example,\"'=HYPERLINK(" in (tmp_path / "queue.csv").read_text("utf-8")
    assert json.loads((tmp_path / "queue.json").read_text("utf-8"))[0]["name"].startswith("=HYPERLINK")


def test_thousands_of_mixed_pages_do_not_crowd_the_other_kinds_out() -> None:
    mixed = [replace(ONE, id=f"a{at}") for at in range(MOST_OF_A_KIND + 1)]
    rare = replace(ONE, id="z", findings=(replace(TWICE, misplaced=0.01),))
    queue = work_queue([*mixed, rare])
    assert len(queue) == MOST_OF_A_KIND + 1 and queue[-1].page.id == "z"
