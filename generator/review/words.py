"""How evidence, confidence and counts are said on the page.

The only place that turns figures into English; grouping delivers data.
"""

from __future__ import annotations

from generator.model import Evidence, Signal


def count(n: int, one: str, many: str = "") -> str:
    """``1 paper``, ``2 papers``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def years(first: int | None, last: int | None) -> str:
    """``2019`` or ``2019–2024``; ``""`` if unknown."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


LARGE = 80
"""Groups beyond this are too rare in the labelled data for their stated chance to be trusted."""


def confidence(value: float, papers: int) -> str:
    """Words for the chance that all papers of a group are one person's."""
    if papers == 1:
        return "a single paper"
    if papers > LARGE:
        return "a large group, in which several people may be mixed: look closely"
    if value >= 0.95:
        return "almost certainly one person"
    if value >= 0.8:
        return "very likely one person"
    if value >= 0.6:
        return "probably one person"
    return "possibly one person, look closely"


def listing(values: tuple[str, ...], most: int = 3) -> str:
    """``a, b and 4 more``."""
    shown = ", ".join(values[:most])
    rest = len(values) - most
    return f"{shown} and {rest} more" if rest > 0 else shown


def evidence(row: Evidence) -> str:
    """One row of evidence as a short phrase."""
    what = listing(row.values)
    on = f" ({count(row.papers, 'paper')})" if row.papers > 1 else ""
    if row.supports:
        match row.signal:
            case Signal.PERSON_ID:
                return f"the same ID on the papers: {what}"
            case Signal.ORCID:
                return f"the same ORCID on the papers: {what}"
            case Signal.COAUTHORS:
                return f"same co-authors: {what}{on}"
            case Signal.AFFILIATION:
                return f"same affiliation: {what}{on}"
            case Signal.TOPIC:
                return f"same topic: {what}"
            case Signal.VENUE:
                return f"same venues: {what}"
            case Signal.YEARS:
                return f"close in time: {'–'.join(row.values)}"
            case Signal.NAME_FORM:
                return f"name always printed as {what}"
    match row.signal:
        case Signal.PERSON_ID:
            return f"another ID: {what}"
        case Signal.ORCID:
            return f"another ORCID: {what}"
        case Signal.COAUTHORS:
            return f"not tied by co-authors: {what}" if row.values else "no shared co-author"
        case Signal.AFFILIATION:
            return f"different affiliations: {what}"
        case Signal.TOPIC:
            return f"different topic: {what}" if row.values else "little in common in topic"
        case Signal.VENUE:
            return f"different venues: {what}" if row.values else "no shared venue"
        case Signal.YEARS:
            return f"years apart: {' and '.join(row.values)}"
        case Signal.NAME_FORM:
            return f"name printed differently: {what}"
