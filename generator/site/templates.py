"""The templates in ``site_templates/pages``."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import resources
from generator.site import paper_rows


@cache
def environment() -> Environment:
    """The templates in ``site_templates/pages``, autoescaped."""
    made = Environment(
        loader=FileSystemLoader(resources.root() / "site_templates" / "pages"),
        autoescape=True,
        auto_reload=False,  # or each page would ask whether its templates have changed
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(papers=paper_rows.papers)
    return made
