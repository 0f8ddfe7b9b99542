"""Training blocks without labels: certain persons of different names, put under one common name.

Gold labels are mostly pairs of one person.  From these mixtures a model learns
what it takes to keep strangers apart, in blocks as large as those of the most
common names too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_counts import Background
from generator.grouping.features.name_rarity import name_parts
from generator.model import Block, Instance, Name

RARE = -2.5
"""Expected namesakes (log10) up to which a name is taken for one person's."""
LEAST, MOST = 3, 120
"""Papers of a person who is put into a mixture."""
SIZES = (30, 60, 120)
"""Most mentions of a mixture, drawn at random."""


def mixtures(
    blocks: Sequence[Block], corpus: Corpus, count: int = 160, seed: int = 0
) -> Iterator[tuple[Block, list[str]]]:
    """Yield mixed blocks and the person (a slug) of each instance.

    Two to ten persons are put under a common name that none of them has; half
    of the time each next one shares a co-author with one who is in already, as
    namesakes of one field do.

    Args:
        blocks: all blocks that may be used, sorted by slug; none of a gold file that is scored.
        corpus: for how common names are.
        count: how many mixtures.
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
        most = SIZES[int(rng.integers(len(SIZES)))]
        wanted = int(rng.integers(2, 11))
        chosen = [int(rng.integers(len(people)))]
        for _ in range(60):
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
    if not LEAST <= len(block.instances) <= MOST or len({i.person for i in block.instances if i.person}) > 1:
        return False
    return corpus.namesakes(*name_parts(block.instances[0].name)) <= RARE


def _common_names(most: int = 100) -> list[Name]:
    known = Background.read()
    lasts = sorted(known.lasts, key=lambda name: (-known.lasts[name], name))[:most]
    firsts = sorted((n for n in known.firsts if len(n) > 1), key=lambda name: (-known.firsts[name], name))[: 2 * most]
    # From the most common names to middling ones, in the proportion that gold blocks have.
    return [Name(firsts[k * 7 % len(firsts)].title(), lasts[k % len(lasts)].title()) for k in range(2 * most)]


def _mix(people: Sequence[Block], name: Name) -> tuple[Block, list[str]]:
    slugs = {person.slug for person in people}
    seen: dict[str, tuple[Instance, str]] = {}
    for person in people:
        for instance in person.instances:
            # A paper that two of them share would give them away.
            if instance.mention.paper not in seen and not slugs & set(instance.coauthors):
                seen[instance.mention.paper] = (replace(instance, name=name, person="", orcid=""), person.slug)
    rows = sorted(seen.values(), key=lambda row: row[0].mention)
    return Block(name.slug, tuple(instance for instance, _ in rows)), [person for _, person in rows]
