"""Conflicts between a patch's changes of persons and the data."""

from __future__ import annotations

from collections.abc import Iterator

from generator.anthology.people import People
from generator.model import Person
from generator.patch.document import DIRECTION_MARKS
from generator.patch.operations import Action, Patch, PersonChange


def person_conflicts(patch: Patch, people: People) -> Iterator[str]:
    """Yield why changes of persons do not fit the data, one message each.

    Args:
        patch: the patch.
        people: the persons before the patch.
    """
    changes = {change.id: change for change in patch.persons}
    printed = {assignment.name for assignment in patch.assignments}
    orcids = {orcid: key for orcid, key in people.id_by_orcid.items() if key not in changes}
    for key, change in changes.items():
        old = people.persons.get(key)
        orcid = change.orcid if change.orcid is not None else (old.orcid if old else "")
        if orcid and change.action is not Action.DELETE:
            if orcid in orcids:
                yield (
                    f"person {key}: expected ORCID {orcid} to be nobody else's, found it at {orcids[orcid]}; "
                    f"assign the papers to {orcids[orcid]}, or correct the ORCID."
                )
            orcids[orcid] = key
        known = printed.union(old.names if old else ())
        if any(name not in known and not DIRECTION_MARKS.isdisjoint(name.full) for name in change.names or ()):
            yield (
                f"person {key}: expected a name without invisible direction marks, found one that is printed on no "
                "paper of the patch; type the name again."
            )
        yield from _existence_conflicts(change, old)
        yield from _similarity_conflicts(change, changes, people)


def _existence_conflicts(change: PersonChange, old: Person | None) -> Iterator[str]:
    if change.action is Action.CREATE and old is not None:
        yield (
            f"person {change.id}: expected the ID to be free, found {old.names[0].full}"
            f"{f' ({old.orcid})' if old.orcid else ''}; choose another ID, or assign to this person."
        )
    if change.action is not Action.CREATE and old is None:
        yield f"person {change.id}: expected an entry in people.json to {change.action}, found none; check the ID."


def _similarity_conflicts(change: PersonChange, changes: dict[str, PersonChange], people: People) -> Iterator[str]:
    """Yield where an entry would name a similar person who does not exist after the patch."""
    key = change.id
    for other in change.similar or ():
        if (other not in people.persons and other not in changes) or (
            other in changes and changes[other].action is Action.DELETE
        ):
            yield f"person {key}: expected the similar person {other} to exist, found no such ID; leave it out."
    if change.action is Action.DELETE:
        for other, person in people.persons.items():
            similar = changes[other].similar if other in changes else None
            if other != key and key in (person.similar if similar is None else similar):
                yield f"person {key}: can't be deleted, {other} names it as similar; remove that first."
