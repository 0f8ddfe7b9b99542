"""Anthology IDs: the ID of a paper from its collection and volume, and the collection from an ID; forms of other IDs.

The rules are those of the Anthology's own ID scheme. Since 2020 an ID looks like ``2022.acl-long.42``, before like
``P18-1042``: one digit for the volume and three for the paper, padded with zeros; or two and two, in workshops (``W``),
``C69``, and ``D19`` from volume 5 on.
"""

from __future__ import annotations

import re

PERSON_ID = re.compile(r"[a-z][\-a-z0-9]+")
"""Form of a verified person's ID."""

COLLECTION_ID = re.compile(r"[A-Z][0-9]{2}|[0-9]{4}\.[a-z0-9]{1,40}")
ID_PART = re.compile(r"[a-z0-9]{1,40}")
"""Form of a volume's or paper's own ID within its collection, which becomes part of file names."""

_ACCOUNT = re.compile(r"~\S{1,120}")

ORCID_FORM = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def build_id(collection: str, volume: str, paper: str | None = None) -> str:
    """Return the ID of a paper, or of a volume if ``paper`` is None.

    Args:
        collection: such as ``P18`` or ``2022.acl``.
        volume: such as ``1`` or ``long``.
        paper: such as ``42``; ``0`` is the front matter.

    Raises:
        ValueError: a volume or paper of an old collection is not a number.
    """
    if collection[:1].isdigit():
        return f"{collection}-{volume}" if paper is None else f"{collection}-{volume}.{paper}"
    wide = _has_wide_volumes(collection, int(volume))
    head = f"{collection}-{int(volume):0{2 if wide else 1}d}"
    return head if paper is None else f"{head}{int(paper):0{2 if wide else 3}d}"


def collection_of(item_id: str) -> str:
    """Return the collection ID of an item, which is also its XML file's name without suffix."""
    return item_id.partition("-")[0]


def is_valid_orcid(orcid: str) -> bool:
    """Return whether this is an ORCID without URL and with the right check digit (ISO 7064, MOD 11-2)."""
    if ORCID_FORM.fullmatch(orcid) is None:
        return False
    total = 0
    for digit in orcid[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return orcid[-1] == "0123456789X"[(12 - total % 11) % 11]


def is_valid_account(account: str) -> bool:
    """Return whether this has the form of an OpenReview account, such as ``~Ada_Example1`` (acl-anthology's schema).

    Letters of all scripts are allowed; characters that are not printed, such as those that reverse the text around
    them, are not.
    """
    return _ACCOUNT.fullmatch(account) is not None and account.isprintable()


def _has_wide_volumes(collection: str, volume: int) -> bool:
    return collection[0] == "W" or collection == "C69" or (collection == "D19" and volume >= 5)
