"""The page *Requests*, the inbox of correction requests; a site has it only if its build is given some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model import Notice
from generator.review.request_facts import RequestFacts
from generator.site.addresses import review_file
from generator.site.output_files import write_file
from generator.site.templates import template_environment

FILE = "requests.html"
"""Path below the site."""
SOURCE = "requests.md"
"""What MkDocs renders it from."""


def write_requests_page(
    out: Path, shells: Mapping[str, str], notice: Notice | None, requests: Sequence[RequestFacts]
) -> None:
    """Write the page.

    Args:
        out: the site's folder.
        shells: pages as MkDocs has rendered them, by path below the site.
        notice: the preview's notice.
        requests: in order.
    """
    rows = [
        (facts, review_file(facts.pages[0].id) if facts.pages and facts.pages[0].mention_count else "")
        for facts in requests
    ]
    body = template_environment().get_template("requests.html").render(notice=notice, rows=rows)
    write_file(out / FILE, shells[FILE].replace("<!-- anthology-review:requests -->", body))
