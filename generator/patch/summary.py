"""One-line summaries: what a patch contains, and what it changes in the data."""

from __future__ import annotations

from generator.patch.operations import Patch
from generator.patch.planned_changes import PlannedChanges
from generator.patch.wording import listed
from generator.words import counted

_VERBS = {"change": "changed", "create": "created", "delete": "deleted"}


def contents_of(patch: Patch) -> str:
    """Return what a patch contains: ``3 assignments (1 of them confirmed), 1 person change``."""
    confirmed = sum(assignment.confirmed for assignment in patch.assignments)
    parts = [counted("assignments", len(patch.assignments)) + (f" ({confirmed:,} of them confirmed)" * bool(confirmed))]
    parts.append(counted("person_changes", len(patch.persons)))
    if patch.undecided:
        parts.append(counted("undecided_slots", len(patch.undecided)))
    return ", ".join(parts)


def summarize_changes(planned: PlannedChanges, written: bool) -> str:
    """Return what a patch changes: ``Changed 67 author slots in 31 files and created 1 person.``

    Args:
        planned: the changes; there is at least one.
        written: whether they were made, or would only be made: ``Would change …``.
    """
    before, after = planned.people.persons, planned.people_after.persons
    files = {planned.slots[mention].file for mention in planned.targets}
    changed = sum(key in before and before[key] != person for key, person in after.items())
    counts = (
        ("change", len(planned.targets), "author_slots", f"in {counted('files', len(files))}"),
        ("create", len(after.keys() - before.keys()), "persons", ""),
        ("change", changed, "persons", ""),
        ("delete", len(before.keys() - after.keys()), "persons", ""),
    )
    parts = []
    for verb, number, noun, where in counts:
        if number:
            words = [_VERBS[verb] if written else verb, counted(noun, number), where]
            parts.append(" ".join(word for word in words if word))
    text = listed(parts)
    return f"{text[0].upper()}{text[1:]}." if written else f"Would {text}."
