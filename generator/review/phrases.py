"""Figures, evidence and changes as phrases of review pages.

Grouping delivers data, templates place phrases.  How sure a page sounds is
decided in `generator.review.confidence_words`; `generator.review.finding_words`
says what is wrong.  The texts themselves are in ``site_templates/words`` (`generator.words`).
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.grouping.features.name_variants import Variant
from generator.model import Evidence, Signal
from generator.review.page_changes import PageChange, PageStatus
from generator.review.venue_names import name_of_venue
from generator.words import counted, say


def year_range(first: int | None, last: int | None) -> str:
    """``2019`` or ``2019–2024``; ``""`` if unknown."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def shortened_list(values: tuple[str, ...], most: int = 3) -> str:
    """The first few values, and how many there are beyond: ``a, b, c and 2 more``."""
    shown = ", ".join(values[:most])
    rest = len(values) - most
    return say("site_list_cut", shown=shown, count=rest) if rest > 0 else shown


def joined(values: Iterable[str]) -> str:
    """All values: ``a and b``."""
    return f" {say('site_and')} ".join(values)


_SOURCES = {"dblp": "DBLP", "dblp-orcid": "DBLP (ORCID)", "grobid": "GROBID", "openreview": "OpenReview"}


def source_name(source: str) -> str:
    """Name of a source of statements, as users know it; ``""`` for the Anthology itself."""
    return _SOURCES.get(source, source)


_EITHER_WAY = {Signal.TWICE, Signal.TOO_MANY}
"""What is said alike, whether it speaks for one person or against."""
_MAY_HAVE_NOTHING = {Signal.COAUTHORS, Signal.TOPIC, Signal.VENUE}
"""Of what it speaks against one person that nothing is shared."""


def evidence(row: Evidence) -> str:
    """One row of evidence as a short phrase, for or against one person."""
    if not row.supports and not row.values and row.signal in _MAY_HAVE_NOTHING:
        return say(f"site_evidence_nothing_{row.signal}")
    side = "either" if row.signal in _EITHER_WAY else "for" if row.supports else "against"
    source = source_name(row.source)
    return say(
        f"site_evidence_{side}_{row.signal}",
        what=shortened_list(_venues(row.values) if row.signal is Signal.VENUE else row.values),
        on=f" ({counted('papers', row.papers)})" if row.papers > 1 else "",
        span="–".join(row.values),
        both=joined(row.values),
        source=source,
        known_from=say("site_known_from", source=source) if source else "",
    )


def _venues(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name_of_venue(venue) or say("site_workshops") for venue in ids)


def doubt(row: Evidence) -> str:
    """One row of evidence that a group may be wrong, as a short phrase.

    The row is evidence against the group itself, or (``row.other``) it compares
    the group with another one: what separates the two, or what they share,
    which casts doubt on separating them.
    """
    if not row.other:
        return evidence(row)
    if row.supports:
        signal = say(f"site_signal_{row.signal}", source=source_name(row.source))
        return say("site_tied", group=row.other, signal=signal, what=shortened_list(row.values))
    return say("site_apart", group=row.other, why=evidence(row))


def other_name(variant: Variant, coauthors: tuple[str, ...]) -> str:
    """Why a page of another name may show the same person: how the names differ, and shared co-authors."""
    shared = evidence(Evidence(Signal.COAUTHORS, bool(coauthors), coauthors))
    return f"{say(f'site_variant_{variant}')}; {shared}"


def verification(verified: bool, orcid: str) -> str:
    """Whether the author of a page is verified, and by an ORCID."""
    if not verified:
        return say("not_verified")
    return say("site_verified_orcid") if orcid else say("is_verified")


def headline(papers: int, groups: int, one_group: str) -> str:
    """``31 papers, perhaps 3 people``.

    Args:
        papers, groups: how many there are.
        one_group: how sure it is that a page of one group is one person's, in words.
    """
    count = counted("papers", papers)
    if groups != 1:
        return say("site_several_people", papers=count, people=counted("people", groups))
    return count if papers == 1 else say("site_one_group", papers=count, sure=one_group)


def page_change(change: PageChange) -> tuple[str, ...]:
    """How a page differs from the base preview's, as phrases, what is most likely to be wrong first."""
    phrases = [say(f"site_page_{change.status}")] if change.status else []
    phrases += _moved_papers(change)
    if change.new_papers:
        phrases.append(counted("new_papers", len(change.new_papers)))
    if change.previous_name:
        phrases.append(say("site_renamed", name=change.previous_name))
    return tuple(phrases)


def paper_changes(change: PageChange) -> tuple[str, ...]:
    """The phrases of `page_change`, except the one that says that the page itself is new or removed."""
    return page_change(change)[change.status != PageStatus.KEPT :]


def _moved_papers(change: PageChange) -> list[str]:
    here, away = [], []
    for page_id, papers in sorted(change.moved_here.items(), key=_largest_first):
        n = len(papers)
        here.append(say("site_moved_from", count=n, page=page_id) if page_id else say("site_moved_here", count=n))
    for page_id, papers in sorted(change.moved_away.items(), key=_largest_first):
        n = len(papers)
        away.append(say("site_moved_to", count=n, page=page_id) if page_id else say("site_no_longer_here", count=n))
    return here + away


def _largest_first(moved: tuple[str, tuple[str, ...]]) -> tuple[bool, int, str]:
    """Sort key: papers whose other page is unknown first, then by their number."""
    page_id, papers = moved
    return not page_id, -len(papers), page_id
