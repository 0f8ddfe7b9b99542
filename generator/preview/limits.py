"""What no real author page exceeds: a preview is a proposed change, and may be made to exhaust whoever reads it.

Real pages, of the whole preview: at most 16,700 tags, 323 characters in a tag, 426 papers, IDs of 48 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.errors import PreviewError
from generator.model import UNVERIFIED, AuthorPage

MAX_PAGE_BYTES = 4 * 1024 * 1024
"""A larger file is no author page (the largest real one has 1.1 MB)."""
MAX_PATIENCE = 250_000
"""Characters of a page that the tolerant parser gets: it is slow, and on some garbage takes quadratic time."""
MAX_ID = 150
"""Characters of a page ID: file names have at most 255 bytes, and ours add to it."""
MAX_NAME = 1000
"""Characters of the name in the heading, as in patches."""
MAX_PAPERS = 3000
"""Papers on a page; grouping compares each with each."""
MAX_FRAGMENT = 200_000
"""Characters of markup in a title or abstract."""
MAX_TAG = 4000
"""Characters of a start tag after its name, quoted values left out: parsers compare each attribute with each."""
MAX_WORK = 3_000_000
"""Open elements summed over all tags: what parsers do at a tag may grow with them (real pages reach 120,000)."""

_HARMLESS_TAGS = 2400  # however they nest, their work is below MAX_WORK
_HARMLESS_LENGTH = 100_000
_ID = re.compile(r"[A-Za-z0-9][-_A-Za-z0-9]*")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)([^>"']*+(?:"[^"]*"[^>"']*+|'[^']*'[^>"']*+)*+)""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
# Their end is implied by what follows, so they don't nest by themselves.
_FLAT = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup"),
        *("tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"),
    ]
)


class ExcessError(PreviewError):
    """A page exceeds a limit; another parser would not help."""


def check_id(page_id: str) -> None:
    """Refuse a page ID that can't be a file name everywhere.

    Raises:
        ExcessError: with the reason.
    """
    name = page_id.removesuffix(UNVERIFIED)
    if len(name) > MAX_ID:
        raise ExcessError(f"the folder's name has {len(name):,} characters; a page ID has at most {MAX_ID}")
    if _ID.fullmatch(name) is None:
        raise ExcessError("the folder's name is no page ID: letters a-z, digits, hyphens and underscores")
    if _DEVICE.fullmatch(name):
        raise ExcessError("the folder's name is that of a device on Windows, where no file can have it")


def check_markup(markup: str) -> None:
    """Refuse markup that would take a parser far longer than its length explains.

    Parsers need quadratic time for elements nested deeply, for formatting that
    they open anew in each paragraph, and for one tag with very many attributes.

    Raises:
        ExcessError: with the reason.
    """
    if len(markup) <= _HARMLESS_LENGTH and markup.count("<") <= _HARMLESS_TAGS:
        return
    # Elements still open, at most: an end tag that is not that of the innermost one ends nothing.
    open_: list[str] = []
    work = 0
    for closes, name, rest in _TAG.findall(markup):
        if len(rest) > MAX_TAG and len(rest := _QUOTED.sub('""', rest)) > MAX_TAG:
            raise ExcessError(f"a tag <{name[:20]}> of {len(rest):,} characters; real ones have a few hundred")
        work += len(open_)
        if work > MAX_WORK:
            raise ExcessError(f"elements are nested too deeply ({len(open_):,} open at once); real pages have 20")
        name = name.lower()
        if name in _FLAT:
            continue
        if not closes:
            open_.append(name)
        elif open_ and open_[-1] == name:
            open_.pop()


def check_page(page: AuthorPage) -> None:
    """Refuse a page with more than can be reviewed.

    Raises:
        ExcessError: with the reason.
    """
    if len(page.name.full) > MAX_NAME:
        raise ExcessError(
            f"the name in the heading has {len(page.name.full):,} characters; at most {MAX_NAME:,} can be"
        )
    if len(page.papers) > MAX_PAPERS:
        raise ExcessError(f"the page lists {len(page.papers):,} papers; at most {MAX_PAPERS:,} can be compared")


def ids_differing_in_case(ids: Iterable[str]) -> dict[str, str]:
    """Page IDs that differ from an earlier one only in upper and lower case, each with the earlier one.

    Some file systems can't keep both.
    """
    first: dict[str, str] = {}
    return {page_id: kept for page_id in ids if (kept := first.setdefault(page_id.lower(), page_id)) != page_id}
