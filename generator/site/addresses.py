"""File names and addresses inside the site; all relative, one fixed depth for review pages."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from generator.model import UNVERIFIED

REVIEW_FOLDER = "review"
ASSETS = "assets/review"
DATA = "assets/data"

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+/[A-Za-z0-9._/~%-]*")
"""Whole addresses in which joining changes nothing: nearly all links to PDFs."""


def review_file(page_id: str) -> str:
    """Path of a review page below the site: ``review/yang-liu.unverified.html``."""
    name = page_id.removesuffix(UNVERIFIED)
    return f"{REVIEW_FOLDER}/{name}{'.unverified' if name != page_id else ''}.html"


def preview_address(url: str, base: str) -> str:
    """A link of the preview as an address that works from anywhere.

    Args:
        url: as the preview's page has it, often root-relative.
        base: the preview's own address, ``""`` if unknown.

    Returns:
        ``#`` for what is no web address.
    """
    if url.startswith("/") and not url.startswith("//") and (origin := _origin(base)):
        return origin + url  # nearly all of a million links
    if _PLAIN.fullmatch(url):
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
