"""Corrections of the theme's markup, where validators and screen readers find faults."""

from __future__ import annotations

import re

from generator.words import say

_FIXES = (
    # The attribute is not allowed on a check box, whose state is no text to complete (HTML, "autofill").
    (re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"'), r"\1"),
    # An empty string is no number, and browsers ignore it.
    (re.compile(r'(<label class="md-nav__link"[^>]*?) tabindex=""'), r"\1"),
    # A dialog needs a name (ARIA, "dialog").
    (
        re.compile(r'(<div class="md-search" data-md-component="search" role="dialog")>'),
        rf'\1 aria-label="{say("site_search")}">',
    ),
)


def fix_theme_markup(markup: str) -> str:
    """A page of the theme as valid HTML; what a later version of the theme has corrected is left unchanged."""
    for fault, correction in _FIXES:
        markup = fault.sub(correction, markup)
    return markup
