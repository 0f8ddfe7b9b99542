"""Inline markup of titles and abstracts, reduced to what is safe to show.

A preview is a proposed change and therefore not to be trusted: tags that are
not on a short list are dropped, the text between them stays.
"""

from __future__ import annotations

import html
import re

import nh3

from generator.preview.limits import MAX_INLINE_LENGTH, LimitError

_ALLOWED = {"i", "em", "b", "strong", "sub", "sup", "code"}
_title_cleaner = nh3.Cleaner(tags=_ALLOWED, attributes={})
_abstract_cleaner = nh3.Cleaner(
    tags=_ALLOWED | {"a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer nofollow",
)
# Tags that the cleaner would drop.  Most titles and abstracts with tags have only these, which a regular expression
# drops faster.
_DROPPED = r'</?(?:{})(?: [a-z-]+="[^"<>]*")*>'
_dropped_in_title = re.compile(_DROPPED.format("a|span"))
_dropped_in_abstract = re.compile(_DROPPED.format("span"))
_SPECIAL = re.compile("[<>&\0]")


def collapse_spaces(text: str) -> str:
    """The text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def safe_title(markup: str) -> str:
    """Markup of a title reduced to i, em, b, strong, sub, sup and code.

    Raises:
        LimitError: it is longer than any title.
    """
    return _reduce(markup, _title_cleaner, _dropped_in_title)


def safe_abstract(markup: str) -> str:
    """Like `safe_title`, with http(s) links kept."""
    return _reduce(markup, _abstract_cleaner, _dropped_in_abstract)


def _reduce(markup: str, cleaner: nh3.Cleaner, dropped: re.Pattern[str]) -> str:
    if len(markup) > MAX_INLINE_LENGTH:
        raise LimitError(f"a title or abstract of {len(markup):,} characters; real ones have a few thousand")
    collapsed = collapse_spaces(markup)
    text = dropped.sub("", collapsed)
    if not _SPECIAL.search(text):
        return text.strip()
    if "<" not in collapsed:
        # No tags to clean away.  Entities are written anew, since HTML also allows forms like "&amp" without semicolon.
        return html.escape(html.unescape(collapsed), quote=False)
    return cleaner.clean(collapsed).strip()
