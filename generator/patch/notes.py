"""What the user should know about a patch that fits the data, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.anthology.people import People
from generator.model import Mention, Name, Slot
from generator.patch.operations import Action, Patch
from generator.patch.slots_digest import slots_digest
from generator.patch.wording import slot_label


def data_note(patch: Patch, slots: Mapping[Mention, Slot], contents: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a note if the patch's slots differ from those that it was made from.

    Args:
        patch: the patch.
        slots: the slots that it names.
        contents: file -> its bytes.
    """
    elements = {mention: contents[slot.file][slot.start : slot.end].decode() for mention, slot in slots.items()}
    if patch.data_digest is not None and patch.data_digest != slots_digest(elements):
        yield "The data differ from those the patch was made from, but every slot still is as the patch expects it."


def name_matching_notes(changes: Mapping[Name, tuple[str, str]]) -> Iterator[str]:
    """Yield a note for each two pages between which name matching moves slots without an ID.

    Args:
        changes: what `generator.patch.changed_people.name_matching_changes` returned.
    """
    slugs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, pages in sorted({name.slug: pages for name, pages in changes.items()}.items()):
        slugs[pages].append(slug)
    for (before, after), names in slugs.items():
        yield f"Name matching: papers of {', '.join(names)} without an ID move from the page {before} to {after}."


def person_notes(patch: Patch, people: People, people_after: People) -> Iterator[str]:
    """Yield notes on ORCIDs and degrees that new persons lack, and on printed names that existing persons get."""
    for change in patch.persons:
        if change.action is Action.CREATE:
            missing = [word for word, value in (("ORCID", change.orcid), ("degree", change.degree)) if not value]
            if missing:
                yield f"{change.id} is created without {' and '.join(missing)}; add it if it is known."
    named = {change.id for change in patch.persons if change.names is not None}
    for key, person in people_after.persons.items():
        old = people.persons.get(key)
        if old is not None and old is not person and key not in named:
            added = [name.full for name in person.names if name not in old.names]
            if added:
                yield f"{key} gets the printed name {', '.join(added)}."


def unlinking_notes(patch: Patch, slots: Mapping[Mention, Slot], people_after: People) -> Iterator[str]:
    """Yield a note for each slot that loses its ID, but that name matching gives to the same page again."""
    for assignment in patch.assignments:
        page = people_after.match_slug(assignment.name.slug)
        if assignment.target is None and page == assignment.source and slots[assignment.mention].person:
            yield f"{slot_label(assignment.mention)}: without its ID, name matching gives it to {page} again."
