"""Two verified entries of one person are named with their reasons; two namesakes are left alone."""

from __future__ import annotations

from generator.model import AuthorPage, Decided, Name
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.entry_pairs import EntryPair, compare_entries, entries_to_compare, same_entries
from tests.review.findings import ORCID, context, corpus, page, paper

MATE, OTHER = (
    ("Ulla Quartapelle", "ulla-quartapelle/unverified"),
    ("Yrsa Vanderstraeten", "yrsa-vanderstraeten/unverified"),
)
OLD = page(
    "dorte-oxlip", "Dorte Oxlip", *(paper(f"201{at}.abc-1.1", ("Dorte Oxlip", "dorte-oxlip"), MATE) for at in range(4))
)
WITH_ORCID = "dorte-oxlip-0019"


def new(mate: tuple[str, str]) -> AuthorPage:
    return page(WITH_ORCID, "Dorte Oxlip", paper("2015.abc-1.1", ("Dorte Oxlip", WITH_ORCID), mate), orcid=ORCID)


def found(*pages: AuthorPage) -> list[EntryPair]:
    summaries = {p.id: AuthorPageSummary.of(p, p) for p in pages}
    return compare_entries(entries_to_compare(summaries), summaries, [context(*pages)], corpus(*pages))


def test_an_old_entry_beside_one_with_orcid_is_named_with_the_shared_coauthor() -> None:
    (pair,) = found(OLD, new(MATE))
    assert (pair.a, pair.b) == ("dorte-oxlip", WITH_ORCID) and pair.probability > 0.95
    pages = {p.id: AuthorPageSummary.of(p, p) for p in (OLD, new(MATE))}
    same = same_entries([pair], pages, Decided())
    assert same["dorte-oxlip"][0].link.id == WITH_ORCID and same[WITH_ORCID][0].papers == 4
    assert same["dorte-oxlip"][0].support == ("same co-authors: Ulla Quartapelle",)


def test_two_entries_that_a_reviewer_told_apart_are_not_named_again() -> None:
    (pair,) = found(OLD, new(MATE))
    pages = {p.id: AuthorPageSummary.of(p, p) for p in (OLD, new(MATE))}
    assert same_entries([pair], pages, Decided(((WITH_ORCID, "dorte-oxlip"),))) == {}


def test_a_coauthor_who_is_not_shared_is_told_as_counter_evidence() -> None:
    (pair,) = found(OLD, new(OTHER))
    assert pair.probability < found(OLD, new(MATE))[0].probability
    pages = {p.id: AuthorPageSummary.of(p, p) for p in (OLD, new(OTHER))}
    assert same_entries([pair], pages, Decided())[WITH_ORCID][0].doubts == ("no shared co-author",)


def test_namesakes_with_a_common_name_who_share_nothing_are_not_proposed() -> None:
    one = page("wei-wang", "Wei Wang", paper("2015.abc-1.1", ("Wei Wang", "wei-wang"), MATE))
    two = page("wei-wang-0019", "Wei Wang", paper("2016.abc-1.1", ("Wei Wang", "wei-wang-0019"), OTHER), orcid=ORCID)
    assert found(one, two) == []


def test_two_entries_told_apart_by_hand_need_more_than_a_rare_name() -> None:
    told = [
        page(
            f"dorte-oxlip-{at}",
            "Dorte Oxlip",
            paper(f"201{at}.abc-1.1", ("Dorte Oxlip", f"dorte-oxlip-{at}"), mate),
            comment=f"Town {at}",
        )
        for at, mate in enumerate((MATE, OTHER))
    ]
    assert all(pair.probability < found(OLD, new(OTHER))[0].probability for pair in found(*told))


def test_coauthors_are_two_people_even_if_an_entry_has_both_names() -> None:
    both = (Name("Ulla", "Quartapelle"), Name("Dorte", "Oxlip"))
    mixed = page(
        "ulla-quartapelle",
        "Ulla Quartapelle",
        paper("2015.abc-1.1", ("Dorte Oxlip", "dorte-oxlip"), ("Ulla Quartapelle", "ulla-quartapelle")),
        also_published_as=both,
        orcid=ORCID,
    )
    assert found(page("dorte-oxlip", "Dorte Oxlip", *OLD.papers, *mixed.papers), mixed) == []


def test_a_catch_all_is_nobodys_twin() -> None:
    catch_all = page("dorte-oxlip", "Dorte Oxlip", *OLD.papers, comment="May refer to multiple people")
    assert found(catch_all, new(MATE)) == []


def test_an_entry_without_papers_is_named_on_the_page_of_the_other() -> None:
    empty = page("dorte-oxlip", "Dorte Oxlip")
    (pair,) = found(empty, new(MATE))
    assert pair.agreement is None and pair.probability > 0.5
