"""Joins two patches: what both decide is confirmed, contradictions are refused."""

from __future__ import annotations

from dataclasses import replace

from generator.errors import ConflictError, PatchError
from generator.patch.document import MAX_NOTE, check_document
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from generator.patch.wording import slot_label


def join(first: Patch, second: Patch) -> Patch:
    """Return one patch with the decisions of both.

    Two assignments of one slot agree if they have the same target, or if one only removes the ID ("not this person's",
    ``to: null``) and the other names a person; the joined assignment is then marked as confirmed. A slot that one patch
    left undecided and the other assigns is assigned. If both patches give names to a new person, or to an existing one
    under the same canonical name, the person gets the names of both.

    Raises:
        ConflictError: they contradict each other; it lists every contradiction.
        PatchError: both together are too large for one patch, or their notes too long.
    """
    conflicts: list[str] = []
    theirs = {assignment.mention: assignment for assignment in second.assignments}
    assignments = []
    for mine in first.assignments:
        other = theirs.pop(mine.mention, None)
        assignments.append(mine if other is None else _join_assignments(mine, other, conflicts))
    assignments += theirs.values()
    persons = _join_persons(first, second, conflicts)
    if conflicts:
        raise ConflictError(conflicts)
    decided = {assignment.mention for assignment in assignments}
    undecided = dict.fromkeys(mention for mention in (*first.undecided, *second.undecided) if mention not in decided)
    slots, other_slots = ({assignment.mention for assignment in patch.assignments} for patch in (first, second))
    note = "\n\n".join(dict.fromkeys(note for note in (first.note, second.note) if note))
    if len(note) > MAX_NOTE:
        raise PatchError(
            f"the notes of both have {len(note):,} characters, and a note has at most {MAX_NOTE:,}; shorten one."
        )
    joined = Patch(
        assignments=tuple(assignments),
        persons=persons,
        undecided=tuple(undecided),
        created=max(first.created, second.created),
        generator=first.generator,
        preview=first.preview if first.preview == second.preview else None,
        data_commit=first.data_commit if first.data_commit == second.data_commit else None,
        # A digest covers exactly the patch's slots, so it stays valid only if both patches have the same ones.
        data_digest=first.data_digest if slots == other_slots and first.data_digest == second.data_digest else None,
        note=note,
        decided=first.decided.joined(second.decided),
    )
    check_document(joined, "the joined patch")
    return joined


def _join_assignments(mine: Assignment, other: Assignment, conflicts: list[str]) -> Assignment:
    where = slot_label(mine.mention)
    if mine.name != other.name:
        conflicts.append(
            f"{where}: the first patch has the name {mine.name.full}, the second {other.name.full}; "
            "make both from the same data."
        )
    elif mine.source != other.source:
        conflicts.append(
            f"{where} ({mine.name.full}): the first patch takes it from {mine.source}, the second from {other.source}; "
            "make both from the same data."
        )
    elif mine.target is not None and other.target is not None and mine.target != other.target:
        conflicts.append(
            f"{where} ({mine.name.full}): the first patch assigns it to {mine.target}, the second to {other.target}; "
            "decide for one and change the other patch."
        )
    return replace(mine, target=mine.target or other.target, confirmed=True)


def _join_persons(first: Patch, second: Patch, conflicts: list[str]) -> tuple[PersonChange, ...]:
    persons = {change.id: change for change in first.persons}
    by_orcid = {change.orcid: change.id for change in first.persons if change.orcid}
    for other in second.persons:
        mine = persons.get(other.id)
        if mine is None:
            if other.orcid and other.orcid in by_orcid:
                conflicts.append(
                    f"person {other.id}: the first patch gives the ORCID {other.orcid} to {by_orcid[other.orcid]}, "
                    f"the second to {other.id}; use one ID in both."
                )
            persons[other.id] = other
            continue
        if mine.action is not other.action:
            conflicts.append(
                f"person {other.id}: the first patch says {mine.action}, the second {other.action}; decide for one."
            )
            continue
        if mine.names and other.names and (mine.action is Action.CREATE or mine.names[0] == other.names[0]):
            # Each page adds the names printed on its own papers; the canonical name is the first patch's.
            names = tuple(dict.fromkeys((*mine.names, *other.names)))
            mine, other = replace(mine, names=names), replace(other, names=names)
        ours, theirs = mine.values, other.values
        for key in ours.keys() & theirs.keys():
            if ours[key] != theirs[key]:
                conflicts.append(
                    f"person {other.id}: {key} is {ours[key]!r} in the first patch, {theirs[key]!r} in the second; "
                    "decide for one."
                )
        missing = {key: getattr(other, key) for key in theirs.keys() - ours.keys()}
        persons[other.id] = replace(mine, **missing)
    return tuple(persons.values())
