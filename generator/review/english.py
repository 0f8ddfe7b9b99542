"""How evidence, confidence and counts are said on the page.

The only place that turns figures into English; grouping delivers data.
"""

from __future__ import annotations

from generator.grouping.features.name_variants import Variant
from generator.grouping.suggest.triage import Triage, Trouble
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


_FOR = {
    Signal.PERSON_ID: "the same ID on the papers: {what}",
    Signal.ORCID: "the same ORCID on the papers: {what}",
    Signal.COAUTHORS: "same co-authors: {what}{on}",
    Signal.AFFILIATION: "same affiliation: {what}{on}",
    Signal.TOPIC: "same topic: {what}",
    Signal.VENUE: "same venues: {what}",
    Signal.YEARS: "close in time: {span}",
    Signal.NAME_FORM: "name always printed as {what}",
}
_AGAINST = {
    Signal.PERSON_ID: "another ID: {what}",
    Signal.ORCID: "another ORCID: {what}",
    Signal.COAUTHORS: "not tied by co-authors: {what}",
    Signal.AFFILIATION: "different affiliations: {what}",
    Signal.TOPIC: "different topic: {what}",
    Signal.VENUE: "different venues: {what}",
    Signal.YEARS: "years apart: {both}",
    Signal.NAME_FORM: "name printed differently: {what}",
}
_TIES = {
    Signal.COAUTHORS: "co-authors",
    Signal.AFFILIATION: "affiliation",
    Signal.TOPIC: "topic",
    Signal.VENUE: "venues",
    Signal.YEARS: "years",
    Signal.NAME_FORM: "the printed name",
    Signal.PERSON_ID: "ID",
    Signal.ORCID: "ORCID",
}
_NOTHING_SHARED = {
    Signal.COAUTHORS: "no shared co-author",
    Signal.TOPIC: "little in common in topic",
    Signal.VENUE: "no shared venue",
}


def evidence(row: Evidence) -> str:
    """One row of evidence as a short phrase."""
    if not row.supports and not row.values and row.signal in _NOTHING_SHARED:
        return _NOTHING_SHARED[row.signal]
    return (_FOR if row.supports else _AGAINST)[row.signal].format(
        what=listing(row.values),
        on=f" ({count(row.papers, 'paper')})" if row.papers > 1 else "",
        span="–".join(row.values),
        both=" and ".join(row.values),
    )


def tie(row: Evidence) -> str:
    """What ties a group to another one, ``row.other``: a doubt whether the two are apart."""
    return f"tied to {row.other} by {_TIES[row.signal]}: {listing(row.values)}"


_VARIANTS = {
    Variant.SPELLING: "another spelling",
    Variant.SWAPPED: "the names in another order",
    Variant.MIDDLE: "with or without a middle name",
    Variant.INITIAL: "an initial",
    Variant.SHORT: "a short form",
}


def other_name(variant: Variant, coauthors: tuple[str, ...]) -> str:
    """Why a page of another name may show the same person."""
    tied = f"same co-authors: {listing(coauthors)}" if coauthors else "no shared co-author"
    return f"{_VARIANTS[variant]}; {tied}"


def trouble(triage: Triage, group: str, years: str) -> str:
    """What is probably wrong with a page, for the queue."""
    which = f"{group} ({count(triage.papers, 'paper')}{', ' + years if years else ''})"
    if triage.trouble is Trouble.MIXED:
        return f"{which} may mix several people"
    return f"{which} may be another person"
