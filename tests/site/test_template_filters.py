"""What templates show of names and addresses, whatever their script and form."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.site.template_filters import isolated, pdf_of, separated
from generator.site.templates import template_environment


def test_a_name_that_runs_from_right_to_left_leaves_its_neighbours_in_place() -> None:
    assert isolated("דנה <b>") == "<bdi>דנה &lt;b&gt;</bdi>"
    shown = template_environment().from_string(
        "{% for s, name in names|separated %}{{ s }}{{ name|isolated }}{% endfor %}"
    )
    assert shown.render(names=["Ada <b>", "דנה", "Zoë"]) == "Ada &lt;b&gt;, <bdi>דנה</bdi>, Zoë"
    assert list(separated(())) == []


def test_a_hostile_value_of_a_text_stays_text_and_a_link_stays_a_link() -> None:
    template = template_environment().from_string('{{ "site_row_doubt"|say(why=why) }}')
    assert template.render(why="<b> {0.__class__} {papers}") == "May not belong here: &lt;b&gt; {0.__class__} {papers}"
    assert template.render(why=Markup("<a>ACL</a>")) == "May not belong here: <a>ACL</a>"


@pytest.mark.parametrize(
    ("pdf", "same"),
    [("https://a.org/2023.x-1.1.pdf", True), ("https://a.org/other.pdf", False), ("", False)],
)
def test_a_pdf_elsewhere_keeps_its_own_link(pdf: str, same: bool) -> None:
    assert pdf_of(pdf, "https://a.org/2023.x-1.1/") is same
