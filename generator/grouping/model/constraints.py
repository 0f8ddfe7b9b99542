"""Constraints by person IDs, ORCIDs and papers: which mentions are certainly one person's, which certainly are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.name_rarity import Namesakes
from generator.model import Instance, Slot

Codes = NDArray[np.int64]
SLIP_LOG_NAMESAKES = -1.25
"""Up to this log10 of the number of people to expect with a name, two slots of one paper are one person's by a slip.

In the Anthology's data 30 of the 48 papers with one name twice have a rarer name; nearly all of them are slips, unless
the paper itself tells the two slots apart (`are_told_apart`).
"""


def identity_codes(instances: Sequence[Instance]) -> tuple[Codes, Codes]:
    """Return person and ORCID of each mention as integer codes, -1 where unknown, each of shape (n,).

    A mention with an ORCID gets the person with whom this ORCID occurs elsewhere in the block, and all mentions of a
    person get one ORCID, so that the two never contradict each other.  An ORCID that occurs with several persons is
    ignored (a few were put on the slot of a namesake): the IDs decide.
    """
    persons_of: dict[str, set[str]] = defaultdict(set)
    for instance in instances:
        if instance.orcid and instance.person:
            persons_of[instance.orcid].add(instance.person)
    person_of = {orcid: next(iter(persons)) for orcid, persons in persons_of.items() if len(persons) == 1}
    first_orcid: dict[str, str] = {}
    for orcid in sorted(person_of):
        first_orcid.setdefault(person_of[orcid], orcid)
    person_code: dict[str, int] = {}
    orcid_code: dict[str, int] = {}
    persons, orcids = [], []
    for instance in instances:
        orcid = "" if len(persons_of[instance.orcid]) > 1 else instance.orcid
        person = instance.person or person_of.get(orcid, "")
        orcid = first_orcid.get(person, "") if person else orcid
        persons.append(person_code.setdefault(person, len(person_code)) if person else -1)
        orcids.append(orcid_code.setdefault(orcid, len(orcid_code)) if orcid else -1)
    return np.array(persons, dtype=np.int64), np.array(orcids, dtype=np.int64)


def repeated_mentions(instances: Sequence[Instance], namesakes: Namesakes) -> list[int]:
    """Return the rows of a block that are probably there by a slip: a rare name that stands twice on one paper.

    The slot with an ID stays, else the first one. Slots with two different IDs are two people's, slots with one ID one
    person's, and slots that the paper tells apart two people's: none is a slip that grouping must get around.

    Args:
        instances: of the block, sorted by mention.
        namesakes: how many people to expect with the name.
    """
    if namesakes.log_expected > SLIP_LOG_NAMESAKES:
        return []
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, instance in enumerate(instances):
        rows_of[instance.mention.paper].append(row)
    found = []
    for rows in rows_of.values():
        with_id = [row for row in rows if instances[row].person or instances[row].orcid]
        kept = with_id or rows[:1]
        found += [
            row
            for row in rows
            if row not in kept and not any(are_told_apart(instances[row], instances[other]) for other in kept)
        ]
    return sorted(found)


def are_told_apart(one: Instance | Slot, other: Instance | Slot) -> bool:
    """Whether a paper tells two slots of one name apart: by another affiliation, by one on a single slot, or accounts.

    An author who is entered twice has the same affiliation twice. In the Anthology's data of November 2025 the ten
    papers with one name under two affiliations, or under one and none, all are by two people.
    """
    if one.openreview and other.openreview:
        return one.openreview != other.openreview
    return _affiliation_on_paper(one) != _affiliation_on_paper(other)


def _affiliation_on_paper(of: Instance | Slot) -> str:
    return "" if isinstance(of, Instance) and of.affiliation_source else of.affiliation


def differ(codes: Codes) -> NDArray[np.bool_]:
    """Return (n, n), True where both codes are known and different."""
    known = codes >= 0
    different: NDArray[np.bool_] = (codes[:, None] != codes) & known[:, None] & known
    return different
