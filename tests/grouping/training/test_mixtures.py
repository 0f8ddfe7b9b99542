"""What the model learns from and how its figures are counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.model.calibration import PAPER, Calibration
from generator.grouping.training.fit import Labelled
from generator.grouping.training.metrics import reliability
from generator.grouping.training.mixtures import mixtures
from generator.grouping.training.ranking_questions import leave_one_out, mean_average_precision, planted_stranger
from generator.model import Block, Instance, Mention, Name

_RARE = ("Qadira Wolkenstein", "Ilmari Übelhack", "Sudarat Grzegorczyk", "Teuvo Brambilla", "Oyelaran Fitzwarren")


def person(at: int, papers: int = 4) -> Block:
    name = Name(*_RARE[at].split(" "))
    instances = [
        Instance(Mention(f"20{10 + n}.test-{at}.{n}", 0), name, (f"friend-{at}",), (f"Friend {at}",), f"title {n}")
        for n in range(papers)
    ]
    return Block(name.slug, tuple(replace(i, person=name.slug) for i in instances))


def corpus_of(blocks: list[Block]) -> Corpus:
    # Among few authors no name is rare.
    crowd = tuple(f"author-number-{n}" for n in range(3000))
    many = Instance(Mention("2000.crowd-1.1", 0), Name("Just", "Anybody"), crowd, crowd, "crowd")
    return Corpus.build([many, *(i for block in blocks for i in block.instances)])


def people() -> tuple[list[Block], Corpus]:
    blocks = [person(at) for at in range(len(_RARE))]
    return blocks, corpus_of(blocks)


def test_mixtures_hide_whose_papers_they_are_but_for_the_label() -> None:
    blocks, corpus = people()
    found = list(mixtures(blocks, corpus, count=5))
    assert found
    for block, persons in found:
        assert len(block.instances) == len(persons)
        assert len(set(persons)) > 1
        assert {i.name.slug for i in block.instances} == {block.slug}
        assert not {i.person or i.orcid for i in block.instances} - {""}
        assert all(persons[k] not in block.slug for k in range(len(persons)))


def test_mixtures_are_the_same_in_every_training() -> None:
    blocks, corpus = people()
    assert list(mixtures(blocks, corpus, count=5)) == list(mixtures(blocks, corpus, count=5))


def test_a_paper_of_two_people_gives_none_of_them_away() -> None:
    blocks, _ = people()
    shared = Mention("2020.both-1.1", 0)
    both = [
        replace(blocks[0].instances[0], mention=shared, coauthors=(blocks[1].slug,), coauthor_names=("x",)),
        replace(blocks[1].instances[0], mention=replace(shared, position=1), coauthors=(blocks[0].slug,)),
    ]
    pair = [Block(b.slug, (*b.instances, i)) for b, i in zip(blocks[:2], both, strict=True)]
    found = list(mixtures(pair, corpus_of(pair), count=3))
    assert found
    for block, _ in found:
        assert shared.paper not in {i.mention.paper for i in block.instances}


def test_a_name_that_several_may_have_is_never_taken_for_one_person() -> None:
    common = [Block("wei-wang", tuple(replace(i, name=Name("Wei", "Wang"), person="") for i in person(0).instances))]
    blocks, corpus = people()
    used = {p for _, persons in mixtures([*blocks, *common], corpus, count=20) for p in persons}
    assert used
    assert "wei-wang" not in used


def test_reliability_compares_what_was_said_with_what_came_true() -> None:
    assert reliability([0.95, 0.95, 0.15], [True, False, False]) == [[0.15, 0.0, 1.0], [0.95, 0.5, 2.0]]
    assert reliability([0.95, 0.95], [True, False], weight=[3, 1]) == [[0.95, 0.75, 4.0]]


def test_a_calibration_survives_its_file() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, len(PAPER)))
    fitted = Calibration(features=PAPER).fit(x, x[:, 1] > 0)
    read = Calibration.from_json(fitted.to_json())
    assert np.array_equal(read.predict_proba(x), fitted.predict_proba(x))


def test_ranking_is_perfect_when_scores_tell_people_apart_and_poor_when_they_mislead() -> None:
    blocks, corpus = people()
    instances = tuple(i for block in blocks[:2] for i in block.instances)
    labels = np.array([0] * 4 + [1] * 4)
    item = Labelled(Block("x", instances), BlockFeatures.of(instances, corpus), labels)
    odds = np.where(labels[:, None] == labels, 4, -4).astype(np.float32)
    for question in (leave_one_out, planted_stranger):
        assert mean_average_precision(question(item, odds))[:2] == pytest.approx((1, 1))
        assert mean_average_precision(question(item, -odds))[0] < 0.5
    assert mean_average_precision([]) == (0, 0, 0)
