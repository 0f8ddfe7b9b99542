"""Slips on single author slots are found, each as its own kind of trouble; what is right is left alone."""

from __future__ import annotations

from dataclasses import replace

from generator.model import AuthorPage, Mention, Person, Slot
from generator.review.finding import Finding, Kind
from generator.review.slot_findings import slot_findings
from tests.review.findings import ORCID, context, corpus, page, paper, person, slot

DORTE, ULLA = ("Dorte Oxlip", "dorte-oxlip"), ("Ulla Quartapelle", "ulla-quartapelle/unverified")


def found(own: AuthorPage, slots: list[Slot], *persons: Person, **values: object) -> list[Finding]:
    known = replace(
        context(own),
        slots={one.mention: one for one in slots},
        persons={one.id: one for one in persons},
        **values,  # type: ignore[arg-type]
    )
    instances = {instance.mention: instance for instance in known.block().instances}
    return list(slot_findings(own, known, instances, corpus(own)))


def test_a_name_twice_on_a_paper_is_a_slip_if_rare_and_perhaps_two_people_if_common() -> None:
    twice = page("dorte-oxlip", "Dorte Oxlip", paper("2015.abc-1.1", DORTE, ULLA, DORTE))
    (slip,) = found(twice, [])
    assert slip.kind is Kind.TWICE_ON_PAPER and slip.chance > 0.9 and slip.persons == 1
    assert slip.reason == "Dorte Oxlip stands twice on 2015.abc-1.1, probably by a slip"
    common = ("Wei Wang", "wei-wang/unverified")
    (two,) = found(page("wei-wang/unverified", "Wei Wang", paper("2015.abc-1.1", common, common)), [])
    assert (
        two.persons == 2 and two.reason == "2015.abc-1.1: two authors are called Wei Wang, two people or one by a slip"
    )


def test_a_rare_name_twice_with_another_affiliation_is_not_called_a_slip() -> None:
    twice = page("dorte-oxlip", "Dorte Oxlip", paper("2015.abc-1.1", DORTE, ULLA, DORTE))
    slots = [slot(mention, "Dorte Oxlip") for mention in twice.mentions]
    (finding,) = found(twice, [slots[0], replace(slots[1], affiliation="University of Lagos")])
    assert finding.persons == 2 and "two people or one by a slip" in finding.reason


def test_namesakes_who_wrote_a_paper_together_and_are_told_apart_are_no_trouble() -> None:
    one, two = ("Wei Wang", "wei-wang-a"), ("Wei Wang", "wei-wang-b")
    assert found(page("wei-wang-b", "Wei Wang", paper("2015.abc-1.1", one, two)), []) == []


def test_an_orcid_on_a_coauthor_is_found_on_the_page_that_gets_the_paper() -> None:
    # The ORCID's entry took in the co-author's name when the slot got its ID.
    right = [paper(f"201{at}.abc-1.1", DORTE) for at in range(3)]
    wrong = paper("2019.abc-1.1", ("Dorte Oxlip", "dorte-oxlip/unverified"), ("Ulla Quartapelle", "dorte-oxlip"))
    own = page("dorte-oxlip", "Dorte Oxlip", *right, wrong)
    slots = [slot(m, "Dorte Oxlip", person="dorte-oxlip", orcid=ORCID) for m in own.mentions[:3]]
    slots.append(slot(Mention("2019.abc-1.1", 1), "Ulla Quartapelle", person="dorte-oxlip", orcid=ORCID))
    entry = person("dorte-oxlip", "Dorte Oxlip", "Ulla Quartapelle", orcid=ORCID)
    (finding,) = found(own, slots, entry)
    assert finding.kind is Kind.WRONG_ORCID
    assert finding.reason == "2019.abc-1.1: the ORCID of Dorte Oxlip stands on the co-author Ulla Quartapelle"
    # Without the slot, the name that it left in the entry still gives it away.
    own = page("dorte-oxlip", "Dorte Oxlip", *right, paper("2020.abc-1.1", DORTE, ULLA))
    (finding,) = found(own, slots[:3], entry)
    assert finding.reason == "the entry has the name of Ulla Quartapelle, a co-author on 2020.abc-1.1"


def test_forms_of_one_name_and_a_namesake_beside_the_owner_are_no_wrong_orcid() -> None:
    own = page("dorte-oxlip", "Dorte Oxlip", paper("2019.abc-1.1", DORTE, ("D. Oxlip", "d-oxlip/unverified")))
    slots = [slot(own.mentions[0], "Dorte Oxlip", person="dorte-oxlip", orcid=ORCID)]
    assert found(own, slots, person("dorte-oxlip", "Dorte Oxlip", "D. Oxlip", orcid=ORCID)) == []


def test_one_orcid_on_two_authors_of_a_paper_is_found() -> None:
    own = page("dorte-oxlip", "Dorte Oxlip", paper("2019.abc-1.1", DORTE, ULLA))
    slots = [slot(own.mentions[0], "Dorte Oxlip", person="dorte-oxlip", orcid=ORCID)]
    twins = {own.mentions[0]: ("Ulla Quartapelle",)}
    (finding,) = found(own, slots, person("dorte-oxlip", "Dorte Oxlip", orcid=ORCID), orcid_twins=twins)
    assert finding.reason == "2019.abc-1.1: Dorte Oxlip and Ulla Quartapelle have the same ORCID"


def test_accounts_on_an_entry_count_more_if_the_name_is_common_and_the_papers_share_nothing() -> None:
    def of_name(name: str, page_id: str, mate: str) -> float:
        author = (name, page_id)
        own = page(page_id, name, paper("2024.abc-1.1", author, ULLA), paper("2025.abc-1.1", author, (mate, "m")))
        slots = [slot(m, name, person=page_id, openreview=f"~A{at}") for at, m in enumerate(own.mentions, 1)]
        (finding,) = found(own, slots, person(page_id, name))
        assert finding.kind is Kind.SEVERAL_ACCOUNTS and finding.persons == 2
        assert finding.reason == "~A1 on 1 paper, ~A2 on 1 paper"
        return finding.chance

    rare, common = of_name("Dorte Oxlip", "dorte-oxlip", "Ulla Quartapelle"), of_name("Wei Wang", "wei-wang", "Bo Mate")
    assert rare < 0.1 and common > 0.9


def test_one_account_or_accounts_on_an_unverified_page_are_no_trouble_of_their_own() -> None:
    author = ("Dorte Oxlip", "dorte-oxlip/unverified")
    own = page("dorte-oxlip/unverified", "Dorte Oxlip", paper("2024.abc-1.1", author), paper("2025.abc-1.1", author))
    assert found(own, [slot(m, "Dorte Oxlip", openreview=f"~A{at}") for at, m in enumerate(own.mentions)]) == []
    verified = page("dorte-oxlip", "Dorte Oxlip", paper("2024.abc-1.1", DORTE), paper("2025.abc-1.1", DORTE))
    slots = [slot(m, "Dorte Oxlip", openreview="~A1") for m in verified.mentions]
    assert found(verified, slots, person("dorte-oxlip", "Dorte Oxlip")) == []
