"""Training data: labelled blocks of the gold file, other labelled blocks, and labelled pairs of names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from generator.anthology.data import AnthologyData
from generator.anthology.instances import blocks
from generator.errors import DataError
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.training.gold import Gold
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.mixtures import FRESH_KINDS, Mixture, mixtures
from generator.grouping.training.name_pairs import NamePairs, name_pairs
from generator.grouping.training.single_people import SinglePerson, single_people
from generator.model import Block, Instance


@dataclass(frozen=True)
class TrainingData:
    """Labelled data for training and evaluation.

    Attributes:
        gold: labelled blocks of the gold file, in its order, without IDs and ORCIDs.
        extra: other blocks, whose labels are their explicit IDs, and mixtures (`generator.grouping.training.mixtures`).
        corpus: statistics of all papers.
        names: labelled pairs of names.
        fresh: mixtures of people who are never used in training.
        people: names that are almost surely one person's each.
    """

    gold: tuple[LabelledBlock, ...]
    extra: tuple[LabelledBlock, ...]
    corpus: Corpus
    names: NamePairs
    fresh: tuple[LabelledBlock, ...]
    people: tuple[SinglePerson, ...]


EXTRA_WEIGHT = 0.5
"""Weight of other blocks in training; blocks of the gold file have 1."""
_MAX_MENTIONS_OF_ONE_PERSON = 60
_EVERY = 6
"""One in six blocks of one person is used: more of them would bias the scorers towards merging."""


def read_training_data(gold: Gold, data_dir: Path, with_extra: bool = True) -> TrainingData:
    """Read the data and compute the features of all labelled blocks.

    IDs and ORCIDs of gold blocks are hidden, and co-authors are known by their printed names only: so no ID reveals a
    label.

    Args:
        gold: labels.
        data_dir: holds ``xml/`` and ``json/``.
        with_extra: whether blocks outside the gold file are needed, as for training.

    Raises:
        DataError: the data can't be read, or have no mention of a block of the gold file.
    """
    found = list(blocks(AnthologyData.read(data_dir, os.cpu_count() or 1), hide=frozenset(gold.blocks)))
    corpus = Corpus.build(instance for block in found for instance in block.instances)
    by_slug = {block.slug: block for block in found}
    missing = sorted(gold.blocks.keys() - by_slug.keys())
    if missing:
        raise DataError(
            f"{data_dir}: has no mention of {missing[0]}, which is a block of the gold file."
            " Use the data from which the gold file was made."
        )
    scored = [
        label(by_slug[slug], [labels.get(i.mention.key, "") for i in by_slug[slug].instances], corpus, gold.tiers[slug])
        for slug, labels in gold.blocks.items()
    ]
    names = name_pairs([block for block in found if block.instances], gold.persons_with_several_names, corpus)
    extra = list(_extra(found, gold, corpus)) if with_extra else []
    others = [block for block in found if block.slug not in gold.blocks]
    fresh = tuple(label_mixture(m, corpus) for m in mixtures(others, corpus, FRESH_KINDS, seed=7, fresh=True))
    hidden = [Block(block.slug, tuple(map(_without_ids, block.instances))) for block in found]
    return TrainingData(tuple(scored), tuple(extra), corpus, names, fresh, single_people(hidden, gold.blocks))


def _extra(found: Sequence[Block], gold: Gold, corpus: Corpus) -> Iterator[LabelledBlock]:
    several = [b for b in found if _is_extra(b, gold) and len({i.person for i in b.instances if i.person}) > 1]
    one = [b for b in found if _is_extra(b, gold) and len({i.person for i in b.instances if i.person}) == 1]
    for block in [*several, *one[::_EVERY]]:
        yield label(block, [i.person for i in block.instances], corpus, weight=EXTRA_WEIGHT)
    for mixture in mixtures([b for b in found if b.slug not in gold.blocks], corpus):
        yield label_mixture(mixture, corpus)


def label_mixture(mixture: Mixture, corpus: Corpus) -> LabelledBlock:
    """Return a mixture with its labels; its persons' own names are left out of the network of co-authors."""
    tier = "ambiguous" if mixture.kind.persons[1] > 1 else "single"
    return label(
        mixture.block, mixture.persons, corpus, tier, mixture.kind.weight, other_names=frozenset(mixture.persons)
    )


def label(
    block: Block,
    persons: Sequence[str],
    corpus: Corpus,
    tier: str = "",
    weight: float = 1.0,
    other_names: frozenset[str] = frozenset(),
) -> LabelledBlock:
    """Return a block without its IDs and ORCIDs, with labels.

    Args:
        block: the block.
        persons: label of each instance, ``""`` where unknown.
        corpus: statistics of all papers.
        tier, weight: as for `LabelledBlock`.
        other_names: as for `BlockFeatures.of`.
    """
    hidden = tuple(_without_ids(instance) for instance in block.instances)
    code: dict[str, int] = {}
    labels = np.array([code.setdefault(person, len(code)) if person else -1 for person in persons])
    features = BlockFeatures.of(hidden, corpus, other_names)
    return LabelledBlock(Block(block.slug, hidden), features, labels, tier, weight)


def _is_extra(block: Block, gold: Gold) -> bool:
    """Whether a block is outside the gold file and has enough explicit IDs to be used for training."""
    persons = [instance.person for instance in block.instances if instance.person]
    if block.slug in gold.blocks or len(persons) < 2:
        return False
    # Large blocks of one person would take most of the time and teach little.
    return len(set(persons)) > 1 or len(block.instances) <= _MAX_MENTIONS_OF_ONE_PERSON


def _without_ids(instance: Instance) -> Instance:
    return replace(instance, person="", orcid="") if instance.person or instance.orcid else instance
