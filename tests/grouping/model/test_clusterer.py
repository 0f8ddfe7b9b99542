"""A rare name holds a career together; a common one, or one of which too little is known, doesn't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.features.name_rarity import POPULATION, NameCounts, Namesakes
from generator.grouping.model.clusterer import Clusterer, name_log_odds
from generator.grouping.suggest.suggester import shipped_suggester
from generator.model import Instance, Name
from tests.grouping.wei_zhang import block, corpus

RARE = Name("Qadira", "Wolkenstein")


def groups(name: Name, statistics: Corpus) -> int:
    """How many groups the papers of `wei_zhang` have under a name."""
    instances = [replace(i, name=name) for i in block().instances]
    clusterer = shipped_suggester().model.clusterer()
    return int(clusterer.fit_predict(instances, BlockFeatures.of(instances, statistics)).max()) + 1


def test_careers_under_a_name_of_one_person_are_joined_where_those_of_a_common_name_stay_apart() -> None:
    small = corpus(block())
    large = replace(small, name_counts=NameCounts.of((f"given{n}", f"family{n}") for n in range(POPULATION)))
    assert groups(RARE, large) < groups(Name("Wei", "Zhang"), large)


def test_a_name_is_not_taken_for_one_persons_because_a_small_catalogue_has_it_once() -> None:
    small = corpus(block())
    instances = [replace(i, name=RARE) for i in block().instances]
    of = BlockFeatures.of(instances, small).namesakes
    assert of.log_expected < -2
    assert -1 < name_log_odds(of, 100, shipped_suggester().model.neutral_log_namesakes) < 0


@pytest.mark.parametrize(
    ("log_highest", "mentions", "added"),
    [(1.0, 99, 0.0), (-1.0, 99, 0.0), (-1.301, 12, 0.693), (-2.0, 12, 2.303), (-9.0, 99, 3.0), (-9.0, 11, 0.0)],
)
def test_half_as_many_people_of_a_name_double_the_odds_of_a_career(
    log_highest: float, mentions: int, added: float
) -> None:
    assert name_log_odds(Namesakes(log_highest, log_highest, log_highest), mentions, -1.0) == pytest.approx(
        added, abs=1e-3
    )


def test_however_rare_the_name_two_ids_stay_apart() -> None:
    small = corpus(block())
    large = replace(small, name_counts=NameCounts.of((f"given{n}", f"family{n}") for n in range(POPULATION)))

    def with_id(i: Instance) -> Instance:
        return replace(i, name=RARE, person="a" if i.venue == "parse" else "b")

    instances = [with_id(i) for i in block().instances]
    clusterer: Clusterer = shipped_suggester().model.clusterer()
    labels = clusterer.fit_predict(instances, BlockFeatures.of(instances, large))
    assert {i.person for i, label in zip(instances, labels, strict=True) if label == labels[0]} == {instances[0].person}
