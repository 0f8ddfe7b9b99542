"""Short names of venues, as a row shows them beside the year: ``ACL``, ``EMNLP Findings``."""

from __future__ import annotations

from functools import lru_cache

from generator import resources
from generator.model import Paper


def venue_name(paper: Paper) -> str:
    """The venue as far as the paper's ID gives it away; ``""`` if it doesn't.

    The form of the IDs: https://aclanthology.org/info/ids/
    """
    if paper.venue == "findings":  # the volume is that of the conference: 2023.findings-emnlp.7
        conference = paper.id.partition("-")[2].partition(".")[0]
        return f"{name_of_venue(conference)} Findings"
    return name_of_venue(paper.venue)


@lru_cache(maxsize=1 << 14)
def name_of_venue(venue: str) -> str:
    """Name of a venue ID, or of the letter of an old paper ID; ``""`` for ``W``, all workshops: it names no venue."""
    table = resources.table("venues")
    if venue.isupper():
        return "" if venue == "W" else str(table["letters"].get(venue, ""))
    return str(table["names"].get(venue, venue.upper()))
