"""The English of review pages: figures, evidence and changes in words.

Grouping delivers data, templates place phrases.  How sure a page sounds is
decided in `generator.review.confidence_words`; `generator.review.finding_words`
says what is wrong.  The browser's messages are in ``site_templates/client/words``.
"""

from __future__ import annotations

from generator.grouping.features.name_variants import Variant
from generator.model import Evidence, Signal
from generator.plurals import quantity
from generator.review.page_changes import PageChange, PageStatus
from generator.review.venue_names import name_of_venue


def year_range(first: int | None, last: int | None) -> str:
    """``2019`` or ``2019–2024``; ``""`` if unknown."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def shortened_list(values: tuple[str, ...], most: int = 3) -> str:
    """The first few values, and how many there are beyond: ``a, b, c and 2 more``."""
    shown = ", ".join(values[:most])
    rest = len(values) - most
    return f"{shown} and {rest} more" if rest > 0 else shown


_SOURCES = {"dblp": "DBLP", "dblp-orcid": "DBLP (ORCID)", "grobid": "GROBID", "openreview": "OpenReview"}


def source_name(source: str) -> str:
    """Name of a source of statements, as users know it; ``""`` for the Anthology itself."""
    return _SOURCES.get(source, source)


_TOO_MANY = "too many papers of this name to group"
_TWICE = "a rare name twice on one paper, probably by a slip: {what}"
_EVIDENCE_FOR = {
    Signal.PERSON_ID: "the same ID on the papers: {what}",
    Signal.ORCID: "the same ORCID on the papers: {what}",
    Signal.IDENTITY: "the same person at {source}: {what}{on}",
    Signal.ACCOUNT: "the same OpenReview account: {what}{on}",
    Signal.TWICE: _TWICE,
    Signal.COAUTHORS: "same co-authors: {what}{on}",
    Signal.AFFILIATION: "same affiliation: {what}{on}{known_from}",
    Signal.TOPIC: "same topic: {what}",
    Signal.VENUE: "same venues: {what}",
    Signal.YEARS: "close in time: {span}",
    Signal.NAME_FORM: "name always printed as {what}",
    Signal.TOO_MANY: _TOO_MANY,
}
_EVIDENCE_AGAINST = {
    Signal.PERSON_ID: "another ID: {what}",
    Signal.ORCID: "another ORCID: {what}",
    Signal.IDENTITY: "different people at {source}: {what}",
    Signal.ACCOUNT: "different OpenReview accounts: {both}",
    Signal.TWICE: _TWICE,
    Signal.COAUTHORS: "not tied by co-authors: {what}",
    Signal.AFFILIATION: "different affiliations: {what}{known_from}",
    Signal.TOPIC: "different topic: {what}",
    Signal.VENUE: "different venues: {what}",
    Signal.YEARS: "years apart: {both}",
    Signal.NAME_FORM: "name printed differently: {what}",
    Signal.TOO_MANY: _TOO_MANY,
}
_NOTHING_SHARED = {
    Signal.COAUTHORS: "no shared co-author",
    Signal.TOPIC: "little in common in topic",
    Signal.VENUE: "no shared venue",
}
_SIGNALS = {
    Signal.COAUTHORS: "co-authors",
    Signal.AFFILIATION: "affiliation",
    Signal.TOPIC: "topic",
    Signal.VENUE: "venues",
    Signal.YEARS: "years",
    Signal.NAME_FORM: "the printed name",
    Signal.PERSON_ID: "ID",
    Signal.ORCID: "ORCID",
    Signal.IDENTITY: "the same person at {source}",
    Signal.ACCOUNT: "OpenReview account",
}


def evidence(row: Evidence) -> str:
    """One row of evidence as a short phrase, for or against one person."""
    if not row.supports and not row.values and row.signal in _NOTHING_SHARED:
        return _NOTHING_SHARED[row.signal]
    return (_EVIDENCE_FOR if row.supports else _EVIDENCE_AGAINST)[row.signal].format(
        what=shortened_list(_venues(row.values) if row.signal is Signal.VENUE else row.values),
        on=f" ({quantity(row.papers, 'paper')})" if row.papers > 1 else "",
        span="–".join(row.values),
        both=" and ".join(row.values),
        source=source_name(row.source),
        known_from=f", as {source_name(row.source)} has it" if row.source else "",
    )


def _venues(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name_of_venue(venue) or "workshops" for venue in ids)


def doubt(row: Evidence) -> str:
    """One row of evidence that a group may be wrong, as a short phrase.

    The row is evidence against the group itself, or (``row.other``) it compares
    the group with another one: what separates the two, or what they share,
    which casts doubt on separating them.
    """
    if not row.other:
        return evidence(row)
    if row.supports:
        signal = _SIGNALS[row.signal].format(source=source_name(row.source))
        return f"tied to {row.other} by {signal}: {shortened_list(row.values)}"
    return f"apart from {row.other}: {evidence(row)}"


_VARIANTS = {
    Variant.SPELLING: "another spelling",
    Variant.SWAPPED: "the names in another order",
    Variant.MIDDLE: "with or without a middle name",
    Variant.INITIAL: "an initial",
    Variant.SHORT: "a short form",
}


def other_name(variant: Variant, coauthors: tuple[str, ...]) -> str:
    """Why a page of another name may show the same person: how the names differ, and shared co-authors."""
    shared = f"same co-authors: {shortened_list(coauthors)}" if coauthors else "no shared co-author"
    return f"{_VARIANTS[variant]}; {shared}"


def verification(verified: bool, orcid: str) -> str:
    """Whether the author of a page is verified, and by an ORCID."""
    if not verified:
        return "not verified"
    return "verified with ORCID" if orcid else "verified"


def headline(papers: int, groups: int) -> str:
    """``31 papers, perhaps 3 people``."""
    people = "probably one person" if groups == 1 else f"perhaps {quantity(groups, 'person', 'people')}"
    return f"{quantity(papers, 'paper')}, {people}"


def page_change(change: PageChange) -> tuple[str, ...]:
    """How a page differs from the base preview's, as phrases, what is most likely to be wrong first."""
    phrases = [_PAGE_STATUS[change.status]] if change.status in _PAGE_STATUS else []
    phrases += _moved_papers(change)
    if change.new_papers:
        phrases.append(quantity(len(change.new_papers), "new paper"))
    if change.previous_name:
        phrases.append(f"shown before as {change.previous_name}")
    return tuple(phrases)


def paper_changes(change: PageChange) -> tuple[str, ...]:
    """The phrases of `page_change`, except the one that says that the page itself is new or removed."""
    return page_change(change)[change.status in _PAGE_STATUS :]


_PAGE_STATUS = {PageStatus.NEW: "new page", PageStatus.REMOVED: "page gone"}


def _moved_papers(change: PageChange) -> list[str]:
    here = [
        f"{quantity(len(papers), 'paper')} moved here{f' from {origin}' if origin else ''}"
        for origin, papers in sorted(change.moved_here.items(), key=_largest_first)
    ]
    away = [
        f"{quantity(len(papers), 'paper')} {f'moved to {target}' if target else 'no longer here'}"
        for target, papers in sorted(change.moved_away.items(), key=_largest_first)
    ]
    return here + away


def _largest_first(moved: tuple[str, tuple[str, ...]]) -> tuple[bool, int, str]:
    """Sort key: papers whose other page is unknown first, then by their number."""
    page_id, papers = moved
    return not page_id, -len(papers), page_id
