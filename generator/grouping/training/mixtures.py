"""Synthetic training blocks: papers of persons with different, rare names, as if they had one common name.

Most pairs of gold labels are one person's.  From these mixtures the scorers
learn to separate persons, also in blocks as large as those of the most common
names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_counts import NameCounts
from generator.grouping.features.name_rarity import name_parts
from generator.model import Block, Instance, Name

MAX_LOG_EXPECTED_NAMESAKES = -2.5
"""A name is assumed to be one person's if log10 of the number of people to expect with it is at most this."""
MIN_PAPERS, MAX_PAPERS = 3, 120
"""Papers of a person in a mixture."""
MAX_MENTIONS = (30, 60, 120)
"""The maximum number of mentions of a mixture is drawn at random from these."""


def mixtures(
    blocks: Sequence[Block], corpus: Corpus, count: int = 160, seed: int = 0
) -> Iterator[tuple[Block, list[str]]]:
    """Yield mixtures with the person (a name slug) of each instance.

    The instances of two to ten persons get a common name that none of them has.  Half of the time the next person is
    drawn from those who share a co-author with a person already chosen, like namesakes who work in one field.

    Args:
        blocks: all blocks that may be used, sorted by slug; none of a gold file.
        corpus: for how common names are.
        count: number of mixtures to try; one with fewer than two persons is left out.
        seed: of the random choice.
    """
    rng = np.random.default_rng(seed)
    people = [block for block in blocks if _is_one_person(block, corpus)]
    if len(people) < 2:
        return
    at_coauthor: dict[str, list[int]] = {}
    for at, block in enumerate(people):
        for slug in dict.fromkeys(slug for i in block.instances for slug in i.coauthors):
            at_coauthor.setdefault(slug, []).append(at)
    names = _common_names()
    for number in range(count):
        most = MAX_MENTIONS[int(rng.integers(len(MAX_MENTIONS)))]
        wanted = int(rng.integers(2, 11))
        chosen = [int(rng.integers(len(people)))]
        for _ in range(60):  # more than are wanted: a person may be drawn twice, or have too many papers
            if len(chosen) == wanted:
                break
            next_one = int(rng.integers(len(people)))
            if rng.random() < 0.5:
                own = people[chosen[int(rng.integers(len(chosen)))]].instances
                coauthors = own[int(rng.integers(len(own)))].coauthors
                near = at_coauthor.get(coauthors[int(rng.integers(len(coauthors)))], []) if coauthors else []
                if near:
                    next_one = near[int(rng.integers(len(near)))]
            size = sum(len(people[at].instances) for at in chosen) + len(people[next_one].instances)
            if next_one not in chosen and size <= most:
                chosen.append(next_one)
        if len(chosen) > 1:
            yield _mix([people[at] for at in chosen], names[number % len(names)])


def _is_one_person(block: Block, corpus: Corpus) -> bool:
    if not MIN_PAPERS <= len(block.instances) <= MAX_PAPERS or len({i.person for i in block.instances if i.person}) > 1:
        return False
    return corpus.log_expected_namesakes(*name_parts(block.instances[0].name)) <= MAX_LOG_EXPECTED_NAMESAKES


def _common_names(most: int = 100) -> list[Name]:
    counts = NameCounts.shipped()
    lasts = sorted(counts.last_names, key=lambda name: (-counts.last_names[name], name))[:most]
    firsts = sorted((n for n in counts.first_names if len(n) > 1), key=lambda name: (-counts.first_names[name], name))[
        : 2 * most
    ]
    # From the most common names to less common ones, in about the proportion that gold blocks have.
    return [Name(firsts[k * 7 % len(firsts)].title(), lasts[k % len(lasts)].title()) for k in range(2 * most)]


def _mix(people: Sequence[Block], name: Name) -> tuple[Block, list[str]]:
    slugs = {person.slug for person in people}
    by_paper: dict[str, tuple[Instance, str]] = {}
    for person in people:
        for instance in person.instances:
            # A paper that two of them share would reveal the labels.
            if instance.mention.paper not in by_paper and not slugs & set(instance.coauthors):
                by_paper[instance.mention.paper] = (replace(instance, name=name, person="", orcid=""), person.slug)
    rows = sorted(by_paper.values(), key=lambda row: row[0].mention)
    return Block(name.slug, tuple(instance for instance, _ in rows)), [person for _, person in rows]
