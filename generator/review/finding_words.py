"""The English of findings: why a page is in the work queue, and why two entries are probably one person's."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grouping.model.agreement import Agreement
from generator.grouping.suggest.group_evidence import LONG_GAP_YEARS
from generator.grouping.suggest.triage import Trouble
from generator.model import Group, PersonLink
from generator.plurals import quantity
from generator.review.english import evidence, shortened_list
from generator.review.finding import Kind

KINDS = {
    Kind.MIXES_PEOPLE: "Mixes people",
    Kind.SEVERAL_PAGES: "One person on several pages",
    Kind.TWO_ENTRIES: "Two verified entries of one person",
    Kind.SEVERAL_ACCOUNTS: "One entry with several accounts",
    Kind.TWICE_ON_PAPER: "Twice on one paper",
    Kind.WRONG_ORCID: "ORCID on the wrong author",
    Kind.CHANGED: "Only changed",
}
"""Kinds of trouble in words, in the order in which the home page offers them."""


def mixes_people(trouble: Trouble, papers: int, group: Group, years: str) -> str:
    """Why a page seems to mix people: ``B (7 papers, 2019–2024) may be another person: no shared co-author``.

    Args:
        trouble: what is probably wrong.
        papers: number of papers of the group that has this problem.
        group: this group.
        years: first and last year of this group, ``""`` if unknown.
    """
    doubts = [evidence(row) for row in group.evidence if not row.supports][:2]
    what = "may mix several people" if trouble is Trouble.MIXED else "may be another person"
    return f"{_group(group, papers, years)} {what}" + (f": {', '.join(doubts)}" if doubts else "")


def belongs_to(group: Group, years: str, support: str, name: str, person: str) -> str:
    """Why papers of an unverified page are a verified author's.

    Args:
        group: the papers.
        years: their first and last year, ``""`` if unknown.
        support: the group's strongest reason, ``""`` if there is none.
        name, person: name and ID of the verified author.
    """
    why = f": {support}" if support else ""
    return f"{_group(group, len(group.mentions), years)} may belong to {name} ({person}){why}"


def same_person_page(link: PersonLink, papers: int, reason: str) -> str:
    """Why a page of another name probably shows the same person."""
    return f"probably also {link.name} ({quantity(papers, 'paper')}): {reason}"


def two_entries(link: PersonLink, papers: int, compared: Agreement | None, more: int) -> str:
    """Why two verified entries are probably one person's, with what speaks against it.

    Args:
        link: the other entry.
        papers: number of papers on its page.
        compared: what their papers agree and differ in, None if one has no papers.
        more: how many entries there are besides.
    """
    besides = f", and {quantity(more, 'entry', 'entries')} more" if more else ""
    against = entries_differ(compared)
    but = f"; against it: {', '.join(against)}" if against else ""
    why = "; ".join(entries_agree(compared))
    return f"probably also {link.name} ({link.id}, {quantity(papers, 'paper')}){besides}: {why}{but}"


def entries_agree(compared: Agreement | None) -> tuple[str, ...]:
    """What speaks for two entries being one person's; never empty."""
    if compared is None:
        return ("the name is rare, and one of the two has no papers",)
    found = []
    if compared.accounts:
        found.append(f"same OpenReview account: {shortened_list(compared.accounts)}")
    if compared.coauthors:
        found.append(f"same co-authors: {shortened_list(compared.coauthors)}")
    if compared.linked_by:
        found.append(f"other papers of the name link them, with {' and '.join(dict.fromkeys(compared.linked_by))}")
    if compared.affiliation:
        found.append(f"same affiliation: {compared.affiliation}")
    return tuple(found) or ("the name is rare",)


def entries_differ(compared: Agreement | None) -> tuple[str, ...]:
    """What speaks against two entries being one person's."""
    if compared is None:
        return ()
    found = []
    if compared.accounts_differ:
        found.append(f"different OpenReview accounts: {' and '.join(compared.accounts_differ)}")
    if not compared.coauthors and not compared.linked_by:
        found.append("no shared co-author")
    if compared.affiliations_differ:
        found.append(f"different affiliations: {' and '.join(compared.affiliations_differ)}")
    if compared.years_apart >= LONG_GAP_YEARS:
        found.append(f"{compared.years_apart} years apart")
    return tuple(found)


def several_accounts(accounts: Sequence[tuple[str, int]]) -> str:
    """Which accounts the papers of one verified author carry: ``~Lei_Li1 on 12 papers, ~Lei_Li4 on 1 paper``."""
    return shortened_list(tuple(f"{account} on {quantity(papers, 'paper')}" for account, papers in accounts))


def twice_on_paper(papers: tuple[str, ...], name: str, is_rare: bool) -> str:
    """Why papers that have a name twice are wrong."""
    if is_rare:
        return f"{name} stands twice on {shortened_list(papers)}, probably by a slip"
    return f"{shortened_list(papers)}: two authors are called {name}, two people or one by a slip"


def orcid_on_two(papers: tuple[str, ...], name: str, other: str) -> str:
    """Papers on which two authors have one ORCID."""
    return f"{shortened_list(papers)}: {name} and {other} have the same ORCID"


def orcid_on_coauthor(papers: tuple[str, ...], name: str, owner: str) -> str:
    """Papers on which a co-author has somebody's ORCID."""
    return f"{shortened_list(papers)}: the ORCID of {owner} stands on the co-author {name}"


def name_of_coauthor(papers: tuple[str, ...], name: str) -> str:
    """An entry of people.json that has a co-author's name among its own."""
    return f"the entry has the name of {name}, a co-author on {shortened_list(papers)}"


def _group(group: Group, papers: int, years: str) -> str:
    return f"{group.id} ({quantity(papers, 'paper')}{', ' + years if years else ''})"
