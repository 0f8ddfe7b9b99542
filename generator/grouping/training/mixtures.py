"""Synthetic training blocks: papers of persons with different, rare names, as if they had one common name.

Most pairs of gold labels are one person's.  From these mixtures the scorers learn to separate persons, also in blocks
as large as those of the most common names, and to keep a single person together whose name is common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from statistics import median
from zlib import crc32

import numpy as np

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_counts import shipped_counts
from generator.grouping.features.name_rarity import name_parts
from generator.model import Block, Instance, Name

MAX_LOG_NAMESAKES, MAX_LOG_NAMESAKES_COMMON_FAMILY = -2.5, -1.4
"""A name is assumed to be one person's if there may well be (`Namesakes.log_highest`) 10 to the power of at most this
many people with it; the second number is for family names among the most common ones, of which few would be left."""
COMMON_NAMES = 100
"""So many family names, and twice as many given names, count as common."""
MAX_PAPERS = 150
"""Papers of a person in a mixture."""
_SHARE_FRESH = 5
"""One person in five is used in fresh mixtures only, never in training."""


@dataclass(frozen=True)
class Kind:
    """A kind of mixture.

    Attributes:
        count: how many are made.
        persons: fewest and most persons, all numbers between them equally often.
        mentions: each mixture has at most one of these numbers of mentions, all equally often.
        weight: of a mixture in training; gold blocks have 1.
    """

    count: int
    persons: tuple[int, int]
    mentions: tuple[int, ...]
    weight: float


KINDS = (
    Kind(160, (1, 1), (150,), 0.3),
    Kind(640, (2, 12), (12, 25, 50, 100), 0.1),
    Kind(24, (20, 90), (100, 200, 330), 1.2),
)
"""Single people under common names, names of several people, and giants like the most common names."""
FRESH_KINDS = (replace(KINDS[0], count=30), replace(KINDS[1], count=120), replace(KINDS[2], count=4))
"""What is made of people who are never used in training."""


@dataclass(frozen=True)
class Mixture:
    """A synthetic block.

    Attributes:
        block: the instances, under a common name that none of the persons has, without IDs.
        persons: person of each instance, by name slug.
        kind: what kind it is.
    """

    block: Block
    persons: tuple[str, ...]
    kind: Kind


def mixtures(
    blocks: Sequence[Block], corpus: Corpus, kinds: Sequence[Kind] = KINDS, seed: int = 0, fresh: bool = False
) -> Iterator[Mixture]:
    """Yield mixtures.

    Half of them have people of one culture of names: all family names are among the most common ones.  The next person
    is drawn at random, or from those who share a co-author with a person already chosen, like namesakes who work in one
    field, or from those who published in the same years.

    Args:
        blocks: all blocks that may be used, sorted by slug; none of a gold file.
        corpus: for how common names are.
        kinds: what to make; one with fewer persons than wanted is left out.
        seed: of the random choice.
        fresh: True for those of persons who are never used in training.
    """
    rng = np.random.default_rng(seed)
    people = [b for b in blocks if (crc32(b.slug.encode()) % _SHARE_FRESH == 0) == fresh and _is_one_person(b, corpus)]
    common_family = [block for block in people if name_parts(block.instances[0].name)[1] in _common_families()]
    pools = [_Pool(pool) for pool in (people, common_family) if pool]
    names = _common_names()
    for kind in kinds:
        for number in range(kind.count if pools else 0):
            chosen = pools[number % len(pools)].draw(kind, rng)
            # Two in a row have one kind of pool each, and must not always have the same names.
            mixture = _mix(chosen, names[number // 2 % len(names)], kind)
            if len(set(mixture.persons)) >= min(kind.persons[0], 2):
                yield mixture


@dataclass(frozen=True)
class _Pool:
    """People of whom some are drawn."""

    people: Sequence[Block]

    @cached_property
    def at_coauthor(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, block in enumerate(self.people):
            for slug in dict.fromkeys(slug for i in block.instances for slug in i.coauthors):
                found.setdefault(slug, []).append(at)
        return found

    @cached_property
    def with_several_papers(self) -> list[int]:
        return [at for at, block in enumerate(self.people) if len(block.instances) > 2]

    @cached_property
    def by_year(self) -> tuple[list[int], dict[int, int]]:
        """People in order of the middle of their years, and the place of each in this order."""
        middle = [median([i.year or 0 for i in block.instances]) for block in self.people]
        order = sorted(range(len(middle)), key=lambda at: (middle[at], at))
        return order, {at: place for place, at in enumerate(order)}

    def draw(self, kind: Kind, rng: np.random.Generator) -> list[Block]:
        """Draw people, with fewer mentions in all than the mixture may have."""
        most = int(rng.choice(kind.mentions))
        wanted = int(rng.integers(kind.persons[0], kind.persons[1] + 1))
        first = self.with_several_papers if wanted == 1 and self.with_several_papers else range(len(self.people))
        chosen = [first[int(rng.integers(len(first)))]]
        size = len(self.people[chosen[0]].instances)
        for _ in range(5 * wanted):  # a person may be drawn twice, or have too many papers
            if len(chosen) == wanted:
                break
            at = self._next(chosen, rng)
            if at not in chosen and size + len(self.people[at].instances) <= most:
                chosen.append(at)
                size += len(self.people[at].instances)
        return [self.people[at] for at in chosen]

    def _next(self, chosen: Sequence[int], rng: np.random.Generator) -> int:
        one, how = chosen[int(rng.integers(len(chosen)))], rng.random()
        near: Sequence[int] = range(len(self.people))
        if how < 0.4:
            coauthors = [slug for i in self.people[one].instances for slug in i.coauthors]
            near = self.at_coauthor[coauthors[int(rng.integers(len(coauthors)))]] if coauthors else near
        elif how < 0.7:
            order, place = self.by_year
            near = order[max(place[one] - len(order) // 20, 0) : place[one] + len(order) // 20 + 1]
        return near[int(rng.integers(len(near)))]


def _is_one_person(block: Block, corpus: Corpus) -> bool:
    if not 0 < len(block.instances) <= MAX_PAPERS or len({i.person for i in block.instances if i.person}) > 1:
        return False
    given, last = name_parts(block.instances[0].name)
    limit = MAX_LOG_NAMESAKES_COMMON_FAMILY if last in _common_families() else MAX_LOG_NAMESAKES
    return corpus.namesakes(given, last).log_highest <= limit


@cache
def _common_families() -> tuple[str, ...]:
    counts = shipped_counts().last_names
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:COMMON_NAMES])


def _common_names() -> list[Name]:
    counts = shipped_counts().given_names
    lasts = _common_families()
    firsts = sorted((name for name in counts if len(name) > 1), key=lambda name: (-counts[name], name))
    # From the most common names to less common ones, in about the proportion that gold blocks have.
    return [
        Name(firsts[k * 7 % min(2 * COMMON_NAMES, len(firsts))].title(), lasts[k % len(lasts)].title())
        for k in range(2 * COMMON_NAMES)
    ]


def _mix(people: Sequence[Block], name: Name, kind: Kind) -> Mixture:
    slugs = {person.slug for person in people}
    by_paper: dict[str, tuple[Instance, str]] = {}
    for person in people:
        for instance in person.instances:
            # A paper that two of them share would reveal the labels.
            if instance.mention.paper not in by_paper and not slugs & set(instance.coauthors):
                by_paper[instance.mention.paper] = (replace(instance, name=name, person="", orcid=""), person.slug)
    rows = sorted(by_paper.values(), key=lambda row: row[0].mention)
    return Mixture(Block(name.slug, tuple(instance for instance, _ in rows)), tuple(p for _, p in rows), kind)
