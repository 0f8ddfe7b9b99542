"""People who are almost surely one each, by their name: how many of them the groups keep whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.features.name_rarity import name_parts
from generator.grouping.model.trained_model import Model
from generator.model import Block

MIN_PAPERS, MAX_NAMES, COMMON_FAMILY, MANY_PAPERS = 10, 3, 50, 40
_BLOCKS_AT_ONCE = 50


@dataclass(frozen=True)
class SinglePerson:
    """A block that is almost surely one person's.

    Attributes:
        block: its instances, without IDs and ORCIDs.
        common_family: whether at least `COMMON_FAMILY` names have the family name.
    """

    block: Block
    common_family: bool


def single_people(blocks: Sequence[Block], but: Container[str]) -> tuple[SinglePerson, ...]:
    """Return the names with `MIN_PAPERS` papers or more whose given names, taken together, at most `MAX_NAMES` have.

    Args:
        blocks: all blocks, without IDs where they must not be known.
        but: name slugs to leave out.
    """
    parts = {block.slug: name_parts(block.instances[0].name) for block in blocks if block.instances}
    given, family = Counter(first for first, _ in parts.values()), Counter(last for _, last in parts.values())
    return tuple(
        SinglePerson(block, family[last] >= COMMON_FAMILY)
        for block in blocks
        if len(block.instances) >= MIN_PAPERS and block.slug not in but
        for first, last in (parts[block.slug],)
        if max(map(len, first.split("-"))) > 1 and given[first] <= MAX_NAMES
    )


def kept_whole(people: Sequence[SinglePerson], model: Model, corpus: Corpus) -> dict[str, list[float]]:
    """Return ``[share of people in one group, people]`` of all, of common family names, and of many papers."""
    whole: list[bool] = []
    clusterer = model.clusterer()
    for first in range(0, len(people), _BLOCKS_AT_ONCE):
        some = [person.block.instances for person in people[first : first + _BLOCKS_AT_ONCE]]
        for instances, features in zip(some, BlockFeatures.of_many(some, corpus), strict=True):
            whole.append(int(clusterer.fit_predict(instances, features).max()) == 0)
    chosen = {
        "all": [True] * len(people),
        "common family name": [person.common_family for person in people],
        f"{MANY_PAPERS} papers or more": [len(person.block.instances) >= MANY_PAPERS for person in people],
    }
    found = {}
    for name, rows in chosen.items():
        of = [one for one, row in zip(whole, rows, strict=True) if row]
        found[name] = [round(sum(of) / max(len(of), 1), 4), float(len(of))]
    return found
