"""Review pages stamped from the shell that MkDocs rendered once."""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec
from markupsafe import Markup

from generator.model import UNVERIFIED, PersonLink
from generator.review.review_page import MAX_PERSONS_IN_STRIP, ReviewPage
from generator.site.addresses import preview_address, review_file
from generator.site.content_security_policy import with_policy
from generator.site.templates import environment

TITLE = "@@title@@"
BODY = "<!-- anthology-review:body, which brings its own <h1> -->"

_THEME_ONLY = re.compile(
    r"""<script>.*?</script>|<input class="md-toggle"[^>]*>|<label class="md-overlay".*?</label>"""
    r"""|<div (?:class="md-dialog" )?data-md-component="(?:skip|announce|dialog)">\s*"""
    r"""(?:<div class="md-dialog__inner md-typeset"></div>\s*)?</div>""",
    re.DOTALL,
)


def script_json(value: Any) -> Markup:
    """JSON that can stand in a ``<script>`` element: no ``<`` can end it."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def render_review(review: ReviewPage, data: dict[str, Any], reviewed: frozenset[str]) -> str:
    """The body of one review page.

    Args:
        review: the page model.
        data: what the script reads, from `generator.review.page_data`.
        reviewed: IDs of the pages that have a review page, for links between them.
    """
    page = review.page
    base = page.notice.url if page.notice else ""

    def preview_url(url: str) -> str:
        return preview_address(url, base)

    return (
        environment()
        .get_template("review.html")
        .render(
            review=review,
            page=page,
            data=script_json(data),
            strip=MAX_PERSONS_IN_STRIP,
            preview_url=preview_url,
            arrived=review.change.arrived if review.change else (),
            author_url=preview_url(
                f"/{page.notice.branch}/people/{page.id}/" if page.notice else f"/people/{page.id}/"
            ),
            related=_related(review, reviewed, preview_url),
        )
    )


def _related(review: ReviewPage, reviewed: frozenset[str], preview_url: Any) -> list[dict[str, Any]]:
    """Links to the pages of similar names, those that probably show the same person first."""
    page = review.page
    branch = f"/{page.notice.branch}" if page.notice else ""
    same = {other.link.id: other for other in review.other_names}
    links: dict[str, PersonLink] = {}
    named = (other.link for other in same.values())
    for link in (*named, *page.may_belong_to, *page.similar, *page.similar_unverified):
        links.setdefault(link.id, link)
    return [
        {
            "name": link.name,
            "comment": link.comment,
            "unverified": link.id.endswith(UNVERIFIED),
            "href": review_file(link.id).rpartition("/")[2]
            if link.id in reviewed
            else preview_url(f"{branch}/people/{link.id}/"),
            "same": same.get(link.id),
        }
        for link in links.values()
    ]


class Shell:
    """The rendered shell page, cut where title and body go."""

    def __init__(self, markup: str) -> None:
        if BODY not in markup or TITLE not in markup:
            raise ValueError("the shell page lost its marks for title and body")
        self._parts = with_policy(_slim(markup), trusted_types=True).split(BODY)
        self._before = self._parts[0].split(TITLE)

    def stamp(self, title: str, body: str) -> str:
        """A whole page."""
        return html.escape(title).join(self._before) + body + self._parts[1]


def _slim(markup: str) -> str:
    """The shell without what only the theme's own script needs, which review pages don't load, and without indents."""
    return re.sub(r"\s*\n\s*", "\n", _THEME_ONLY.sub("", markup)).strip() + "\n"
