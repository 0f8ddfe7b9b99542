"""Where files of a site are, relative to its folder, and absolute addresses for links of the preview."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from generator.model import UNVERIFIED

REVIEW_FOLDER = "review"
"""Folder of the review pages; it has no subfolders, so that the relative links in the shell fit all pages."""
ASSETS_FOLDER = "assets/review"
"""Folder of scripts and styles."""
DATA_FOLDER = "assets/data"
"""Folder of the data files that pages share; `generator.site.shared_files` writes them."""

_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+/[A-Za-z0-9._/~%-]*")
"""Absolute addresses that `urljoin` leaves unchanged: nearly all links to PDFs, and matching is faster than joining."""


def review_file(page_id: str) -> str:
    """Path of a review page below the site: ``review/yang-liu.unverified.html``."""
    name = page_id.removesuffix(UNVERIFIED)
    return f"{REVIEW_FOLDER}/{name}{'.unverified' if name != page_id else ''}.html"


def preview_address(url: str, base: str) -> str:
    """A link of the preview as an address that works on other sites.

    Args:
        url: as the preview's page has it, often relative to the host's root.
        base: the preview's own address, ``""`` if unknown.

    Returns:
        An absolute address, one relative to the root if ``base`` is unknown, or
        ``#`` for what is no web address (``javascript:`` and the like).
    """
    if url.startswith("/") and not url.startswith("//") and (origin := _origin(base)):
        return origin + url  # a short cut for nearly all of a million links
    if _PLAIN_ADDRESS.fullmatch(url):
        return url
    try:
        full = urljoin(base, url) if base else url
        return full if urlsplit(full).scheme in ("http", "https") or full.startswith("/") else "#"
    except ValueError:  # such as http://[
        return "#"


@lru_cache(maxsize=16)
def _origin(base: str) -> str:
    try:
        parts = urlsplit(base)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
