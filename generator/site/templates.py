"""The Jinja2 templates in ``site_templates/pages``."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import resources
from generator.site import template_filters as filters
from generator.site.addresses import preview_address
from generator.words import counted


@cache
def template_environment() -> Environment:
    """The environment that loads the templates; what they insert is escaped.

    Templates are compiled once and not read again, or each page would ask the
    system whether its templates have changed; call `forget_templates` after a
    change.  Beside Jinja2's own names they have ``counted`` (`generator.words`),
    ``preview_address`` (`generator.site.addresses`), and what is in
    `generator.site.template_filters`; and the macros of ``figures.html`` and ``paper_row.html``, by these names.
    """
    environment = Environment(
        loader=FileSystemLoader(resources.root() / "site_templates" / "pages"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(counted=counted)
    environment.filters.update(
        isolated=filters.isolated,
        numbered=filters.numbered,
        preview_address=preview_address,
        separated=filters.separated,
    )
    environment.tests.update(pdf_of=filters.pdf_of)
    # An import in the template of a page would be made for each page.
    macros = {name: environment.get_template(f"{name}.html").module for name in ("figures", "paper_row")}
    environment.globals.update(macros)
    return environment


def forget_templates() -> None:
    """Read the templates again when they are next used, so that a build in the same process takes up their changes."""
    template_environment.cache_clear()
