"""Suggested groups of made-up people of one name: their members, constraints and evidence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.suggester import Suggester
from generator.model import Block, Group, Mention, Signal
from tests.conftest import ROOT
from tests.grouping.wei_zhang import block, corpus, instance, mention_of


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester.load()


def page_groups(suggester: Suggester, of: Block) -> tuple[Group, ...]:
    mentions = [i.mention for i in reversed(of.instances)]
    return suggester.suggest_pages(of, {"wei-zhang/unverified": mentions}, corpus(of))["wei-zhang/unverified"].groups


def topics(group: Group) -> set[str]:
    return {mention.paper.split(".")[1].split("-")[0] for mention in group.mentions}


def test_three_people_of_one_name_get_a_group_each_largest_first(suggester: Suggester) -> None:
    groups = page_groups(suggester, block())
    assert [(g.id, topics(g), len(g.mentions)) for g in groups] == [
        ("A", {"parse"}, 5),
        ("B", {"mt"}, 4),
        ("C", {"phon"}, 3),
    ]
    assert all(0 < g.confidence < 1 for g in groups)


def test_every_mention_of_a_page_is_in_one_group_in_page_order(suggester: Suggester) -> None:
    of = block()
    groups = page_groups(suggester, of)
    order = [i.mention for i in reversed(of.instances)]
    assert sorted(m for g in groups for m in g.mentions) == sorted(order)
    for group in groups:
        assert list(group.mentions) == sorted(group.mentions, key=order.index)


def test_the_same_person_id_joins_what_looks_like_two_people(suggester: Suggester) -> None:
    # Their author moved: other field, other co-authors, other home, but the ID is certain.
    of = block(instance("parse", 0, person="wei-zhang-x"), instance("mt", 0, person="wei-zhang-x"))
    group = next(g for g in page_groups(suggester, of) if mention_of("parse", 0) in g.mentions)
    assert mention_of("mt", 0) in group.mentions
    assert group.suggested == ("wei-zhang-x",)
    assert group.evidence[0].signal is Signal.PERSON_ID


@pytest.mark.parametrize("field", ["person", "orcid"])
def test_different_ids_are_never_in_one_group_however_alike(suggester: Suggester, field: str) -> None:
    certain = [instance("parse", n, **{field: f"id-{n % 2}"}) for n in range(4)]
    groups = page_groups(suggester, block(*certain))
    where = {m: g.id for g in groups for m in g.mentions}
    for a, b in combinations(range(4), 2):
        assert (where[mention_of("parse", a)] == where[mention_of("parse", b)]) == (a % 2 == b % 2)


def test_an_orcid_carries_over_from_a_slot_that_also_has_the_person_id(suggester: Suggester) -> None:
    of = block(
        instance("parse", 0, person="zhang-a", orcid="o-1"),
        instance("mt", 0, orcid="o-1"),
        instance("mt", 1, person="zhang-b"),
    )
    where = {m: g.id for g in page_groups(suggester, of) for m in g.mentions}
    assert where[mention_of("parse", 0)] == where[mention_of("mt", 0)] != where[mention_of("mt", 1)]


def test_an_orcid_on_two_persons_proves_nothing_and_their_ids_win(suggester: Suggester) -> None:
    of = block(instance("parse", 0, person="zhang-a", orcid="o-1"), instance("parse", 1, person="zhang-b", orcid="o-1"))
    where = {m: g.id for g in page_groups(suggester, of) for m in g.mentions}
    assert where[mention_of("parse", 0)] != where[mention_of("parse", 1)]


def test_two_people_of_one_name_on_one_paper_stay_apart(suggester: Suggester) -> None:
    twin = replace(instance("parse", 0), mention=Mention(mention_of("parse", 0).paper, 1))
    where = {m: g.id for g in page_groups(suggester, block(twin)) for m in g.mentions}
    assert where[twin.mention] != where[mention_of("parse", 0)]


def test_pages_of_one_name_are_grouped_together_and_the_verified_one_is_suggested(suggester: Suggester) -> None:
    of = block(instance("parse", 0, person="wei-zhang-x"))
    pages = {
        "wei-zhang-x": [mention_of("parse", 0)],
        "wei-zhang/unverified": [i.mention for i in of.instances if not i.person],
    }
    found = suggester.suggest_pages(of, pages, corpus(of))
    assert [g.mentions for g in found["wei-zhang-x"].groups] == [(mention_of("parse", 0),)]
    assert [g.suggested for g in found["wei-zhang/unverified"].groups if topics(g) == {"parse"}] == [("wei-zhang-x",)]


def test_evidence_names_the_shared_coauthor_and_what_sets_the_groups_apart(suggester: Suggester) -> None:
    first = page_groups(suggester, block())[0]
    coauthors = next(e for e in first.evidence if e.signal is Signal.COAUTHORS and e.supports)
    assert "Tomás Brzezinski" in coauthors.values
    assert coauthors.papers == 5
    topic = next(e for e in first.evidence if e.signal is Signal.TOPIC)
    assert {"parsing", "dependency"} & set(topic.values)
    against = next(e for e in first.evidence if e.signal is Signal.COAUTHORS and not e.supports)
    assert (against.other, against.values) == ("B", ())
    assert all(0 <= e.weight <= 1 for e in first.evidence)


def test_a_page_whose_papers_have_only_a_name_still_gets_groups(suggester: Suggester) -> None:
    bare = [
        replace(i, coauthors=(), coauthor_names=(), title="", abstract="", venue="", year=None, affiliation="")
        for i in block().instances
    ]
    of = Block("wei-zhang", tuple(bare))
    assert sum(len(g.mentions) for g in page_groups(suggester, of)) == len(bare)
    nothing = suggester.suggest_pages(Block("nobody"), {"nobody/unverified": []}, corpus(of))["nobody/unverified"]
    assert (nothing.groups, nothing.triage.score) == ((), 0)


_SCRIPT = """
import json, sys
from dataclasses import asdict
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.suggester import Suggester
from tests.grouping.wei_zhang import block, corpus
of = block()
pages = {"p": [i.mention for i in of.instances]}
found = Suggester.load().suggest_all([(of, pages)], corpus(of), jobs=int(sys.argv[1]))
print(json.dumps({page: [asdict(g) for g in suggestion.groups] for page, suggestion in found.items()}))
"""


def test_groups_are_the_same_whatever_the_hash_seed_and_the_number_of_processes() -> None:
    texts = set()
    for seed, jobs in (("1", "1"), ("77", "2")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        command = [sys.executable, "-c", _SCRIPT, jobs]
        texts.add(subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True).stdout)
    assert len(texts) == 1
    assert len(json.loads(texts.pop())["p"]) == 3


def test_each_paper_has_its_own_probability() -> None:
    of = block()
    mentions = [i.mention for i in of.instances]
    found = Suggester.load().suggest_pages(of, {"page": mentions}, corpus(of))["page"]
    assert found.probabilities.keys() == set(mentions)
    assert all(0 < probability < 1 for probability in found.probabilities.values())


def test_a_block_with_too_many_mentions_is_one_group_a_page_and_compares_nothing(
    suggester: Suggester, monkeypatch: pytest.MonkeyPatch
) -> None:
    large, small = block(), Block("wei-zhang", block().instances[:4])
    mentions = [i.mention for i in large.instances]
    pages = {"a": mentions[:1], "b": mentions[1:], "c": []}
    monkeypatch.setattr("generator.grouping.suggest.suggester.MAX_MENTIONS", len(mentions) - 1)
    work = [(large, pages), (small, {"d": mentions[:4]})]
    found, grouped = suggester.suggest_many(work, corpus(large))
    assert [[list(g.mentions) for g in found[page].groups] for page in pages] == [[mentions[:1]], [mentions[1:]], []]
    assert [e.signal for e in found["b"].groups[0].evidence] == [Signal.TOO_MANY]
    assert found["b"].triage.score > found["a"].triage.score
    assert found["b"].scores.subset(range(len(mentions) - 1)).encoded == ""
    assert grouped["d"].groups == suggester.suggest_pages(small, {"d": mentions[:4]}, corpus(large))["d"].groups
    monkeypatch.setattr(BlockFeatures, "of_many", None)
    suggester.suggest_pages(large, pages, corpus(large))
    assert suggester.suggest(large, corpus(large)) == []
