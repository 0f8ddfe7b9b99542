"""The shell of the review pages: MkDocs renders it once, and each review page is put into a copy."""

from __future__ import annotations

import html
import re

from generator.site.content_security_policy import with_policy

TITLE_MARKER = "@@title@@"
"""Where the shell has a page's title, as text."""
BODY_MARKER = "<!-- anthology-review:body, which brings its own <h1> -->"
"""Where the shell has a page's body, as HTML."""

# Elements that only the theme's script uses, which review pages don't load: they have a script of their own.
_THEME_SCRIPT_ELEMENTS = re.compile(
    r"""<script>.*?</script>|<input class="md-toggle"[^>]*>|<label class="md-overlay".*?</label>"""
    r"""|<div (?:class="md-dialog" )?data-md-component="(?:skip|announce|dialog)">\s*"""
    r"""(?:<div class="md-dialog__inner md-typeset"></div>\s*)?</div>""",
    re.DOTALL,
)
_LINE_BREAK = re.compile(r"\s*\n\s*")


class PageShell:
    """The shell, cut where the title (which it has several times) and the body of a review page go."""

    def __init__(self, markup: str) -> None:
        """Cut a shell page.

        Args:
            markup: ``review/shell.html`` as MkDocs has rendered it.

        Raises:
            ValueError: a marker for title or body is missing.
        """
        if missing := [marker for marker in (TITLE_MARKER, BODY_MARKER) if marker not in markup]:
            raise ValueError(
                f"review/shell.html: lacks {' and '.join(missing)}. "
                "Put it back into content/review/shell.md or site_templates/theme/review.html."
            )
        head, self._after_body = with_policy(_shortened(markup), trusted_types=True).split(BODY_MARKER)
        self._around_titles = head.split(TITLE_MARKER)

    def with_content(self, title: str, body: str) -> str:
        """A whole page.

        Args:
            title: plain text.
            body: HTML.
        """
        return html.escape(title).join(self._around_titles) + body + self._after_body


def _shortened(markup: str) -> str:
    """The shell without indentation, and without elements that only the theme's script uses."""
    return _LINE_BREAK.sub("\n", _THEME_SCRIPT_ELEMENTS.sub("", markup)).strip() + "\n"
