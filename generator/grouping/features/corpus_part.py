"""What is counted of some papers of a corpus; parts are counted beside each other, then put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.grouping.features.name_rarity import name_parts
from generator.grouping.features.text import WordCounts
from generator.model import Instance


@dataclass(frozen=True, slots=True)
class CorpusPart:
    """Counts of some papers; no paper is in two parts of a corpus.

    Attributes:
        papers: their IDs.
        teams: name slugs of each paper's authors.
        words: how often each word stands in each paper.
        names: name slug -> given names and family name as slugs (`name_parts`), of all instances.
        affiliations: affiliation -> number of mentions.
    """

    papers: tuple[str, ...]
    teams: tuple[tuple[str, ...], ...]
    words: WordCounts
    names: dict[str, tuple[str, str]]
    affiliations: dict[str, int]

    @classmethod
    def of(cls, instances: Iterable[Instance]) -> CorpusPart:
        """Count instances; text and authors of a paper are read from the first instance of it."""
        first_of: dict[str, Instance] = {}
        names: dict[str, tuple[str, str]] = {}
        affiliations: Counter[str] = Counter()
        for instance in instances:
            first_of.setdefault(instance.mention.paper, instance)
            slug = instance.name.slug
            if slug not in names:
                names[slug] = name_parts(instance.name)
            if instance.affiliation:
                affiliations[instance.affiliation] += 1
        first = first_of.values()
        teams = tuple((one.name.slug, *one.coauthors) for one in first)
        return cls(tuple(first_of), teams, WordCounts.of(first), names, dict(affiliations))
