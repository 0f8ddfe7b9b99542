"""What person IDs and ORCIDs demand: which mentions must be together, which must be apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.model import Instance

Codes = NDArray[np.int64]


def identities(instances: Sequence[Instance]) -> tuple[Codes, Codes]:
    """Return person and ORCID of each mention as numbers, -1 where unknown.

    An ORCID stands for the one person it occurs with, and a person for their
    ORCIDs, so that the two never disagree.  An ORCID that occurs with several
    persons proves nothing (a few sit on a namesake's slot): the ID wins.
    """
    persons_of: dict[str, set[str]] = defaultdict(set)
    for instance in instances:
        if instance.orcid and instance.person:
            persons_of[instance.orcid].add(instance.person)
    only = {orcid: next(iter(persons)) for orcid, persons in persons_of.items() if len(persons) == 1}
    first_orcid: dict[str, str] = {}
    for orcid in sorted(only):
        first_orcid.setdefault(only[orcid], orcid)
    person_code: dict[str, int] = {}
    orcid_code: dict[str, int] = {}
    persons, orcids = [], []
    for instance in instances:
        orcid = "" if len(persons_of[instance.orcid]) > 1 else instance.orcid
        person = instance.person or only.get(orcid, "")
        orcid = first_orcid.get(person, "") if person else orcid
        persons.append(person_code.setdefault(person, len(person_code)) if person else -1)
        orcids.append(orcid_code.setdefault(orcid, len(orcid_code)) if orcid else -1)
    return np.array(persons, dtype=np.int64), np.array(orcids, dtype=np.int64)


def differ(codes: Codes) -> NDArray[np.bool_]:
    """Return (n, n), True where both are known and not the same."""
    known = codes >= 0
    apart: NDArray[np.bool_] = (codes[:, None] != codes) & known[:, None] & known
    return apart
