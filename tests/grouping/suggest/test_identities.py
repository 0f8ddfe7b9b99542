"""Whom other sources take the authors for: it stands among the reasons, with the source."""

from __future__ import annotations

from dataclasses import replace

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import group_evidence
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.model import Block, Identity, Instance
from generator.review import english
from tests.grouping.wei_zhang import block, corpus, instance


def known(topic: str, number: int, person: str, source: str = "dblp") -> Instance:
    return replace(instance(topic, number), identities=(Identity(source, f"Wei Zhang {person}"),))


def phrases(of: Block, topic: str = "parse", other: str = "mt") -> set[str]:
    """Reasons for and against the group of a topic, beside that of another one, which name a source of identities."""
    rows: dict[str, list[int]] = {name: [] for name in ("parse", "mt", "phon")}
    for row, one in enumerate(of.instances):
        rows[one.mention.paper.split(".")[1].split("-")[0]].append(row)
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    found = group_evidence(rows[topic], [("B", rows[other])], of.instances, features, everyone)
    return {english.doubt(row) for row in found if row.source}


def test_a_group_says_which_source_knows_its_author() -> None:
    of = block(*(known("parse", n, "0003") for n in range(3)))
    assert phrases(of) == {"the same person at DBLP: Wei Zhang 0003 (3 papers)"}


def test_two_people_of_one_source_speak_against_a_group() -> None:
    of = block(known("parse", 0, "0003"), known("parse", 1, "0003"), known("parse", 2, "0007"))
    assert phrases(of) == {"different people at DBLP: Wei Zhang 0003, Wei Zhang 0007"}


def test_groups_are_compared_source_by_source() -> None:
    tied = block(known("parse", 0, "0003"), known("mt", 0, "0003"))
    assert phrases(tied) == {"tied to B by the same person at DBLP: Wei Zhang 0003"}
    apart = block(known("parse", 0, "0003"), known("mt", 0, "0007"))
    assert phrases(apart) == {"apart from B: different people at DBLP: Wei Zhang 0003, Wei Zhang 0007"}
    unrelated = block(known("parse", 0, "0003"), known("mt", 0, "0003", source="workshop"))
    assert phrases(unrelated) == set()


def test_a_paper_says_what_a_source_knows_and_where_its_affiliation_is_from() -> None:
    own = replace(known("parse", 0, "0007"), affiliation_source="grobid")
    of = block(own, known("parse", 1, "0003"), known("parse", 2, "0003"))
    group = [row for row, one in enumerate(of.instances) if ".parse" in one.mention.paper]
    row = of.instances.index(own)
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    found = [english.evidence(e) for e in paper_evidence(row, group, of.instances, features, everyone) if e.source]
    assert found == [
        "different people at DBLP: Wei Zhang 0007, Wei Zhang 0003",
        "same affiliation: University of Uppsala (4 papers), as GROBID has it",
    ]
