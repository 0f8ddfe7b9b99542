"""The browser and the summary read the queue file by the format that its module gives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from generator.site.shared_files.queue import QUEUE_FILE, write_queue
from tests.site.test_counts import ONE


def test_a_name_with_a_tab_does_not_shift_the_fields_of_the_queue(tmp_path: Path) -> None:
    write_queue(tmp_path, [replace(ONE, id="a-b/unverified", name="A\tB", venues=("acl", "coling"))])
    text = (tmp_path / QUEUE_FILE).read_text("utf-8")
    kind, rows = json.loads(text[text.index(".push(") + 6 : text.rindex(")")])
    assert kind == "queue"
    assert rows == "a-b/\tA B\t1\t1\t2020\tacl coling\tA (1 paper) may be another person\t"
