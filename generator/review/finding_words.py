"""Findings as phrases: why a page is in the work queue, and why two entries are probably one person's."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grouping.model.agreement import Agreement
from generator.grouping.suggest.group_evidence import LONG_GAP_YEARS
from generator.grouping.suggest.triage import Trouble
from generator.model import Evidence, Group, PersonLink, Signal
from generator.review.finding import Kind
from generator.review.phrases import evidence, joined, shortened_list
from generator.words import counted, say

UNSEEN = frozenset({Kind.TWICE_ON_PAPER, Kind.WRONG_ORCID, Kind.SEVERAL_ACCOUNTS})
"""Kinds of trouble that neither a page's groups nor its links to other pages show."""


def kind_name(kind: Kind) -> str:
    """Name of a kind of trouble."""
    return say(f"site_kind_{kind.name.lower()}")


def kinds() -> dict[Kind, str]:
    """Names of the kinds of trouble, in the order in which the home page offers them."""
    return {kind: kind_name(kind) for kind in Kind}


def remedy(kind: Kind) -> str:
    """What to do about trouble of one of the kinds that are `UNSEEN`."""
    return say(f"site_remedy_{kind.name.lower()}")


def mixes_people(trouble: Trouble, papers: int, group: Group, years: str) -> str:
    """Why a page seems to mix people: ``B (7 papers, 2019–2024) may be another person: no shared co-author``.

    Args:
        trouble: what is probably wrong.
        papers: number of papers of the group that has this problem.
        group: this group.
        years: first and last year of this group, ``""`` if unknown.
    """
    doubts = [evidence(row) for row in group.evidence if not row.supports][:2]
    seen = _group(group, papers, years)
    what = say("site_group_mixed", group=seen) if trouble is Trouble.MIXED else say("site_group_apart", group=seen)
    return f"{what}: {', '.join(doubts)}" if doubts else what


def belongs_to(group: Group, years: str, support: str, name: str, person: str) -> str:
    """Why papers of an unverified page are a verified author's.

    Args:
        group: the papers.
        years: their first and last year, ``""`` if unknown.
        support: the group's strongest reason, ``""`` if there is none.
        name, person: name and ID of the verified author.
    """
    seen = _group(group, len(group.mentions), years)
    what = say("site_group_belongs", group=seen, name=name, person=person)
    return f"{what}: {support}" if support else what


def same_person_page(link: PersonLink, papers: int, reason: str) -> str:
    """Why a page of another name probably shows the same person."""
    return say("site_also_page", name=link.name, count=papers, why=reason)


def two_entries(link: PersonLink, papers: int, compared: Agreement | None, more: int) -> str:
    """Why two verified entries are probably one person's, with what speaks against it.

    Args:
        link: the other entry.
        papers: number of papers on its page.
        compared: what their papers agree and differ in, None if one has no papers.
        more: how many entries there are besides.
    """
    differ = ", ".join(entries_differ(compared))
    return say(
        "site_also_entry",
        name=link.name,
        person=link.id,
        count=papers,
        more=say("site_also_more", count=more) if more else "",
        why="; ".join(entries_agree(compared)),
        against=say("site_against_it", why=differ) if differ else "",
    )


def entries_agree(compared: Agreement | None) -> tuple[str, ...]:
    """What speaks for two entries being one person's; never empty."""
    if compared is None:
        return (say("site_entries_rare_empty"),)
    found = []
    if compared.accounts:
        found.append(_shared(Signal.ACCOUNT, *compared.accounts))
    if compared.coauthors:
        found.append(_shared(Signal.COAUTHORS, *compared.coauthors))
    if compared.linked_by:
        found.append(say("site_entries_linked", names=joined(dict.fromkeys(compared.linked_by))))
    if compared.affiliation:
        found.append(_shared(Signal.AFFILIATION, compared.affiliation))
    return tuple(found) or (say("site_entries_rare"),)


def entries_differ(compared: Agreement | None) -> tuple[str, ...]:
    """What speaks against two entries being one person's."""
    if compared is None:
        return ()
    found = []
    if compared.accounts_differ:
        found.append(_different(Signal.ACCOUNT, *compared.accounts_differ))
    if not compared.coauthors and not compared.linked_by:
        found.append(_different(Signal.COAUTHORS))
    if compared.affiliations_differ:
        found.append(_different(Signal.AFFILIATION, joined(compared.affiliations_differ)))
    if compared.years_apart >= LONG_GAP_YEARS:
        found.append(say("site_entries_years", years=str(compared.years_apart)))
    return tuple(found)


def _shared(signal: Signal, *values: str) -> str:
    return evidence(Evidence(signal, True, values))


def _different(signal: Signal, *values: str) -> str:
    return evidence(Evidence(signal, False, values))


def several_accounts(accounts: Sequence[tuple[str, int]]) -> str:
    """Which accounts the papers of one verified author carry: ``~Lei_Li1 on 12 papers, ~Lei_Li4 on 1 paper``."""
    return shortened_list(tuple(say("site_account_on", account=account, count=papers) for account, papers in accounts))


def twice_on_paper(papers: tuple[str, ...], name: str, is_rare: bool) -> str:
    """Why papers that have a name twice are wrong."""
    which = shortened_list(papers)
    if is_rare:
        return say("site_twice_slip", name=name, which=which)
    return say("site_twice_unsure", name=name, which=which)


def orcid_on_two(papers: tuple[str, ...], name: str, other: str) -> str:
    """Papers on which two authors have one ORCID."""
    return say("site_orcid_on_two", which=shortened_list(papers), name=name, other=other)


def orcid_on_coauthor(papers: tuple[str, ...], name: str, owner: str) -> str:
    """Papers on which a co-author has somebody's ORCID."""
    return say("site_orcid_on_coauthor", which=shortened_list(papers), name=name, owner=owner)


def name_of_coauthor(papers: tuple[str, ...], name: str) -> str:
    """An entry of people.json that has a co-author's name among its own."""
    return say("site_name_of_coauthor", which=shortened_list(papers), name=name)


def _group(group: Group, papers: int, years: str) -> str:
    about = counted("papers", papers)
    return f"{group.id} ({about}, {years})" if years else f"{group.id} ({about})"
