"""What a patch would do to the data: new files, notes and the diff; writes nothing."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from generator.anthology.ids import collection_of
from generator.anthology.item import Item
from generator.anthology.people import PEOPLE_FILE, People, person_of
from generator.anthology.xml import scan
from generator.errors import ConflictError, DataError
from generator.model import Mention, Name, Person, Slot
from generator.patch.conflicts import (
    describe,
    digest,
    find_slot,
    is_applied,
    new_records,
    person_conflicts,
    pulled_conflicts,
    slot_conflicts,
    twice_conflicts,
    use_conflicts,
)
from generator.patch.edits import edit_people, edit_slots
from generator.patch.operations import Action, Patch
from generator.patch.unified_diff import apply_edits, unified_diff

_EXPLICIT = re.compile(rb"""id\s*=\s*["']([a-z][-a-z0-9]+)["']""")


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file, before and after.

    Attributes:
        file: path below the data folder.
        old, new: the whole content.
        diff: unified diff of this file.
    """

    file: str
    old: bytes
    new: bytes
    diff: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a patch does to given data.

    Attributes:
        changes: files that change, sorted; empty if the patch is already applied.
        notes: what the user should know, in plain words.
        slots: the touched elements as they are now.
        people: the persons as they are now.
        people_after: and after the patch.
    """

    changes: tuple[FileChange, ...]
    notes: tuple[str, ...]
    slots: MappingProxyType[Mention, Slot]
    people: People
    people_after: People

    @property
    def diff(self) -> str:
        """The unified diff of all files, paths relative to the data folder."""
        return "".join(change.diff for change in self.changes)


def plan(patch: Patch, data_dir: Path) -> Plan:
    """Check a patch against the data and work out every change.

    Reads ``people.json`` and the XML files of the patch's papers; the other XML
    files only when the patch takes a name, an ORCID or an entry away.

    Raises:
        ConflictError: the patch does not fit; all conflicts are in it.
        DataError: the data can't be read.
    """
    people = People.read(data_dir)
    papers = {assignment.mention.paper for assignment in patch.assignments}
    files = {f"xml/{collection_of(paper)}.xml" for paper in papers}
    contents = {file: _read(data_dir / file) for file in sorted(files) if (data_dir / file).is_file()}
    items = {item.id: item for file, data in contents.items() for item in scan(data, file, papers)}
    slots = {
        assignment.mention: slot
        for assignment in patch.assignments
        if (slot := find_slot(items, assignment.mention)) is not None
    }
    frozen = MappingProxyType(slots)
    if is_applied(patch, people, items):
        done = (
            "Nothing to do: the patch is already applied."
            if patch.assignments or patch.persons
            else ("Nothing to do: the patch is empty.")
        )
        return Plan((), (done,), frozen, people, people)
    records = new_records(patch, people)
    after = _after(people, records)
    targets = {assignment.mention: assignment.target for assignment in patch.assignments}
    rematched = _rematched(patch, people, after)
    pulled = [name for name, (_, new) in rematched.items() if new in after.persons]
    conflicts = [
        *person_conflicts(patch, people),
        *slot_conflicts(patch, people, after, items),
        *twice_conflicts(patch, after, items),
        *use_conflicts(after, _still_using(data_dir, _narrowed(patch, people), slots.values())),
        *pulled_conflicts(after, _items_with(data_dir, pulled), people, papers),
    ]
    if conflicts:
        raise ConflictError(conflicts)
    changes = []
    for file, data in contents.items():
        ids = {
            slot: targets[mention]
            for mention, slot in slots.items()
            if slot.file == file and slot.person != (targets[mention] or "")
        }
        new, edits = edit_slots(data, ids)
        changes.append(FileChange(file, data, new, unified_diff(file, _lines(file, data), edits)))
    edits = edit_people(people, records)
    new_people = apply_edits(people.lines, edits)
    old = "".join(people.lines).encode()
    changes.append(FileChange(PEOPLE_FILE, old, new_people.encode(), unified_diff(PEOPLE_FILE, people.lines, edits)))
    changes = sorted((change for change in changes if change.old != change.new), key=lambda change: change.file)
    notes = _notes(patch, people, after, slots, contents, rematched)
    return Plan(tuple(changes), tuple(notes), frozen, people, after)


def _after(people: People, records: dict[str, dict[str, Any] | None]) -> People:
    """The persons after the patch, without the file's text."""
    merged = {key: value for key, value in {**people.records, **records}.items() if value is not None}
    persons: dict[str, Person] = {}
    for key in sorted(merged):
        changed = records.get(key)
        persons[key] = people.persons[key] if changed is None else person_of(key, changed)
    return People(persons, merged, {}, ())


def _narrowed(patch: Patch, people: People) -> set[str]:
    """Persons who lose a name, an ORCID or the whole entry: their other papers must be looked at."""
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


def _rematched(patch: Patch, people: People, after: People) -> dict[Name, tuple[str, str]]:
    """Names whose slots without ID change pages because the persons changed -> page before and after."""
    touched = {change.id for change in patch.persons} | {a.target for a in patch.assignments if a.target}
    known = (persons[key] for persons in (people.persons, after.persons) for key in touched if key in persons)
    pages = {name: (people.match(name.slug), after.match(name.slug)) for person in known for name in person.names}
    return {name: (old, new) for name, (old, new) in pages.items() if old != new}


def _items_with(data_dir: Path, names: Iterable[Name]) -> Iterator[Item]:
    """All items on which one of these names is printed without an ID."""
    wanted = frozenset(names)
    printed = [
        (f"<first>{escape(name.first)}</first>" * bool(name.first) + f"<last>{escape(name.last)}</last>").encode()
        for name in wanted
    ]
    for file, data in _collections(data_dir) if wanted else ():
        if any(text in data for text in printed):
            items = scan(data, file)
            yield from (i for i in items if any(slot.name in wanted and not slot.person for slot in i.slots))


def _still_using(data_dir: Path, ids: Iterable[str], slots: Iterable[Slot]) -> list[Slot]:
    """All slots that have one of these explicit IDs and that the patch doesn't touch."""
    wanted = frozenset(ids)
    if not wanted:
        return []
    touched: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        touched[slot.file].append(slot)
    found = []
    for file, data in _collections(data_dir):
        places = {match.start() for match in _EXPLICIT.finditer(data) if match[1].decode() in wanted}
        for slot in touched[file]:
            places -= set(range(slot.start, slot.tag_end))
        if places:
            mentions = {slot.mention for slot in touched[file]}
            everyone = [slot for item in scan(data, file) for slot in item.slots]
            found += [slot for slot in everyone if slot.person in wanted and slot.mention not in mentions]
    return found


def _notes(
    patch: Patch,
    people: People,
    after: People,
    slots: dict[Mention, Slot],
    contents: dict[str, bytes],
    rematched: dict[Name, tuple[str, str]],
) -> list[str]:
    notes = []
    elements = {mention: contents[slot.file][slot.start : slot.end].decode() for mention, slot in slots.items()}
    if patch.data_digest is not None and patch.data_digest != digest(elements):
        notes.append(
            "The data differ from those the patch was made from, but every slot still is as the patch expects it."
        )
    notes += _matching_notes(rematched)
    for change in patch.persons:
        if change.action is Action.CREATE:
            missing = [word for word, value in (("ORCID", change.orcid), ("degree", change.degree)) if not value]
            if missing:
                notes.append(f"{change.id} is created without {' and '.join(missing)}; add it if it is known.")
    named = {change.id for change in patch.persons if change.names is not None}
    for key, person in after.persons.items():
        old = people.persons.get(key)
        if old is not None and key not in named:
            added = [name.full for name in person.names if name not in old.names]
            if added:
                notes.append(f"{key} gets the printed name {', '.join(added)}.")
    for assignment in patch.assignments:
        page = after.match(assignment.name.slug)
        if assignment.target is None and page == assignment.source and slots[assignment.mention].person:
            notes.append(f"{describe(assignment.mention)}: without its ID, name matching gives it to {page} again.")
    return notes


def _matching_notes(rematched: dict[Name, tuple[str, str]]) -> list[str]:
    """Say which names' slots without ID change pages."""
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, pages in sorted({name.slug: pages for name, pages in rematched.items()}.items()):
        moved[pages].append(slug)
    return [
        f"Name matching: papers of {', '.join(names)} without an ID move from the page {old} to {new}."
        for (old, new), names in moved.items()
    ]


def _collections(data_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Path below the data folder and content of all XML files, sorted."""
    for path in sorted((data_dir / "xml").glob("*.xml")):
        yield f"xml/{path.name}", _read(path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror}).") from error


def _lines(file: str, data: bytes) -> list[str]:
    try:
        with io.StringIO(data.decode("utf-8"), newline="\n") as stream:
            return stream.readlines()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{file}, line {line}: not UTF-8; save the file as UTF-8.") from error
