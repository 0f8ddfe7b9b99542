"""The changes that a patch makes to given data: checked and worked out here, but not written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.ids import collection_of
from generator.anthology.item import find_slot
from generator.anthology.people import PEOPLE_FILE, People
from generator.anthology.text_lines import split_lines
from generator.anthology.xml import scan
from generator.errors import ConflictError, DataError
from generator.model import Mention, Slot
from generator.patch.changed_people import (
    changed_entries,
    is_applied_to_people,
    name_matching_changes,
    people_with,
    persons_losing_values,
)
from generator.patch.edits import edit_people, edit_slots
from generator.patch.merges import merge_conflicts, merge_notes
from generator.patch.notes import data_note, name_matching_notes, person_notes, unlinking_notes
from generator.patch.operations import Patch
from generator.patch.person_conflicts import person_conflicts
from generator.patch.slot_conflicts import duplicate_person_conflicts, slot_conflicts
from generator.patch.unified_diff import apply_edits, unified_diff
from generator.patch.untouched_slots import (
    items_with_names,
    name_matching_conflicts,
    remaining_id_conflicts,
    slots_with_ids,
)
from generator.runtime.garbage_collection import garbage_collection_paused


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after the patch.

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
class PlannedChanges:
    """What a patch changes in given data.

    Attributes:
        changes: files that change, sorted; empty if the patch is already applied.
        notes: what the user should know, in plain words.
        slots: the slots that the patch names, as they are before it.
        targets: for each slot whose ID changes, the new ID, None if it is removed.
        people: the persons before the patch.
        people_after: the persons after it.
    """

    changes: tuple[FileChange, ...]
    notes: tuple[str, ...]
    slots: Mapping[Mention, Slot]
    targets: Mapping[Mention, str | None]
    people: People
    people_after: People

    @property
    def diff(self) -> str:
        """The unified diff of all files, with paths relative to the data folder."""
        return "".join(change.diff for change in self.changes)


def plan_changes(patch: Patch, data_dir: Path) -> PlannedChanges:
    """Check a patch against the data and work out every change.

    Reads ``people.json`` and the XML files of the patch's papers. It searches the other XML files only if the patch
    takes a name, an ORCID or the whole entry from a person, or lets name matching give papers to another person.

    Raises:
        ConflictError: the patch does not fit; it has all conflicts.
        DataError: the data can't be read.
    """
    try:
        with garbage_collection_paused():
            return _plan_changes(patch, data_dir)
    except OSError as error:  # even asking whether a file exists may be refused
        raise DataError(f"{error.filename or data_dir}: can't be read ({error.strerror}).") from error


def _plan_changes(patch: Patch, data_dir: Path) -> PlannedChanges:
    people = People.read(data_dir)
    if not (data_dir / "xml").is_dir():
        raise DataError(f"{data_dir / 'xml'}: no such folder; give the data folder, the one that holds xml/ and json/.")
    papers = {assignment.mention.paper for assignment in patch.assignments}
    files = sorted({f"xml/{collection_of(paper)}.xml" for paper in papers})
    contents = {file: read_bytes(data_dir / file) for file in files if (data_dir / file).exists()}
    items = {item.id: item for file, data in contents.items() for item in scan(data, file, papers)}
    mentions = [assignment.mention for assignment in patch.assignments]
    slots = {mention: slot for mention in mentions if (slot := find_slot(items, mention)) is not None}
    frozen = MappingProxyType(slots)
    if _is_applied(patch, people, slots):
        state = "already applied" if patch.assignments or patch.persons else "empty"
        return PlannedChanges((), (f"Nothing to do: the patch is {state}.",), frozen, {}, people, people)
    entries = changed_entries(patch, people)
    after = people_with(people, entries)
    rematched = name_matching_changes(patch, people, after)
    gaining = [name for name, (_, page) in rematched.items() if page in after.persons]
    conflicts = [
        *person_conflicts(patch, people),
        *merge_conflicts(patch, people),
        *slot_conflicts(patch, people, after, items),
        *duplicate_person_conflicts(patch, after, items),
        *remaining_id_conflicts(after, slots_with_ids(data_dir, persons_losing_values(patch, people), slots.values())),
        *name_matching_conflicts(people, after, items_with_names(data_dir, gaining), papers),
    ]
    if conflicts:
        raise ConflictError(conflicts)
    wanted = {assignment.mention: assignment.target for assignment in patch.assignments}
    targets = {mention: target for mention, target in wanted.items() if slots[mention].person != (target or "")}
    changes = [*_xml_changes(contents, slots, targets), *_people_changes(people, entries)]
    notes = (
        *data_note(patch, slots, contents),
        *name_matching_notes(rematched),
        *person_notes(patch, people, after),
        *merge_notes(patch, people, after),
        *unlinking_notes(patch, slots, after),
    )
    changes.sort(key=lambda change: change.file)
    return PlannedChanges(tuple(changes), notes, frozen, MappingProxyType(targets), people, after)


def _is_applied(patch: Patch, people: People, slots: Mapping[Mention, Slot]) -> bool:
    """Return whether every slot and every person already is as the patch wants it."""
    for assignment in patch.assignments:
        slot = slots.get(assignment.mention)
        if slot is None or slot.name != assignment.name or slot.person != (assignment.target or ""):
            return False
    return is_applied_to_people(patch, people)


def _xml_changes(
    contents: Mapping[str, bytes], slots: Mapping[Mention, Slot], targets: Mapping[Mention, str | None]
) -> Iterator[FileChange]:
    for file, data in contents.items():
        ids = {slots[mention]: target for mention, target in targets.items() if slots[mention].file == file}
        if ids:
            new, edits = edit_slots(data, ids)
            yield FileChange(file, data, new, unified_diff(file, _lines(file, data), edits))


def _people_changes(people: People, entries: Mapping[str, dict[str, Any] | None]) -> Iterator[FileChange]:
    lines = people.file_lines
    if edits := edit_people(people, entries):
        old, new = "".join(lines), apply_edits(lines, edits)
        if old != new:
            yield FileChange(PEOPLE_FILE, old.encode(), new.encode(), unified_diff(PEOPLE_FILE, lines, edits))


def _lines(file: str, data: bytes) -> list[str]:
    try:
        return split_lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{file}, line {line}: not UTF-8; save the file as UTF-8.") from error
