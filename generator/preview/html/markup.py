"""Inline markup of titles and abstracts, reduced to what is safe to show.

The preview is a proposed change and therefore not to be trusted: what is not
on this short list is dropped, its text stays.
"""

from __future__ import annotations

import html
import re

import nh3

from generator.preview.limits import MAX_FRAGMENT, ExcessError

_TAGS = {"i", "em", "b", "strong", "sub", "sup", "code"}
_title_cleaner = nh3.Cleaner(tags=_TAGS, attributes={})
_abstract_cleaner = nh3.Cleaner(
    tags=_TAGS | {"a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer nofollow",
)
# Tags that the cleaner only takes off; most titles and abstracts have no others, and nothing to escape.
_TAKEN_OFF = r'</?(?:{})(?: [a-z-]+="[^"<>]*")*>'
_title_tags = re.compile(_TAKEN_OFF.format("a|span"))
_abstract_tags = re.compile(_TAKEN_OFF.format("span"))
_SPECIAL = re.compile("[<>&\0]")


def fold(text: str) -> str:
    """White space folded to single spaces and stripped."""
    return " ".join(text.split())


def safe_title(markup: str) -> str:
    """``markup`` reduced to i, em, b, strong, sub, sup and code."""
    return _reduce(markup, _title_cleaner, _title_tags)


def safe_abstract(markup: str) -> str:
    """Like `safe_title`, http(s) links kept."""
    return _reduce(markup, _abstract_cleaner, _abstract_tags)


def _reduce(markup: str, cleaner: nh3.Cleaner, taken_off: re.Pattern[str]) -> str:
    if len(markup) > MAX_FRAGMENT:
        raise ExcessError(f"a title or abstract of {len(markup):,} characters; real ones have a few thousand")
    folded = fold(markup)
    bare = taken_off.sub("", folded)
    if not _SPECIAL.search(bare):
        return bare.strip()
    if "<" not in folded:
        # Nothing to clean; escaped anew, since entities may be written loosely.
        return html.escape(html.unescape(folded), quote=False)
    return cleaner.clean(folded).strip()
