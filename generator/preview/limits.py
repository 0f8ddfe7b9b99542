"""Limits that no real author page reaches: a preview is a proposed change, and may be made to exhaust its parsers.

The maxima of a whole real preview are 16,700 tags on a page, 323 characters in
a tag, 426 papers, and 48 characters in an ID.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.errors import PreviewError
from generator.model import UNVERIFIED, AuthorPage

MAX_PAGE_BYTES = 4 * 1024 * 1024
"""A larger file is no author page (the largest real one has 1.1 MB)."""
MAX_TOLERANT_LENGTH = 250_000
"""Characters of a page that the tolerant parser is given: it is slow, and takes quadratic time for some garbage."""
MAX_ID_LENGTH = 150
"""Characters of a page ID: file names have at most 255 bytes, and those of a review site add to the ID."""
MAX_NAME_LENGTH = 1000
"""Characters of the name in the heading, as in patches."""
MAX_PAPERS = 3000
"""Papers on a page; grouping compares each with each."""
MAX_INLINE_LENGTH = 200_000
"""Characters of markup in a title or abstract."""
MAX_TAG_LENGTH = 4000
"""Characters of a start tag after its name, quoted values left out: parsers compare each attribute with each."""
MAX_OPEN_ELEMENTS = 3_000_000
"""Sum over all tags of the elements that are open there: a parser's work at a tag may grow with them.

Real pages reach 120,000.
"""

_HARMLESS_TAGS = 2400  # however they nest, their sum is below MAX_OPEN_ELEMENTS
_HARMLESS_LENGTH = 100_000
_ID = re.compile(r"[A-Za-z0-9][-_A-Za-z0-9]*")
_DEVICE_NAME = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)([^>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+)""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
# Elements that are void, or closed by the tag that follows, so that they can't be nested in one another.
_NEVER_NESTED = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup"),
        *("tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"),
    ]
)


class LimitError(PreviewError):
    """A page exceeds a limit, so that the tolerant parser must not try it either."""


def check_id(page_id: str) -> None:
    """Refuse a page ID that can't be a file name everywhere.

    Raises:
        LimitError: with the reason.
    """
    name = page_id.removesuffix(UNVERIFIED)
    if len(name) > MAX_ID_LENGTH:
        raise LimitError(f"the folder's name has {len(name):,} characters; a page ID has at most {MAX_ID_LENGTH}")
    if _ID.fullmatch(name) is None:
        raise LimitError("the folder's name is no page ID: letters a-z, digits, hyphens and underscores")
    if _DEVICE_NAME.fullmatch(name):
        raise LimitError("the folder's name is that of a device on Windows, where no file can have it")


def check_markup(markup: str) -> None:
    """Refuse markup that would take a parser far longer than its length explains.

    Parsers need quadratic time for deeply nested elements, for formatting elements
    that they open again in each paragraph, and for a tag with very many attributes.

    Raises:
        LimitError: with the reason.
    """
    if len(markup) <= _HARMLESS_LENGTH and markup.count("<") <= _HARMLESS_TAGS:
        return
    # An upper bound: an end tag that does not match the innermost element is taken to close nothing.
    open_elements: list[str] = []
    total = 0
    for slash, name, attributes in _TAG.findall(markup):
        if len(attributes) > MAX_TAG_LENGTH and len(attributes := _QUOTED.sub('""', attributes)) > MAX_TAG_LENGTH:
            raise LimitError(f"a tag <{name[:20]}> of {len(attributes):,} characters; real ones have a few hundred")
        total += len(open_elements)
        if total > MAX_OPEN_ELEMENTS:
            raise LimitError(
                f"elements are nested too deeply ({len(open_elements):,} open at once); real pages have 20"
            )
        name = name.lower()
        if name in _NEVER_NESTED:
            continue
        if not slash:
            open_elements.append(name)
        elif open_elements and open_elements[-1] == name:
            open_elements.pop()


def check_page(page: AuthorPage) -> None:
    """Refuse a page with more than can be reviewed.

    Raises:
        LimitError: with the reason.
    """
    if len(page.name.full) > MAX_NAME_LENGTH:
        raise LimitError(
            f"the name in the heading has {len(page.name.full):,} characters; at most {MAX_NAME_LENGTH:,} can be"
        )
    if len(page.papers) > MAX_PAPERS:
        raise LimitError(f"the page lists {len(page.papers):,} papers; at most {MAX_PAPERS:,} can be compared")


def ids_differing_in_case(ids: Iterable[str]) -> dict[str, str]:
    """Page IDs that differ from an earlier one only in upper and lower case, each with the earlier one.

    Some file systems can't keep both.
    """
    first: dict[str, str] = {}
    return {page_id: kept for page_id in ids if (kept := first.setdefault(page_id.lower(), page_id)) != page_id}
