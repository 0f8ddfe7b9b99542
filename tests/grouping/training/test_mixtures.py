"""Synthetic training blocks keep the labels hidden and are reproducible."""

from __future__ import annotations

from dataclasses import replace

from generator.grouping.features.corpus import Corpus
from generator.grouping.training.mixtures import mixtures
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


def test_mixtures_reveal_their_persons_in_the_labels_only() -> None:
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


def test_a_paper_of_two_persons_of_a_mixture_is_left_out() -> None:
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


def test_a_common_name_is_never_assumed_to_be_one_persons() -> None:
    common = [Block("wei-wang", tuple(replace(i, name=Name("Wei", "Wang"), person="") for i in person(0).instances))]
    blocks, corpus = people()
    used = {p for _, persons in mixtures([*blocks, *common], corpus, count=20) for p in persons}
    assert used
    assert "wei-wang" not in used
