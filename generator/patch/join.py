"""Two patches into one: the strongest confirmation there is, or a contradiction."""

from __future__ import annotations

from dataclasses import replace

from generator.errors import ConflictError
from generator.patch.conflicts import describe
from generator.patch.operations import Action, Assignment, Patch, PersonChange


def join(a: Patch, b: Patch) -> Patch:
    """Return one patch with the decisions of both.

    Where both decide about a slot they agree if they name the same target, or
    if one says only "not this person's" (``to: null``) and the other says
    whose; such an assignment is marked as confirmed.  A slot that one of them
    left undecided counts as decided by the other.  Names that both give to a
    new person, or to one with the same canonical name, are put together.

    Raises:
        ConflictError: they contradict each other; every contradiction is listed.
    """
    conflicts: list[str] = []
    theirs = {assignment.mention: assignment for assignment in b.assignments}
    assignments = []
    for mine in a.assignments:
        other = theirs.pop(mine.mention, None)
        assignments.append(mine if other is None else _agree(mine, other, conflicts))
    assignments += theirs.values()
    persons = _join_persons(a, b, conflicts)
    if conflicts:
        raise ConflictError(conflicts)
    decided = {assignment.mention for assignment in assignments}
    undecided = dict.fromkeys(mention for mention in (*a.undecided, *b.undecided) if mention not in decided)
    same_slots = {x.mention for x in a.assignments} == {x.mention for x in b.assignments}
    return Patch(
        assignments=tuple(assignments),
        persons=persons,
        undecided=tuple(undecided),
        created=max(a.created, b.created),
        generator=a.generator,
        preview=a.preview if a.preview == b.preview else None,
        data_commit=a.data_commit if a.data_commit == b.data_commit else None,
        # A digest covers exactly the touched slots, so it holds on only for the same ones.
        data_digest=a.data_digest if same_slots and a.data_digest == b.data_digest else None,
        note="\n\n".join(dict.fromkeys(note for note in (a.note, b.note) if note)),
    )


def _agree(mine: Assignment, other: Assignment, conflicts: list[str]) -> Assignment:
    where = describe(mine.mention)
    if mine.name != other.name:
        conflicts.append(
            f"{where}: one patch reads {mine.name.full}, the other {other.name.full}; make both from the same data."
        )
    elif mine.source != other.source:
        conflicts.append(
            f"{where} ({mine.name.full}): one patch takes it from {mine.source}, the other from {other.source}; "
            "make both from the same data."
        )
    elif mine.target is not None and other.target is not None and mine.target != other.target:
        conflicts.append(
            f"{where} ({mine.name.full}): one patch assigns it to {mine.target}, the other to {other.target}; "
            "decide for one and change the other patch."
        )
    return replace(mine, target=mine.target or other.target, confirmed=True)


def _join_persons(a: Patch, b: Patch, conflicts: list[str]) -> tuple[PersonChange, ...]:
    persons = {change.id: change for change in a.persons}
    by_orcid = {change.orcid: change.id for change in a.persons if change.orcid}
    for other in b.persons:
        mine = persons.get(other.id)
        if mine is None:
            if other.orcid and other.orcid in by_orcid:
                conflicts.append(
                    f"person {other.id}: one patch gives the ORCID {other.orcid} to {by_orcid[other.orcid]}, "
                    f"the other to {other.id}; use one ID in both."
                )
            persons[other.id] = other
            continue
        if mine.action is not other.action:
            conflicts.append(f"person {other.id}: one patch says {mine.action}, the other {other.action}; decide.")
            continue
        if mine.names and other.names and (mine.action is Action.CREATE or mine.names[0] == other.names[0]):
            # Each page adds the names printed on its own papers; the first patch has the canonical one.
            names = tuple(dict.fromkeys((*mine.names, *other.names)))
            mine, other = replace(mine, names=names), replace(other, names=names)
        ours, theirs = mine.values, other.values
        for key in ours.keys() & theirs.keys():
            if ours[key] != theirs[key]:
                conflicts.append(
                    f"person {other.id}: {key} is {ours[key]!r} in one patch, {theirs[key]!r} in the other; decide."
                )
        missing = {key: getattr(other, key) for key in theirs.keys() - ours.keys()}
        persons[other.id] = replace(mine, **missing)
    return tuple(persons.values())
