"""The row of a paper shows what the paper itself says about its author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.anthology.data import AnthologyData
from generator.preview import read_preview
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.review_page import review_page
from generator.site.templates import template_environment
from tests.conftest import DEMO, one_group


@pytest.mark.parametrize(
    ("account", "shown"),
    [("~Ari_Lanternby1", ">~Ari_Lanternby1<"), ('~"><img/onerror=x>1', ">~&#34;&gt;&lt;img/onerror=x&gt;1<")],
)
def test_a_row_shows_the_openreview_account_and_never_as_markup(account: str, shown: str) -> None:
    pages = read_preview(DEMO / "preview").pages
    block = {"ari-lanternby": page_ids_by_slug(pages.values())["ari-lanternby"]}
    (context,) = block_contexts(pages, AnthologyData.read(DEMO / "data"), block)
    context.slots.update({mention: replace(slot, openreview=account) for mention, slot in context.slots.items()})
    page = context.pages[-1]
    section = review_page(page, one_group(page.mentions, ()), context).groups[0]
    html = str(template_environment().get_template("paper_row.html").module.papers(section, None, ()))  # type: ignore[attr-defined]
    assert html.count(shown) == len(section.rows) > 1
    assert "<img" not in html
