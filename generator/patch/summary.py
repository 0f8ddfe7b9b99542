"""One-line summaries: what a patch contains, and what it changes in the data."""

from __future__ import annotations

from generator.patch.operations import Patch
from generator.patch.planned_changes import PlannedChanges
from generator.patch.wording import listed
from generator.plurals import quantity

_VERBS = {"change": "changed", "create": "created", "delete": "deleted"}


def contents_of(patch: Patch) -> str:
    """Return what a patch contains: ``3 assignments (1 of them confirmed), 1 person change``."""
    confirmed = sum(assignment.confirmed for assignment in patch.assignments)
    parts = [quantity(len(patch.assignments), "assignment") + (f" ({confirmed:,} of them confirmed)" * bool(confirmed))]
    parts.append(quantity(len(patch.persons), "person change"))
    if patch.undecided:
        parts.append(quantity(len(patch.undecided), "undecided slot"))
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
        ("change", len(planned.targets), f"author slot|in {quantity(len(files), 'file')}"),
        ("create", len(after.keys() - before.keys()), "person"),
        ("change", changed, "person"),
        ("delete", len(before.keys() - after.keys()), "person"),
    )
    parts = []
    for verb, number, noun in counts:
        if number:
            singular, _, where = noun.partition("|")
            words = [_VERBS[verb] if written else verb, quantity(number, singular), where]
            parts.append(" ".join(word for word in words if word))
    text = listed(parts)
    return f"{text[0].upper()}{text[1:]}." if written else f"Would {text}."
