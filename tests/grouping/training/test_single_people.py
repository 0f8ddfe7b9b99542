"""Evaluation also asks whether well-known people stay whole, and what OpenReview accounts are worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.suggester import shipped_suggester
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.simulated_accounts import recent_labels, with_accounts
from generator.grouping.training.single_people import kept_whole, single_people
from generator.model import Block, Instance, Mention, Name
from tests.grouping.wei_zhang import block, corpus


def named(first: str, last: str, papers: int) -> Block:
    name = Name(first, last)
    mentions = (Mention(f"2020.{name.slug}-1.{n}", 0) for n in range(papers))
    return Block(name.slug, tuple(Instance(m, name, ("a-friend",), ("A Friend",), "parsing") for m in mentions))


def test_single_people_are_those_whose_given_names_together_are_rare() -> None:
    common = [named("Wei", f"Family{n}", 10) for n in range(4)]
    rare, few = named("Wei-Hsin", "Zhang", 10), named("Min-Yen", "Kan", 9)
    initials, left_out = named("Q. X.", "Zhang", 10), named("Sina", "Zhang", 10)
    found = single_people([*common, rare, few, initials, left_out], {left_out.slug})
    assert [person.block.slug for person in found] == ["wei-hsin-zhang"]


def test_a_person_in_two_groups_is_not_kept_whole() -> None:
    people = single_people([block()], ())  # three people's papers under one name
    assert [len(person.block.instances) for person in people] == [12]
    model, one = shipped_suggester().model, named("Min-Yen", "Kan", 10)
    both = Block("both", (*block().instances, *one.instances))
    found = kept_whole([*people, *single_people([one], ())], model, corpus(both))
    assert found["all"] == [0.5, 2.0]
    assert found["40 papers or more"] == [0.0, 0.0]


def test_simulated_accounts_are_on_recent_papers_and_nearly_always_the_persons_own() -> None:
    of = block()
    recent = Block(of.slug, tuple(replace(i, year=2020 + n % 6) for n, i in enumerate(of.instances)))
    persons = np.array([n % 3 for n in range(len(of.instances))])
    item = LabelledBlock(recent, BlockFeatures.of(recent.instances, corpus(of)), persons)
    pairs = [
        (instance, person)
        for changed in with_accounts([item] * 40)
        for instance, person in zip(changed.block.instances, persons.tolist(), strict=True)
    ]
    assert not [i for i, _ in pairs if i.openreview and (i.year or 0) < 2023]
    named_ = [(i, person) for i, person in pairs if i.openreview]
    assert 0.7 < len(named_) / sum((i.year or 0) >= 2023 for i, _ in pairs) < 0.9
    own = [i.openreview == f"~Person{person}1" for i, person in named_]
    assert 0.9 < sum(own) / len(own) < 1
    labels = recent_labels([item], {of.slug: {i.mention.key: "x" for i in recent.instances}})
    assert labels[of.slug].keys() == {i.mention.key for i in recent.instances if (i.year or 0) >= 2023}
