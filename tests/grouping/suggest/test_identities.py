"""Whom other sources take the authors for: it stands among the reasons, with the source."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generator.grouping.features.accounts import (
    OTHER_ACCOUNT_LOG_ODDS,
    SAME_ACCOUNT_LOG_ODDS,
    ClusterAccounts,
    account_codes,
    pair_log_odds,
)
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import group_evidence
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.grouping.suggest.suggester import shipped_suggester
from generator.model import Block, Identity, Instance, Mention, Name
from generator.review import phrases
from tests.grouping.wei_zhang import block, corpus, instance


def known(topic: str, number: int, person: str, source: str = "dblp") -> Instance:
    return replace(instance(topic, number), identities=(Identity(source, f"Wei Zhang {person}"),))


def reasons_of(of: Block, topic: str = "parse", other: str = "mt") -> set[str]:
    """Reasons for and against the group of a topic, beside that of another one, which name a source of identities."""
    rows: dict[str, list[int]] = {name: [] for name in ("parse", "mt", "phon")}
    for row, one in enumerate(of.instances):
        rows[one.mention.paper.split(".")[1].split("-")[0]].append(row)
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    found = group_evidence(rows[topic], [("B", rows[other])], of.instances, features, everyone)
    return {phrases.doubt(row) for row in found if row.source}


def test_a_group_says_which_source_knows_its_author() -> None:
    of = block(*(known("parse", n, "0003") for n in range(3)))
    assert reasons_of(of) == {"the same person at DBLP: Wei Zhang 0003 (3 papers)"}


def test_two_people_of_one_source_speak_against_a_group() -> None:
    of = block(known("parse", 0, "0003"), known("parse", 1, "0003"), known("parse", 2, "0007"))
    assert reasons_of(of) == {"different people at DBLP: Wei Zhang 0003, Wei Zhang 0007"}


def test_groups_are_compared_source_by_source() -> None:
    tied = block(known("parse", 0, "0003"), known("mt", 0, "0003"))
    assert reasons_of(tied) == {"tied to B by the same person at DBLP: Wei Zhang 0003"}
    apart = block(known("parse", 0, "0003"), known("mt", 0, "0007"))
    assert reasons_of(apart) == {"apart from B: different people at DBLP: Wei Zhang 0003, Wei Zhang 0007"}
    unrelated = block(known("parse", 0, "0003"), known("mt", 0, "0003", source="workshop"))
    assert reasons_of(unrelated) == set()


def test_a_paper_says_what_a_source_knows_and_where_its_affiliation_is_from() -> None:
    own = replace(known("parse", 0, "0007"), affiliation_source="grobid")
    of = block(own, known("parse", 1, "0003"), known("parse", 2, "0003"))
    group = [row for row, one in enumerate(of.instances) if ".parse" in one.mention.paper]
    row = of.instances.index(own)
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    found = [phrases.evidence(e) for e in paper_evidence(row, group, of.instances, features, everyone) if e.source]
    assert found == [
        "different people at DBLP: Wei Zhang 0007, Wei Zhang 0003",
        "same affiliation: University of Uppsala (4 papers), as GROBID has it",
    ]


def pair(*identities: Identity) -> float:
    """Log odds that two papers are one person's of which only the name is known, and whom a source takes them for."""
    mentions = [
        Instance(Mention(f"paper-{at}", 0), Name("Wei", "Zhang"), identities=(identity,))
        for at, identity in enumerate(identities)
    ]
    of = Block("wei-zhang", tuple(mentions))
    pages = {"page": [i.mention for i in mentions]}
    scores = shipped_suggester().suggest_pages(of, pages, corpus(block()))["page"].scores
    return float(scores.log_odds[0, 1])


def test_what_one_source_knows_counts_for_and_against_one_person() -> None:
    same, other = pair(*[Identity("dblp", "1")] * 2), pair(Identity("dblp", "1"), Identity("dblp", "2"))
    unknown = pair(Identity("dblp", "1"), Identity("workshop", "1"))  # sources are not compared with each other
    assert other + 3 < unknown < same - 3


def test_sources_that_agree_count_once_and_those_that_differ_cancel_out() -> None:
    mentions = [known("parse", 0, "1"), known("mt", 0, "1")]
    once = pair_log_odds(account_codes(mentions))[0, 1]
    twice = [replace(one, identities=(*one.identities, Identity("workshop", "7"))) for one in mentions]
    assert pair_log_odds(account_codes(twice))[0, 1] == once == np.float32(SAME_ACCOUNT_LOG_ODDS)
    contradicted = [replace(one, openreview=f"~Wei_Zhang{n}") for n, one in enumerate(twice)]
    assert 0 < pair_log_odds(account_codes(contradicted))[0, 1] < once


def test_groups_that_a_source_holds_to_be_one_person_come_closer_while_they_grow() -> None:
    mentions = [known(topic, n, "1") for topic in ("parse", "mt") for n in range(2)] + [known("phon", 0, "2")]
    clusters = ClusterAccounts(account_codes(mentions), np.arange(5))
    clusters.merge(0, 1)
    clusters.merge(2, 3)
    assert clusters.log_odds(0)[[2, 4]].tolist() == pytest.approx([SAME_ACCOUNT_LOG_ODDS, OTHER_ACCOUNT_LOG_ODDS])


def groups(of: Block) -> list[set[str]]:
    """Topics of each group of mentions, largest first."""
    found = shipped_suggester().suggest(of, corpus(of))
    return [{mention.paper.split(".")[1].split("-")[0] for mention in cluster.mentions} for cluster in found]


def test_one_person_of_a_source_is_joined_though_all_else_differs() -> None:
    same = [known(topic, n, "0003") for topic, count in (("parse", 5), ("mt", 4)) for n in range(count)]
    assert groups(block(*same)) == [{"parse", "mt"}, {"phon"}]


def test_two_people_of_a_source_come_apart_though_they_share_a_laboratory() -> None:
    of = block(*(known("parse", n, f"000{1 + n % 2}") for n in range(5)))
    assert sorted(map(min, groups(of))) == ["mt", "parse", "parse", "phon"]
