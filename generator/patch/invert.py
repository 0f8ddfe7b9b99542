"""The patch that takes another one back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.anthology.people import person_of
from generator.errors import PatchError
from generator.model import UNVERIFIED, Person
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from generator.patch.planned_changes import Plan


def invert(patch: Patch, plan: Plan | None = None) -> Patch:
    """Return the inverse: it applies right after the patch and undoes it.

    With the plan of the data before the patch the result is exact, to the byte.
    Without one: a slot moved away from a verified person gets that person's
    explicit ID, even if name matching had found them; a slot whose ID was taken
    away is expected on ``<slug>/unverified``; printed names that applying added
    to existing persons stay.

    Args:
        patch: the patch.
        plan: `generator.patch.planned_changes.plan` of it, made before it was applied.

    Raises:
        PatchError: the patch changes or deletes existing persons and there is
            no plan (the patch has only the new values), or the plan was made
            from data to which it was already applied.
    """
    if plan is not None and not plan.changes and (patch.assignments or patch.persons):
        raise PatchError("these data already have the patch; give the data as they were before it, or none.")
    assignments = tuple(_inverse(assignment, plan) for assignment in reversed(patch.assignments))
    note = f"Takes back: {patch.note}" if patch.note else "Takes back an earlier patch."
    persons = _exact_persons(plan) if plan is not None else _created_persons(patch)
    return replace(patch, assignments=assignments, persons=persons, undecided=(), data_digest=None, note=note)


def _inverse(assignment: Assignment, plan: Plan | None) -> Assignment:
    slug_page = assignment.name.slug + UNVERIFIED
    if plan is None:
        target = None if assignment.source.endswith(UNVERIFIED) else assignment.source
        source = assignment.target or slug_page
    else:
        target = plan.slots[assignment.mention].person or None
        source = assignment.target or plan.people_after.match(assignment.name.slug)
    return Assignment(assignment.mention, assignment.name, source, target)


def _created_persons(patch: Patch) -> tuple[PersonChange, ...]:
    for change in patch.persons:
        if change.action is not Action.CREATE:
            raise PatchError(
                f"{change.id}: the patch has only the new values of this person; "
                "give the data as they were before it, to take the old values from."
            )
    return tuple(PersonChange(change.id, Action.DELETE) for change in patch.persons)


def _exact_persons(plan: Plan) -> tuple[PersonChange, ...]:
    old, new = plan.people.persons, plan.people_after.persons
    changes = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if before is None:
            changes.append(PersonChange(key, Action.DELETE))
        elif after is None:
            changes.append(_change(before, Action.CREATE, person_of(key, {"names": [{"last": "-"}]})))
        else:
            changes.append(_change(before, Action.UPDATE, after))
    return tuple(changes)


def _change(person: Person, action: Action, other: Person) -> PersonChange:
    """What makes ``other`` into ``person``: only the values that differ."""
    fields = ("names", "orcid", "degree", "comment", "disable_name_matching", "similar")
    values: dict[str, Any] = {name: getattr(person, name) for name in fields}
    return PersonChange(
        person.id, action, **{name: value for name, value in values.items() if value != getattr(other, name)}
    )
