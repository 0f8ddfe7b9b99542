"""The body of a review page: ``site_templates/pages/review.html``, filled with the page model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from generator.model import UNVERIFIED, PersonLink
from generator.review.entry_pairs import SameEntry
from generator.review.finding import Finding
from generator.review.finding_words import UNSEEN, kind_name, remedy
from generator.review.review_page import ReviewPage
from generator.site.addresses import preview_address, review_file
from generator.site.templates import template_environment

MAX_GROUPS_IN_STRIP = 12
"""The strip of groups that stays in view shows at most so many; the page itself has all."""


def review_body(
    review: ReviewPage, data: dict[str, Any], reviewed: frozenset[str], findings: Sequence[Finding] = ()
) -> str:
    """The body of one review page, as HTML.

    Args:
        review: the page model.
        data: what the page's script reads, from `generator.review.page_data`.
        reviewed: IDs of all pages that have a review page, for links between them.
        findings: what seems wrong with the page; its head names what neither groups nor links to other pages show.
    """
    page = review.page
    base = page.notice.url if page.notice else ""

    def preview_url(url: str) -> str:
        return preview_address(url, base)

    def page_address(page_id: str) -> str:
        """Of the review page, or else of the author page in the preview."""
        if page_id in reviewed:
            return review_file(page_id).rpartition("/")[2]
        return preview_url(f"/{page.notice.branch}/people/{page_id}/" if page.notice else f"/people/{page_id}/")

    def merge_address(same: SameEntry) -> str:
        """Of the panel that merges two entries, on the page of the one that goes: of two, that without ORCID stays."""
        if same.orcid and not page.orcid and same.link.id in reviewed:
            return f"{page_address(same.link.id)}#merge={page.id}"
        return f"#merge={same.link.id}"

    return (
        template_environment()
        .get_template("review.html")
        .render(
            review=review,
            page=page,
            data=script_json(data),
            strip=MAX_GROUPS_IN_STRIP,
            preview=base,
            added_papers=review.change.added_papers if review.change else (),
            author_url=preview_url(
                f"/{page.notice.branch}/people/{page.id}/" if page.notice else f"/people/{page.id}/"
            ),
            related=_related_pages(review, page_address),
            page_address=page_address,
            merge_address=merge_address,
            troubles=[(kind_name(one.kind), one.reason, remedy(one.kind)) for one in findings if one.kind in UNSEEN],
        )
    )


def script_json(value: Any) -> Markup:
    """JSON that can stand in a ``<script>`` element: it has no ``<``, so nothing in it can end the element."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _related_pages(review: ReviewPage, page_address: Callable[[str], str]) -> list[dict[str, Any]]:
    """Links to the pages of similar names, those that probably show the same person (``same``) first.

    Entries that are probably the page's own author's are named with their reasons instead.
    """
    page = review.page
    named = {one.link.id for one in review.same_entries}
    same = {other.link.id: other for other in review.other_names}
    links: dict[str, PersonLink] = {}
    same_links = (other.link for other in same.values())
    for link in (*same_links, *page.may_belong_to, *page.similar, *page.similar_unverified):
        links.setdefault(link.id, link)
    return [
        {
            "id": link.id,
            "name": link.name,
            "comment": link.comment,
            "unverified": link.id.endswith(UNVERIFIED),
            "href": page_address(link.id),
            "same": same.get(link.id),
        }
        for link in links.values()
        if link.id not in named
    ]
