"""Persons whose entry a patch deletes, and who gets their papers: two entries merged into one, or another ID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.anthology.people import People
from generator.patch.operations import Action, Patch
from generator.patch.wording import listed


@dataclass(frozen=True, slots=True)
class Merge:
    """One deleted entry.

    Attributes:
        gone: ID of the deleted entry.
        into: IDs of the persons to whom the patch gives its papers, those with most of them first.
        renamed: whether the only one who gets them is created by the same patch: the person gets another ID.
    """

    gone: str
    into: tuple[str, ...]
    renamed: bool


def merges(patch: Patch) -> list[Merge]:
    """Return the deleted entries whose papers go to other persons, in the order of the patch."""
    created = {change.id for change in patch.persons if change.action is Action.CREATE}
    found = []
    for change in patch.persons:
        if change.action is Action.DELETE:
            targets = [a.target for a in patch.assignments if a.source == change.id and a.target]
            into = tuple(target for target, _ in Counter(targets).most_common())
            if into:
                found.append(Merge(change.id, into, into[1:] == () and into[0] in created))
    return found


def merge_conflicts(patch: Patch, people: People) -> Iterator[str]:
    """Yield a message for each merge of two entries whose ORCIDs differ, unless the patch says which one is right.

    It says so by giving the ORCID in its change of the entry that stays. Where it doesn't change that entry, it undoes
    a split; `merge_notes` tells of the ORCID then.

    Args:
        patch: the patch.
        people: the persons before the patch.
    """
    changes = {change.id: change for change in patch.persons}
    for merge in merges(patch):
        gone = people.persons.get(merge.gone)
        for key in merge.into:
            stays = people.persons.get(key)
            if gone is None or stays is None or not gone.orcid or not stays.orcid or gone.orcid == stays.orcid:
                continue
            if key in changes and changes[key].orcid is None:
                yield (
                    f"person {merge.gone}: can't be merged into {key}, one has the ORCID {gone.orcid}, the other "
                    f"{stays.orcid}; they may be two people. If one ORCID is wrong, give the right one in the change "
                    f"of {key}."
                )


def merge_notes(patch: Patch, people: People, people_after: People) -> Iterator[str]:
    """Yield a note for each merge: which address should lead where, and what of the deleted entry gets lost.

    Args:
        patch: the patch.
        people: the persons before the patch.
        people_after: the persons after it.
    """
    for merge in merges(patch):
        gone = people.persons[merge.gone]
        heirs = [people_after.persons[key] for key in merge.into]
        verb = "gets the ID" if merge.renamed else "is merged into"
        yield (
            f"{merge.gone} {verb} {listed(list(merge.into))}: the address /people/{merge.gone}/ should lead to "
            f"/people/{merge.into[0]}/."
        )
        lost = [f"the name {name.full}" for name in gone.names if not any(name in heir.names for heir in heirs)]
        for word, value, kept in (
            ("ORCID", gone.orcid, [heir.orcid for heir in heirs]),
            ("degree", gone.degree, [heir.degree for heir in heirs]),
        ):
            if value and value not in kept:
                lost.append(f"the {word} {value}")
        if gone.comment and not any(gone.comment in heir.comment for heir in heirs):
            lost.append(f"the comment “{gone.comment}”")
        if lost:
            yield f"With the entry {merge.gone} goes {listed(lost)}."
