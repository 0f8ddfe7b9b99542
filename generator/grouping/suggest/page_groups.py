"""Clusters of a name -> the groups of one of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import group_evidence
from generator.model import Group, Instance, Mention

ALONE = 0.99
"""Chance of a paper that stands alone in its group."""


@dataclass(frozen=True)
class Cluster:
    """Mentions of a block that are probably one person's.

    Attributes:
        rows: which instances of the block, ascending.
        mentions: theirs, in the same order.
        confidence: calibrated chance, 0 to 1, that all are one person's.
        persons: certain person ID of its mentions first, then likely ones, best first.
        chances: of each of its mentions, 0 to 1, that it is by the cluster's person.
        odds: merge score (log odds) with every cluster, in the order of the list, very low where forbidden.
    """

    rows: tuple[int, ...]
    mentions: tuple[Mention, ...]
    confidence: float
    persons: tuple[str, ...] = ()
    chances: tuple[float, ...] = ()
    odds: tuple[float, ...] = ()


def page_parts(
    rows: Sequence[int], cluster_of: Mapping[int, int], instances: Sequence[Instance]
) -> list[tuple[int, list[int]]]:
    """Restrict clusters to a page: which clusters are on it and their rows there, in the order of its groups."""
    parts: dict[int, list[int]] = {}
    for row in rows:
        parts.setdefault(cluster_of[row], []).append(row)
    # Clusters come in order of their first row on the page, which decides where size and year don't.
    return sorted(parts.items(), key=lambda part: (-len(part[1]), -max(instances[row].year or 0 for row in part[1])))


def page_groups(
    parts: Sequence[tuple[int, list[int]]],
    clusters: Sequence[Cluster],
    instances: Sequence[Instance],
    features: BlockFeatures,
    corpus: Corpus,
) -> tuple[Group, ...]:
    """Make groups with their evidence."""
    rows = [(letters(at), part) for at, (_, part) in enumerate(parts)]
    return tuple(
        Group(
            id=rows[at][0],
            mentions=tuple([instances[row].mention for row in part]),
            confidence=clusters[cluster].confidence if len(part) > 1 else ALONE,
            evidence=group_evidence(part, rows[:at] + rows[at + 1 :], instances, features, corpus),
            suggested=clusters[cluster].persons,
        )
        for at, (cluster, part) in enumerate(parts)
    )


def letters(number: int) -> str:
    """Return A, B, …, Z, AA, AB, … for 0, 1, …"""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
