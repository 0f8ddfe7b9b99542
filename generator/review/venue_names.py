"""Short names of venues, as a row shows them beside the year: ``ACL``, ``EMNLP Findings``."""

from __future__ import annotations

import re
from functools import lru_cache

from generator import resources

_NEW_ID = re.compile(r"\d{4}\.([a-z0-9]+)-([a-z0-9]+)\.")
_OLD_ID = re.compile(r"([A-Z])\d\d-")


@lru_cache(maxsize=1 << 14)
def _name(venue: str) -> str:
    names: dict[str, str] = resources.table("venues")["names"]
    return names.get(venue, venue.upper())


def venue_name(paper_id: str) -> str:
    """The venue as far as the paper's ID gives it away; ``""`` if it doesn't.

    The form of the IDs: https://aclanthology.org/info/ids/
    """
    if match := _NEW_ID.match(paper_id):
        venue, volume = match.groups()
        return f"{_name(volume)} Findings" if venue == "findings" else _name(venue)
    if match := _OLD_ID.match(paper_id):
        letters: dict[str, str] = resources.table("venues")["letters"]
        return "" if match[1] == "W" else letters.get(match[1], "")
    return ""
