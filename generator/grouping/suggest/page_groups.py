"""The groups of an author page, from the clusters of its block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import group_evidence
from generator.model import Group, Instance, Mention

SINGLE_PAPER_PROBABILITY = 0.99
"""Confidence of a group of one paper, and probability of that paper."""


@dataclass(frozen=True)
class Cluster:
    """Mentions of a block that are probably one person's, and how certain that is.

    Attributes:
        rows: rows of the block, ascending.
        mentions: of these rows, in the same order.
        confidence: calibrated probability, 0 to 1, that all mentions are one person's.
        persons: the person ID that is certain for its mentions, or else IDs of likely persons, most probable first.
        probabilities: for each of its mentions, 0 to 1, that the mention is by the cluster's person.
        log_odds: for each cluster of the block, in order, that it and this one are one person's; -1e9 where a
            constraint forbids that and for this cluster itself.
    """

    rows: tuple[int, ...]
    mentions: tuple[Mention, ...]
    confidence: float
    persons: tuple[str, ...] = ()
    probabilities: tuple[float, ...] = ()
    log_odds: tuple[float, ...] = ()


def page_parts(
    rows: Sequence[int], cluster_of: Mapping[int, int], instances: Sequence[Instance]
) -> list[tuple[int, list[int]]]:
    """Restrict clusters to a page: return the index of each cluster that is there, with its rows on the page.

    They are in the order of the groups: largest first, then newest, then by first place on the page.

    Args:
        rows: of the page, in page order.
        cluster_of: row -> index of its cluster.
        instances: of the block.
    """
    parts: dict[int, list[int]] = {}
    for row in rows:
        parts.setdefault(cluster_of[row], []).append(row)
    # Python's sort is stable: equal ones stay in order of their first place on the page.
    return sorted(parts.items(), key=lambda part: (-len(part[1]), -max(instances[row].year or 0 for row in part[1])))


def page_groups(
    parts: Sequence[tuple[int, list[int]]],
    clusters: Sequence[Cluster],
    instances: Sequence[Instance],
    features: BlockFeatures,
    corpus: Corpus,
) -> tuple[Group, ...]:
    """Return the groups of a page with their evidence.

    Args:
        parts: from `page_parts`.
        clusters: of the block.
        instances: of the block.
        features: of these instances.
        corpus: statistics of the whole corpus.
    """
    id_and_rows = [(group_id(at), part) for at, (_, part) in enumerate(parts)]
    return tuple(
        Group(
            id=id_and_rows[at][0],
            mentions=tuple([instances[row].mention for row in part]),
            confidence=clusters[cluster].confidence if len(part) > 1 else SINGLE_PAPER_PROBABILITY,
            evidence=group_evidence(part, id_and_rows[:at] + id_and_rows[at + 1 :], instances, features, corpus),
            suggested=clusters[cluster].persons,
            person=next((p for row in clusters[cluster].rows if (p := instances[row].person)), ""),
        )
        for at, (cluster, part) in enumerate(parts)
    )


def group_id(number: int) -> str:
    """Return A, B, …, Z, AA, AB, … for 0, 1, …, 25, 26, 27, …"""
    name = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
