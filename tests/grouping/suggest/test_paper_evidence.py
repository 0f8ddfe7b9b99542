"""A paper's own evidence for and against its group."""

from __future__ import annotations

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.model import Signal
from tests.grouping.wei_zhang import block, corpus, mention_of


def test_a_paper_without_ties_to_its_group_has_evidence_against_it() -> None:
    of = block()
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    row = {i.mention: at for at, i in enumerate(of.instances)}
    group = [row[mention_of("parse", number)] for number in range(5)]
    own = paper_evidence(group[0], group, of.instances, features, everyone)
    assert {e.signal for e in own if e.supports} >= {Signal.COAUTHORS, Signal.TOPIC, Signal.AFFILIATION}
    strange = paper_evidence(row[mention_of("phon", 0)], group, of.instances, features, everyone)
    assert {e.signal for e in strange if not e.supports} >= {Signal.COAUTHORS, Signal.AFFILIATION}
    assert paper_evidence(group[0], group[:1], of.instances, features, everyone) == ()
