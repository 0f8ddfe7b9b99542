"""Conflicts between a patch's assignments and the author slots that they change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.anthology.item import Item, find_slot
from generator.anthology.people import People
from generator.model import Mention, Person, Role, Slot
from generator.patch.name_markup import has_markup_in_name
from generator.patch.operations import Assignment, Patch
from generator.patch.wording import name_with_parts, slot_label


def slot_conflicts(patch: Patch, people: People, people_after: People, items: Mapping[str, Item]) -> Iterator[str]:
    """Yield why assignments do not fit the data, one message each.

    Args:
        patch: the patch.
        people: the persons before the patch.
        people_after: the persons after the patch.
        items: Anthology ID -> item, at least for the papers that the patch names.
    """
    yield from _repeated_assignments(patch)
    for mention, assignment in {assignment.mention: assignment for assignment in patch.assignments}.items():
        item, slot = items.get(mention.paper), find_slot(items, mention)
        if item is None:
            yield _missing_item(mention, items)
        elif slot is None:
            count = len(item.slots_of(mention.role))
            yield (
                f"{slot_label(mention)}: expected {assignment.name.full}, found only {count} "
                f"{mention.role}{'' if count == 1 else 's'} on the paper; make the patch anew from current data."
            )
        elif slot.name != assignment.name:
            yield (
                f"{slot_label(mention)}: expected the name {name_with_parts(assignment.name)}, found "
                f"{name_with_parts(slot.name)}; the author list has changed, make the patch anew from current data."
            )
        elif has_markup_in_name(slot.unusual_text):
            yield (
                f"{slot_label(mention)} ({slot.name.full}): expected plain text in <first> and <last>, found markup or "
                f"a comment ({slot.file}, line {slot.line}), which acl-anthology refuses; correct it by hand first."
            )
        else:
            yield from _source_conflicts(assignment, slot, people)
            yield from _target_conflicts(assignment, slot, people_after)


def duplicate_person_conflicts(patch: Patch, people_after: People, items: Mapping[str, Item]) -> Iterator[str]:
    """Yield a message for each paper of the patch on which a verified person would stand twice.

    The arguments are those of `slot_conflicts`.
    """
    targets = {assignment.mention: assignment.target or "" for assignment in patch.assignments}
    for paper in dict.fromkeys(mention.paper for mention in targets):
        mentions_of: dict[str, list[Mention]] = defaultdict(list)
        for slot in items[paper].slots if paper in items else ():
            page, _ = people_after.resolve(slot.name, targets.get(slot.mention, slot.person))
            mentions_of[page].append(slot.mention)
        for page, mentions in mentions_of.items():
            if page in people_after.persons and len(mentions) > 1 and any(mention in targets for mention in mentions):
                places = " and ".join(f"{mention.role} {mention.position + 1}" for mention in mentions)
                yield (
                    f"{paper}: expected each person once, found {page} as {places} after the patch; "
                    "two slots of one paper are two people, assign one of them to somebody else."
                )


def _repeated_assignments(patch: Patch) -> Iterator[str]:
    for mention, count in Counter(assignment.mention for assignment in patch.assignments).items():
        if count > 1:
            times = "twice" if count == 2 else f"{count:,} times"
            yield f"{slot_label(mention)}: assigned {times} in the patch; leave one of them."


def _missing_item(mention: Mention, items: Mapping[str, Item]) -> str:
    front = next((item for item in items.values() if item.volume == mention.paper), None)
    if front is not None and mention.role is Role.EDITOR:
        return f"{slot_label(mention)}: the volume has a front matter; use its ID, {front.id}."
    return f"{slot_label(mention)}: expected the paper to exist, found no such ID in the data; check the ID."


def _source_conflicts(assignment: Assignment, slot: Slot, people: People) -> Iterator[str]:
    page, link = people.resolve(slot.name, slot.person)
    if page != assignment.source:
        yield (
            f"{slot_label(assignment.mention)} ({slot.name.full}): expected it on the page {assignment.source}, found "
            f"it on {page} ({link}); somebody has changed it since, make the patch anew from current data."
        )


def _target_conflicts(assignment: Assignment, slot: Slot, people_after: People) -> Iterator[str]:
    where, target = f"{slot_label(assignment.mention)} ({slot.name.full})", assignment.target
    if target is None:
        if slot.orcid:
            yield (
                f"{where}: carries the ORCID {slot.orcid} and so must keep an ID, found that the "
                "patch removes it; correct the ORCID on the paper by hand first."
            )
        return
    person: Person | None = people_after.persons.get(target)
    if person is None:
        yield (
            f"{where}: expected the person {target} in people.json or created by the patch, "
            "found neither; check the ID, or create the person."
        )
    elif slot.orcid and slot.orcid != person.orcid:
        yield (
            f"{where}: carries the ORCID {slot.orcid}, found {person.orcid or 'none'} for {target}; one of them is "
            "wrong, correct it by hand first."
        )
