"""A patch as plain text, for people who decide whether to apply it."""

from __future__ import annotations

from collections import defaultdict

from generator.patch.merges import merges
from generator.patch.operations import Assignment, Patch
from generator.patch.summary import contents_of
from generator.patch.wording import listed, slot_label
from generator.words import counted


def show(patch: Patch) -> str:
    """Return a patch as plain text: persons, then assignments by source and target page, then undecided slots."""
    head = [f"Assignment patch: {contents_of(patch)}"]
    for label, value in (
        ("created", patch.created),
        ("by", patch.generator),
        ("preview", patch.preview),
        ("data commit", patch.data_commit),
    ):
        if value:
            head.append(f"  {label}: {value}")
    parts = ["\n".join(head)]
    if patch.persons:
        lines = ["Persons"]
        for change in patch.persons:
            lines.append(f"  {change.action} {change.id}")
            for key, value in change.values.items():
                if key == "names":
                    value = "; ".join(name.full for name in change.names or ())
                lines.append(f"    {key.replace('_', ' ')}: {', '.join(value) if isinstance(value, list) else value}")
        for merge in merges(patch):
            verb = "gets the ID" if merge.renamed else "is merged into"
            lines.append(f"  {merge.gone} {verb} {listed(list(merge.into))}")
        parts.append("\n".join(lines))
    moves: dict[tuple[str, str | None], list[Assignment]] = defaultdict(list)
    for assignment in patch.assignments:
        moves[assignment.source, assignment.target].append(assignment)
    for (source, target), assignments in moves.items():
        lines = [f"{source} -> {target or 'no ID (name matching decides)'}: {len(assignments)}"]
        for assignment in assignments:
            mark = "  (confirmed by two patches)" if assignment.confirmed else ""
            lines.append(f"  {slot_label(assignment.mention)}: {assignment.name.full}{mark}")
        parts.append("\n".join(lines))
    if patch.undecided:
        parts.append("\n".join(["Undecided", *(f"  {slot_label(mention)}" for mention in patch.undecided)]))
    if patch.decided:
        lines = ["Decided"]
        lines += [f"  not one person: {one} and {other}" for one, other in patch.decided.not_one_person]
        lines += [f"  looked at: {at.page} ({counted('papers', len(at.papers))})" for at in patch.decided.looked_at]
        parts.append("\n".join(lines))
    if patch.note:
        parts.append("Note\n" + "\n".join(f"  {line}" for line in patch.note.splitlines()))
    return "\n\n".join(parts) + "\n"
