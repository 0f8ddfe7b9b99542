"""The persons after a patch, and the names that name matching then resolves to other pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.anthology.people import People, person_of_entry
from generator.model import Name, Person
from generator.patch.operations import Action, Patch, name_to_json


def changed_entries(patch: Patch, people: People) -> dict[str, dict[str, Any] | None]:
    """Return the entries of ``people.json`` that change: ID -> new entry, None if deleted.

    A printed name that the patch uses with an explicit ID is added at the end of that person's names.

    Args:
        patch: the patch.
        people: the persons before the patch.
    """
    entries: dict[str, dict[str, Any] | None] = {}
    for change in patch.persons:
        if change.action is not Action.CREATE and change.id not in people.entries:
            continue  # `person_conflicts` reports it
        old = people.entries[change.id] if change.action is Action.UPDATE else {}
        entries[change.id] = None if change.action is Action.DELETE else {**old, **change.values}
    for assignment in patch.assignments:
        key = assignment.target
        if key is None or (key not in people.persons and key not in entries):
            continue
        entry = entries.get(key, people.entries.get(key))
        if entry is None:
            continue
        names = entry["names"]
        if assignment.name not in [Name(name.get("first") or "", name["last"]) for name in names]:
            entries[key] = {**entry, "names": [*names, name_to_json(assignment.name)]}
    return entries


def people_with(people: People, entries: Mapping[str, dict[str, Any] | None]) -> People:
    """Return the persons with some entries changed, without the file's text.

    Args:
        people: the persons before.
        entries: ID -> new entry, None to delete it.
    """
    merged = {key: value for key, value in {**people.entries, **entries}.items() if value is not None}
    persons: dict[str, Person] = {}
    for key in sorted(merged):
        changed = entries.get(key)
        persons[key] = people.persons[key] if changed is None else person_of_entry(key, changed)
    return People(persons, merged, {}, ())


def persons_losing_values(patch: Patch, people: People) -> set[str]:
    """Return the IDs of persons who lose a name, an ORCID or the whole entry.

    Their slots that the patch does not name must be checked too.

    Args:
        patch: the patch.
        people: the persons before the patch.
    """
    found = set()
    for change in patch.persons:
        old = people.persons.get(change.id)
        if old is None:
            continue
        loses_name = change.names is not None and not set(old.names) <= set(change.names)
        loses_orcid = bool(old.orcid) and change.orcid not in (None, old.orcid)
        if change.action is Action.DELETE or loses_name or loses_orcid:
            found.add(change.id)
    return found


def name_matching_changes(patch: Patch, people: People, people_after: People) -> dict[Name, tuple[str, str]]:
    """Return the names that name matching resolves to another page after the patch: name -> page before and after.

    Args:
        patch: the patch.
        people: the persons before the patch.
        people_after: the persons after the patch.
    """
    touched = {change.id for change in patch.persons} | {a.target for a in patch.assignments if a.target}
    pages = {
        name: (people.match_slug(name.slug), people_after.match_slug(name.slug))
        for persons in (people.persons, people_after.persons)
        for key in touched
        if key in persons
        for name in persons[key].names
    }
    return {name: (before, after) for name, (before, after) in pages.items() if before != after}


def is_applied_to_people(patch: Patch, people: People) -> bool:
    """Return whether every entry already is as the patch wants it."""
    for change in patch.persons:
        entry = people.entries.get(change.id)
        if change.action is Action.DELETE:
            if entry is not None:
                return False
            continue
        if entry is None:
            return False
        for key, value in change.values.items():
            found = entry.get(key) or type(value)()  # a missing key means an empty value
            if key == "names":  # applying adds the names that are printed on the patch's own papers
                printed = [name_to_json(a.name) for a in patch.assignments if a.target == change.id]
                found = [name for name in found if name in value or name not in printed]
            if found != value:
                return False
    return True
