"""The page ID in what somebody gives for an author page: the ID itself, or an address copied from a browser."""

from __future__ import annotations

from urllib.parse import unquote

from generator.model import UNVERIFIED

_BEFORE_ID = "people/"
_REVIEW_FILE, _REVIEW_UNVERIFIED = "review/", ".unverified"


def page_id_of_address(text: str) -> str:
    """Return the page ID of an author page; it may not exist.

    ``yang-liu/unverified`` for itself, for ``https://aclanthology.org/people/yang-liu/unverified/``, for the same page
    of a preview, and for its review page ``…/review/yang-liu.unverified.html``.
    """
    place = unquote(text.strip()).partition("#")[0].partition("?")[0].removesuffix("index.html")
    if place.endswith(".html") and _REVIEW_FILE in place:
        name = place.rpartition(_REVIEW_FILE)[2].removesuffix(".html")
        return name.removesuffix(_REVIEW_UNVERIFIED) + UNVERIFIED if name.endswith(_REVIEW_UNVERIFIED) else name
    if _BEFORE_ID in place:
        place = place.rpartition(_BEFORE_ID)[2]
    return place.strip("/")
