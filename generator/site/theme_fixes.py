"""What the theme's markup gets wrong, put right; validators and screen readers trip over it."""

from __future__ import annotations

import re

_MENDS = (
    # The attribute is not allowed on a check box, whose state is no text to complete (HTML, "autofill").
    (re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"'), r"\1"),
    # An empty string is no number, and browsers pass over it.
    (re.compile(r'(<label class="md-nav__link"[^>]*?) tabindex=""'), r"\1"),
    # A dialog needs a name (ARIA, "dialog").
    (re.compile(r'(<div class="md-search" data-md-component="search" role="dialog")>'), r'\1 aria-label="Search">'),
)


def mended(markup: str) -> str:
    """A page of the theme as valid HTML.  What the theme has put right itself stays as it is."""
    for fault, right in _MENDS:
        markup = fault.sub(right, markup)
    return markup
