"""Lighthouse gives every kind of page full marks for accessibility and for best practices."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.review import MIXED_PAGE
from tests.site.npx import npx

LIGHTHOUSE = "lighthouse@13.5.0"
SCRIPT = Path(__file__).with_name("lighthouse.mjs")
PAGES = [
    *("index.html", "authors.html", "basket.html", "docs/grouping.html"),
    MIXED_PAGE,
    "review/marit-okstad-fjeldby.html",  # verified
]


def test_every_kind_of_page_has_full_marks(demo_server: str) -> None:
    done = npx(LIGHTHOUSE, "node", str(SCRIPT), *(demo_server + page for page in PAGES))
    assert done.returncode == 0, done.stderr
    marks = json.loads(done.stdout)
    assert len(marks) == 2 * len(PAGES)
    assert [one for one in marks if one["score"] != 1] == []
