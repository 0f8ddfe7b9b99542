"""Does a patch fit the data?  All conflicts at once, each with its mend."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.anthology.item import Item
from generator.anthology.people import People
from generator.model import Mention, Name, Person, Role, Slot
from generator.patch.document import BIDI
from generator.patch.operations import Action, Assignment, Patch, PersonChange, name_to_json


def digest(elements: Mapping[Mention, str]) -> str:
    """Return the digest of slots, by which a patch knows its base.

    SHA-256 over UTF-8, one line per slot sorted by (paper, role, position):
    ``<paper>#<role>#<position>``, a tab, the element's exact text, a line feed.

    Args:
        elements: slot -> text from its ``<`` to its last ``>``.

    Returns:
        ``sha256:`` and 64 hexadecimal digits.
    """
    whole = hashlib.sha256()
    for mention in sorted(elements, key=lambda mention: (mention.paper, mention.role, mention.position)):
        whole.update(f"{mention.paper}#{mention.role}#{mention.position}\t{elements[mention]}\n".encode())
    return "sha256:" + whole.hexdigest()


def find_slot(items: Mapping[str, Item], mention: Mention) -> Slot | None:
    """Return the element of a mention, None if there is no such item or position."""
    item = items.get(mention.paper)
    slots = item.slots_of(mention.role) if item else ()
    return slots[mention.position] if mention.position < len(slots) else None


def is_applied(patch: Patch, people: People, items: Mapping[str, Item]) -> bool:
    """Tell whether every slot and every person already is as the patch wants it."""
    for assignment in patch.assignments:
        slot = find_slot(items, assignment.mention)
        if slot is None or slot.name != assignment.name or slot.person != (assignment.target or ""):
            return False
    return all(_is_done(change, patch, people) for change in patch.persons)


def person_conflicts(patch: Patch, people: People) -> Iterator[str]:
    """Yield what speaks against the patch's changes of persons."""
    changed = {change.id: change for change in patch.persons}
    printed = {assignment.name for assignment in patch.assignments}
    orcids = {orcid: key for orcid, key in people.by_orcid.items() if key not in changed}
    for key, change in changed.items():
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
        if any(name not in known and not BIDI.isdisjoint(name.full) for name in change.names or ()):
            yield (
                f"person {key}: expected a name without invisible direction marks, found one that is printed on no "
                "paper of the patch; write the name anew."
            )
        if change.action is Action.CREATE and old is not None:
            yield (
                f"person {key}: expected the ID to be free, found {old.names[0].full}"
                f"{f' ({old.orcid})' if old.orcid else ''}; choose another ID, or assign to this person."
            )
        if change.action is not Action.CREATE and old is None:
            yield f"person {key}: expected an entry in people.json to {change.action}, found none; check the ID."
        for other in change.similar or ():
            if (other not in people.persons and other not in changed) or (
                other in changed and changed[other].action is Action.DELETE
            ):
                yield f"person {key}: expected the similar person {other} to exist, found no such ID; leave it out."
        if change.action is Action.DELETE:
            for other_id, person in people.persons.items():
                now = changed[other_id].similar if other_id in changed else None
                if other_id != key and key in (person.similar if now is None else now):
                    yield f"person {key}: can't be deleted, {other_id} names it as similar; take that out first."


def slot_conflicts(patch: Patch, people: People, after: People, items: Mapping[str, Item]) -> Iterator[str]:
    """Yield what speaks against the patch's assignments.

    Args:
        patch: the patch.
        people: before.
        after: after the patch.
        items: at least those that the patch names.
    """
    times = Counter(assignment.mention for assignment in patch.assignments)
    for mention, count in times.items():
        if count > 1:
            often = "twice" if count == 2 else f"{count:,} times"
            yield f"{describe(mention)}: assigned {often} in the patch; leave one of them."
    for mention, assignment in {assignment.mention: assignment for assignment in patch.assignments}.items():
        item, slot = items.get(mention.paper), find_slot(items, mention)
        if item is None:
            yield _missing_paper(mention, items)
        elif slot is None:
            count = len(item.slots_of(mention.role))
            yield (
                f"{describe(mention)}: expected {assignment.name.full}, found only {count} "
                f"{mention.role}{'' if count == 1 else 's'} on the paper; make the patch anew from current data."
            )
        elif slot.name != assignment.name:
            yield (
                f"{describe(mention)}: expected the name {_show(assignment.name)}, found {_show(slot.name)}; "
                "the author list has changed, make the patch anew from current data."
            )
        else:
            yield from _target_conflicts(assignment, slot, people, after)


def twice_conflicts(patch: Patch, after: People, items: Mapping[str, Item]) -> Iterator[str]:
    """Yield papers on which the patch would put one verified person twice."""
    targets = {assignment.mention: assignment.target or "" for assignment in patch.assignments}
    for paper in dict.fromkeys(mention.paper for mention in targets):
        holders: dict[str, list[Mention]] = defaultdict(list)
        for slot in items[paper].slots if paper in items else ():
            page, _ = after.resolve(slot.name, targets.get(slot.mention, slot.person))
            holders[page].append(slot.mention)
        for page, mentions in holders.items():
            if page in after.persons and len(mentions) > 1 and any(mention in targets for mention in mentions):
                places = " and ".join(f"{mention.role} {mention.position + 1}" for mention in mentions)
                yield (
                    f"{paper}: expected each person once, found {page} as {places} after the patch; "
                    "two slots of one paper are two people, assign one of them to somebody else."
                )


def pulled_conflicts(after: People, items: Iterable[Item], people: People, patched: set[str]) -> Iterator[str]:
    """Yield papers beside the patch on which name matching would put a person a second time.

    Args:
        after: after the patch.
        items: those on which a name stands without ID that name matching gives to another person than before.
        people: before.
        patched: papers of the patch, which are checked by themselves.
    """
    for item in items:
        if item.id in patched:
            continue
        for slot in item.slots:
            page = after.match(slot.name.slug)
            if slot.person or page not in after.persons or page == people.match(slot.name.slug):
                continue
            if page in [after.resolve(other.name, other.person)[0] for other in item.slots if other is not slot]:
                yield (
                    f"{describe(slot.mention)} ({slot.name.full}): name matching would give it to {page}, who stands "
                    "on this paper already; assign this paper to somebody else, or turn name matching off."
                )


def use_conflicts(after: People, slots: Iterable[Slot]) -> Iterator[str]:
    """Yield slots beside the patch whose explicit ID would no longer hold after it.

    acl-anthology refuses data in which an ID, a name or an ORCID on a paper is
    not the person's.
    """
    for slot in slots:
        person = after.persons.get(slot.person)
        where = describe(slot.mention)
        if person is None:
            yield f"{where}: still has the ID {slot.person}, which the patch deletes; assign this paper too."
        elif slot.name not in person.names:
            yield f"{where}: {slot.person} must keep the name {_show(slot.name)}, which is printed here; list it."
        elif slot.orcid and slot.orcid != person.orcid:
            yield (
                f"{where}: carries the ORCID {slot.orcid}, {slot.person} would have "
                f"{person.orcid or 'none'}; correct the ORCID on the paper by hand."
            )


def new_records(patch: Patch, people: People) -> dict[str, dict[str, Any] | None]:
    """Return the entries of ``people.json`` that change: ID -> new entry, None where deleted.

    Printed names that the patch uses with an explicit ID are added at the end
    of that person's names.
    """
    records: dict[str, dict[str, Any] | None] = {}
    for change in patch.persons:
        if change.action is not Action.CREATE and change.id not in people.records:
            continue  # a conflict that person_conflicts names
        old = people.records[change.id] if change.action is Action.UPDATE else {}
        records[change.id] = None if change.action is Action.DELETE else {**old, **change.values}
    for assignment in patch.assignments:
        key = assignment.target
        if key is None or (key not in people.persons and key not in records):
            continue
        record = records.get(key, people.records.get(key))
        if record is None:
            continue
        names = record["names"]
        if assignment.name not in [Name(name.get("first") or "", name["last"]) for name in names]:
            records[key] = {**record, "names": [*names, name_to_json(assignment.name)]}
    return records


def describe(mention: Mention) -> str:
    """Return a slot in words, such as ``2023.acl-long.7, author 2`` (counted from 1)."""
    return f"{mention.paper}, {mention.role} {mention.position + 1}"


def _target_conflicts(assignment: Assignment, slot: Slot, people: People, after: People) -> Iterator[str]:
    where, target = describe(assignment.mention), assignment.target
    page, link = people.resolve(slot.name, slot.person)
    if page != assignment.source:
        yield (
            f"{where} ({slot.name.full}): expected it on the page {assignment.source}, found it on {page} "
            f"({link}); somebody has changed it since, make the patch anew from current data."
        )
    if target is None:
        if slot.orcid:
            yield (
                f"{where} ({slot.name.full}): carries the ORCID {slot.orcid} and so must keep an ID, found that the "
                "patch takes it away; correct the ORCID on the paper by hand first."
            )
        return
    person: Person | None = after.persons.get(target)
    if person is None:
        yield (
            f"{where} ({slot.name.full}): expected the person {target} in people.json or created by the patch, "
            "found neither; check the ID, or create the person."
        )
    elif slot.orcid and slot.orcid != person.orcid:
        yield (
            f"{where} ({slot.name.full}): carries the ORCID {slot.orcid}, found "
            f"{person.orcid or 'none'} for {target}; one of them is wrong, a human must correct it first."
        )


def _is_done(change: PersonChange, patch: Patch, people: People) -> bool:
    record = people.records.get(change.id)
    if change.action is Action.DELETE or record is None:
        return record is None and change.action is Action.DELETE
    for key, value in change.values.items():
        found = record.get(key) or type(value)()
        if key == "names":  # applying has added those that the patch's own papers print
            printed = [name_to_json(a.name) for a in patch.assignments if a.target == change.id]
            found = [name for name in found if name in value or name not in printed]
        if found != value:
            return False
    return True


def _missing_paper(mention: Mention, items: Mapping[str, Item]) -> str:
    front = next((item for item in items.values() if item.volume == mention.paper), None)
    if front is not None and mention.role is Role.EDITOR:
        return f"{describe(mention)}: the volume has a front matter; use its ID, {front.id}."
    return f"{describe(mention)}: expected the paper to exist, found no such ID in the data; check the ID."


def _show(name: Name) -> str:
    return f"“{name.full}” (first “{name.first}”, last “{name.last}”)"
