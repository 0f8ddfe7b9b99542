"""The Jinja2 templates in ``site_templates/pages``."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import resources
from generator.site import template_filters as filters
from generator.site.addresses import preview_address
from generator.words import counted, number, say


def _say(word: str, /, count: int | None = None, **values: str) -> Markup:
    """What `say` says, as markup: values are escaped unless they are markup, and no text holds any.

    As a filter it costs nothing where a text has no values: Jinja2 puts the text into the compiled template.
    """
    return Markup(say(word, count, **{name: escape(value) for name, value in values.items()}))


def add_words(environment: Environment) -> None:
    """Let templates say texts: ``{{ "key"|say(name=…) }}``, ``{{ n|number }}``, ``{{ counted("papers", n) }}``."""
    environment.filters.update(say=_say, number=number)
    environment.globals.update(counted=counted)


@cache
def template_environment() -> Environment:
    """The environment that loads the templates; what they insert is escaped.

    Templates are compiled once and not read again, or each page would ask the
    system whether its templates have changed; call `forget_templates` after a
    change.  Beside Jinja2's own names they have those of `add_words`,
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
    add_words(environment)
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
    """Read templates and texts again when they are next used: a build in the same process takes up their changes."""
    template_environment.cache_clear()
    resources.words.cache_clear()
