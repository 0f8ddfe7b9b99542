"""``assets/data/requests.js``: the correction requests, for the page *Requests* and the review pages that it opens.

A list of requests, oldest first. Beside it ``assets/data/request_papers.js``: author page ID -> its mentions, for the
requests' own page, which compares their texts with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import BlockContext
from generator.review.request_facts import RequestFacts, paper_facts
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script

REQUESTS_FILE = f"{DATA_FOLDER}/requests.js"
PAPERS_FILE = f"{DATA_FOLDER}/request_papers.js"
"""Paths below the site."""


def write_requests(out: Path, requests: Iterable[RequestFacts], contexts: Iterable[BlockContext]) -> None:
    """Write both files.

    Args:
        out: the site's folder.
        requests: in order.
        contexts: of the author pages that they name.
    """
    write_file(out / REQUESTS_FILE, data_script("requests", [_value(facts) for facts in requests]))
    papers = {
        page.id: [
            [one.key, one.title, one.year, one.venue, one.own, one.affiliation, *one.authors]
            for one in paper_facts(page, context)
        ]
        for context in contexts
        for page in context.pages
    }
    write_file(out / PAPERS_FILE, data_script("request_papers", papers))


def _value(facts: RequestFacts) -> dict[str, Any]:
    request = facts.request
    return {
        "key": request.key,
        "number": request.number,
        "url": request.url,
        "labels": request.labels,
        "title": request.title,
        "text": request.text,
        "remarks": request.remarks,
        "confidential": request.is_confidential,
        "kinds": request.kinds,
        "form": request.is_form,
        "age": request.age,
        "orcids": request.orcids,
        "pages": [_page(summary) | {"named": summary.id in facts.named} for summary in facts.pages],
        "missing": facts.missing,
        "owner": _page(facts.owner) if facts.owner else None,
        "stands": facts.stands or {},
    }


def _page(summary: AuthorPageSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "name": summary.name.full,
        "verified": summary.verified,
        "papers": summary.reviewed_paper_count,
        "orcid": summary.orcid,
    }
