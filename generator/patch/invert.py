"""The inverse of a patch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.anthology.people import person_of_entry
from generator.errors import PatchError
from generator.model import UNVERIFIED, Decided, Person
from generator.patch.document import MAX_NOTE, check_document
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from generator.patch.planned_changes import PlannedChanges


def invert(patch: Patch, planned: PlannedChanges | None = None) -> Patch:
    """Return the inverse of a patch: applied right after it, the inverse undoes it.

    With the planned changes, the inverse restores the data to the byte. Without them:

    - a slot moved away from a verified person gets that person's explicit ID, even if name matching had resolved it;
    - a slot whose ID was removed is expected on ``<slug>/unverified``;
    - printed names that applying the patch added to existing persons stay.

    Args:
        patch: the patch.
        planned: what `generator.patch.planned_changes.plan_changes` returned for the data before the patch.

    Raises:
        PatchError: the patch changes or deletes existing persons and ``planned`` is None (the patch has only the new
            values), ``planned`` is of data to which the patch was already applied, or a value of the data can't stand
            in a patch.
    """
    if planned is not None and not planned.changes and (patch.assignments or patch.persons):
        raise PatchError(
            "the patch is already applied to these data; give the data as they were before it, or no data."
        )
    assignments = tuple(_inverse(assignment, planned) for assignment in reversed(patch.assignments))
    note = f"Takes back: {patch.note}" if patch.note else "Takes back an earlier patch."
    if len(note) > MAX_NOTE:
        note = note[: MAX_NOTE - 1] + "…"
    persons = _exact_persons(planned) if planned is not None else _created_persons(patch)
    inverse = replace(
        patch, assignments=assignments, persons=persons, undecided=(), data_digest=None, note=note, decided=Decided()
    )
    check_document(inverse, "the inverse patch")
    return inverse


def _inverse(assignment: Assignment, planned: PlannedChanges | None) -> Assignment:
    slug_page = assignment.name.slug + UNVERIFIED
    if planned is None:
        target = None if assignment.source.endswith(UNVERIFIED) else assignment.source
        source = assignment.target or slug_page
    else:
        target = planned.slots[assignment.mention].person or None
        source = assignment.target or planned.people_after.match_slug(assignment.name.slug)
    return Assignment(assignment.mention, assignment.name, source, target)


def _created_persons(patch: Patch) -> tuple[PersonChange, ...]:
    for change in patch.persons:
        if change.action is not Action.CREATE:
            raise PatchError(
                f"person {change.id}: the patch has only the new values; give the data as they were before it, which "
                "have the old ones."
            )
    return tuple(PersonChange(change.id, Action.DELETE) for change in patch.persons)


def _exact_persons(planned: PlannedChanges) -> tuple[PersonChange, ...]:
    old, new = planned.people.persons, planned.people_after.persons
    changes = []
    taken_back = [person.orcid for key, person in new.items() if person.orcid and key not in old]
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if before is None:
            changes.append(PersonChange(key, Action.DELETE))
        elif after is None:  # compared with a person who has nothing but a placeholder, so that all values are given
            changes.append(_change(before, Action.CREATE, person_of_entry(key, {"names": [{"last": "-"}]})))
        else:
            change = _change(before, Action.UPDATE, after)
            # Papers of somebody with another ORCID come back: that this one's is right has to be said.
            is_said = not before.orcid or set(taken_back) <= {before.orcid}
            changes.append(change if is_said else replace(change, orcid=before.orcid))
    return tuple(changes)


def _change(person: Person, action: Action, other: Person) -> PersonChange:
    """Return the change that gives ``other`` the values of ``person``; values that are equal are left out."""
    fields = ("names", "orcid", "degree", "comment", "disable_name_matching", "similar")
    values: dict[str, Any] = {name: getattr(person, name) for name in fields}
    return PersonChange(
        person.id, action, **{name: value for name, value in values.items() if value != getattr(other, name)}
    )
