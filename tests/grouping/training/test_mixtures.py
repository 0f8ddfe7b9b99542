"""Synthetic training blocks keep the labels hidden and are reproducible."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.features.name_rarity import POPULATION, NameCounts
from generator.grouping.training.mixtures import Kind, Mixture, mixtures
from generator.grouping.training.training_data import label_mixture
from generator.model import Block, Instance, Mention, Name

_RARE = ("Qadira Wolkenstein", "Ilmari Übelhack", "Sudarat Grzegorczyk", "Teuvo Brambilla", "Oyelaran Fitzwarren")


def person(at: int, papers: int = 4) -> Block:
    name = Name(*_RARE[at].split(" "))
    instances = [
        Instance(Mention(f"20{10 + n}.test-{at}.{n}", 0), name, (f"friend-{at}",), (f"Friend {at}",), f"title {n}")
        for n in range(papers)
    ]
    return Block(name.slug, tuple(replace(i, person=name.slug) for i in instances))


@cache
def many_names() -> NameCounts:
    return NameCounts.of((f"given{n}", f"family{n}") for n in range(POPULATION))


def corpus_of(blocks: list[Block]) -> Corpus:
    # Among few names none can be shown to be rare, and among few papers each name is on many of them.
    crowd = tuple(f"author-number-{n}" for n in range(3000))
    many = Instance(Mention("2000.crowd-1.1", 0), Name("Just", "Anybody"), crowd, crowd, "crowd")
    built = Corpus.build([many, *(i for block in blocks for i in block.instances)])
    return replace(built, name_counts=many_names())


def people() -> tuple[list[Block], Corpus]:
    blocks = [person(at) for at in range(len(_RARE))]
    return blocks, corpus_of(blocks)


def made(blocks: list[Block], corpus: Corpus, count: int = 5, persons: tuple[int, int] = (2, 5)) -> list[Mixture]:
    # Of so few people the fifth who are never used in training may be all or none.
    kinds = [Kind(count, persons, (100,), 1.0)]
    return [*mixtures(blocks, corpus, kinds), *mixtures(blocks, corpus, kinds, fresh=True)]


def test_mixtures_reveal_their_persons_in_the_labels_only() -> None:
    found = made(*people())
    assert found
    for mixture in found:
        block, persons = mixture.block, mixture.persons
        assert len(block.instances) == len(persons)
        assert len(set(persons)) > 1
        assert {i.name.slug for i in block.instances} == {block.slug}
        assert not {i.person or i.orcid for i in block.instances} - {""}
        assert all(persons[k] not in block.slug for k in range(len(persons)))


def test_mixtures_are_the_same_in_every_training() -> None:
    assert made(*people()) == made(*people())


def test_a_single_person_gets_a_common_name_too() -> None:
    found = made(*people(), persons=(1, 1))
    assert found
    assert {len(set(mixture.persons)) for mixture in found} == {1}


def test_people_of_fresh_mixtures_are_never_trained_on() -> None:
    blocks, corpus = people()
    kinds = [Kind(20, (1, 2), (100,), 1.0)]
    trained = {p for m in mixtures(blocks, corpus, kinds) for p in m.persons}
    assert trained
    assert not trained & {p for m in mixtures(blocks, corpus, kinds, fresh=True) for p in m.persons}


def test_a_paper_of_two_persons_of_a_mixture_is_left_out() -> None:
    blocks, _ = people()
    shared = Mention("2020.both-1.1", 0)
    both = [
        replace(blocks[0].instances[0], mention=shared, coauthors=(blocks[1].slug,), coauthor_names=("x",)),
        replace(blocks[1].instances[0], mention=replace(shared, position=1), coauthors=(blocks[0].slug,)),
    ]
    pair = [Block(b.slug, (*b.instances, i)) for b, i in zip(blocks[:2], both, strict=True)]
    for mixture in made([*pair, *blocks[2:]], corpus_of([*pair, *blocks[2:]]), count=20):
        if {b.slug for b in pair} <= set(mixture.persons):
            assert shared.paper not in {i.mention.paper for i in mixture.block.instances}


def test_a_common_name_is_never_assumed_to_be_one_persons() -> None:
    common = [Block("wei-wang", tuple(replace(i, name=Name("Wei", "Wang"), person="") for i in person(0).instances))]
    blocks, corpus = people()
    used = {p for mixture in made([*blocks, *common], corpus, count=20) for p in mixture.persons}
    assert used
    assert "wei-wang" not in used


def test_a_person_renamed_throughout_the_corpus_looks_as_in_a_mixture() -> None:
    """Else the person's own name, which co-authors keep in the network, would tell who wrote a paper."""
    # Each friend writes a paper with the person, and one with each of two others.
    blocks = [person(at) for at in range(len(_RARE))]
    friends = [
        Instance(Mention(f"2001.friends-{at}.{n}", 0), Name("Friend", str(at)), coauthors=(slug,), title="talk")
        for at, block in enumerate(blocks)
        for n, slug in enumerate((block.slug, "some-colleague", f"colleague-{at}"))
    ]

    def corpus_with(names: dict[str, str]) -> tuple[list[Block], Corpus]:
        def renamed(i: Instance) -> Instance:
            name = Name.split(names.get(i.name.slug, "")) if i.name.slug in names else i.name
            mates = tuple(Name.split(names[c]).slug if c in names else c for c in i.coauthors)
            return replace(i, name=name, coauthors=mates, coauthor_names=mates)

        changed = [Block(b.slug, tuple(map(renamed, b.instances))) for b in blocks]
        return changed, corpus_of([*changed, Block("friends", tuple(map(renamed, friends)))])

    _, corpus = corpus_with({})
    for mixture in made(blocks, corpus):
        name = mixture.block.instances[0].name.full
        _, renamed_corpus = corpus_with(dict.fromkeys(set(mixture.persons), name))
        hidden = label_mixture(mixture, corpus).features
        really = BlockFeatures.of(label_mixture(mixture, corpus).block.instances, renamed_corpus)
        np.testing.assert_allclose(hidden.pairs[:, :, :12], really.pairs[:, :, :12], atol=0.02)
