"""Two sets of papers of one name are compared by what tells one person from a namesake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.grouping.model.agreement import Agreement, agreement
from generator.model import Instance
from tests.grouping.wei_zhang import block, corpus, instance

CORPUS = corpus(block())


def compared(a: Sequence[Instance], b: Sequence[Instance], others: Sequence[Instance] = ()) -> Agreement:
    return agreement(a, b, others, ["wei-zhang"], CORPUS)


def without_affiliation(topic: str, number: int) -> Instance:
    return replace(instance(topic, number), affiliation="")


def test_a_telling_coauthor_makes_two_entries_one_and_a_missing_one_makes_them_two() -> None:
    same = compared([without_affiliation("parse", 0)], [without_affiliation("parse", 1)])
    apart = compared([without_affiliation("parse", 0)], [without_affiliation("mt", 0)])
    assert same.coauthors == ("Tomás Brzezinski",)
    assert same.probability(0.0) > 0.95 and apart.probability(0.0) < 0.3


def test_other_papers_of_the_name_can_lead_from_one_entry_to_the_other() -> None:
    a, b = (
        replace(instance("parse", 0), coauthors=("greta-olufsen",), coauthor_names=("Greta Olufsen",)),
        instance("mt", 0),
    )
    a, b = replace(a, affiliation=""), replace(b, affiliation="")
    bridge = replace(
        instance("phon", 0),
        coauthors=("greta-olufsen", "hiroto-yanagisawa"),
        coauthor_names=("Greta Olufsen", "Hiroto Yanagisawa"),
    )
    assert compared([a], [b]).linked_by == ()
    linked = compared([a], [b], [bridge])
    assert linked.linked_by == ("Greta Olufsen", "Hiroto Yanagisawa")
    assert linked.probability(0.0) > compared([a], [b]).probability(0.0)


def test_affiliations_and_accounts_count_in_both_directions() -> None:
    a, b = instance("parse", 0), without_affiliation("mt", 0)
    unknown = compared([a], [b])
    same = compared([a], [replace(b, affiliation="Dept. of Linguistics, University of Uppsala")])
    other = compared([a], [replace(b, affiliation="Tokyo Institute of Technology")])
    assert (
        same.affiliation == "University of Uppsala" and other.affiliations_differ[1] == "Tokyo Institute of Technology"
    )
    assert same.weight > unknown.weight > other.weight
    accounts = [[replace(one, openreview=f"~Wei_Zhang{at}") for one in (a, b)] for at in (1, 2)]
    assert compared([accounts[0][0]], [accounts[0][1]]).weight > unknown.weight
    assert compared([accounts[0][0]], [accounts[1][1]]).accounts_differ == ("~Wei_Zhang1", "~Wei_Zhang2")
    assert compared([accounts[0][0]], [accounts[1][1]]).weight < unknown.weight
