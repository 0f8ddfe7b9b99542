"""What is new in the Anthology's data since the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.data import AnthologyData
from generator.anthology.item import Item
from generator.anthology.people import PEOPLE_FILE, People, explain_missing_people_file
from generator.anthology.xml import scan_file
from generator.build.state.last_build import DataFile, Past
from generator.build.state.store import Overlay
from generator.errors import DataError
from generator.model import Mention


@dataclass(frozen=True, slots=True)
class DataIntake:
    """The data beside what was known of them.

    Attributes:
        data: all of them, None for a build without.
        files: what each file is now, by path.
        items: new or other than before, by ID.
        gone: IDs of items that went.
        unlinked: name slugs whose mentions without ID are others now, with these.
        forms: name slugs whose matching is another.
        persons: IDs of entries that are new, other than before, or gone.
        scanned: all that is in files that are new or other than before, by ID.
        before: IDs of what was in these files and in files that went.
    """

    data: AnthologyData | None
    files: Mapping[str, DataFile] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    unlinked: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    scanned: Mapping[str, Item] = field(default_factory=dict)
    before: frozenset[str] = frozenset()


def take_in_data(data_dir: Path | None, files: Mapping[str, DataFile], past: Past | None) -> DataIntake:
    """Read what is new in the data, everything if ``past`` is None.

    Args:
        data_dir: the data's folder, None for none.
        files: what `data_files` returned.
        past: the last build.

    Raises:
        DataError: a file is missing or broken, or an item is there twice.
    """
    if data_dir is None:
        return DataIntake(None)
    if past is not None:
        return _compare(data_dir, dict(files), past)
    data = AnthologyData.read(data_dir)
    inside: dict[str, list[str]] = defaultdict(list)
    for item in data.items.values():
        inside[item.file].append(item.id)
    found = {name: replace(file, items=tuple(inside[name])) for name, file in files.items()}
    return DataIntake(data, found, data.items, unlinked=data.mentions_without_id, scanned=data.items)


def item_rows(items: Mapping[str, Item]) -> Iterator[tuple[str, Item]]:
    """Items as the table ``items`` has them: without abstracts, which only statistics need."""
    return ((item_id, replace(item, abstract="")) for item_id, item in items.items())


def _compare(data_dir: Path, files: dict[str, DataFile], past: Past) -> DataIntake:
    people: People = _KnownPeople(past.persons, {}, {}, (), known=past.by_slug)
    persons = frozenset[str]()
    old = _digests(past.data_files)
    changed = [name for name, digest in _digests(files).items() if digest != old.get(name)]
    if PEOPLE_FILE in changed:
        changed.remove(PEOPLE_FILE)
        people = People.read(data_dir)
        ids = past.persons.keys() | people.persons.keys()
        persons = frozenset(pid for pid in ids if past.persons.get(pid) != people.persons.get(pid))
    lost = (past.data_files[name] for name in (*changed, *(old.keys() - files.keys())) if name in old)
    before = frozenset(item for file in lost for item in file.items)
    scanned: dict[str, Item] = {}
    for name in changed:
        found = scan_file(data_dir, name)
        for item in found:
            if item.id in scanned or (item.id not in before and item.id in past.items):
                raise DataError(f"{name}: {item.id} is also in another file; a collection has one file.")
            scanned[item.id] = item
        files[name] = replace(files[name], items=tuple(item.id for item in found))
    items = {
        item_id: item
        for item_id, item in scanned.items()
        if item_id not in before or _shown(item) != _shown(past.items[item_id])
    }
    gone = before - scanned.keys()
    unlinked = _unlinked(items, gone, before, past)
    names = (where[pid].names for pid in persons for where in (past.persons, people.persons) if pid in where)
    forms = unlinked.keys() | {name.slug for entry in names for name in entry}
    data = _PartlyRead(data_dir, people, Overlay(items, gone, past.items), Overlay(unlinked, (), past.unlinked))
    return DataIntake(data, files, items, gone, unlinked, frozenset(forms), persons, scanned, before)


@dataclass(frozen=True)
class _KnownPeople(People):
    """Persons of a file that has not changed, without its text."""

    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def ids_by_slug(self) -> dict[str, tuple[str, ...]]:
        """See `People`."""
        return dict(self.known)


@dataclass(frozen=True)
class _PartlyRead(AnthologyData):
    """Data of which only what changed was read; where other slots stand in their files may be out of date."""

    known: Mapping[str, tuple[Mention, ...]]

    @cached_property
    def mentions_without_id(self) -> Mapping[str, tuple[Mention, ...]]:
        """See `AnthologyData`."""
        return self.known


def data_files(data_dir: Path, past: Past | None) -> dict[str, DataFile]:
    """All files as they are; those that look as before are not read.

    Raises:
        DataError: a file is missing or can't be read.
    """
    known = past.data_files if past else {}
    if not (data_dir / PEOPLE_FILE).is_file():
        raise DataError(explain_missing_people_file(data_dir))
    found = {}
    for path in (data_dir / PEOPLE_FILE, *sorted((data_dir / "xml").glob("*.xml"))):
        name = path.relative_to(data_dir).as_posix()
        try:
            status = path.stat()
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        stamp = f"{status.st_size} {status.st_mtime_ns}"
        before = known.get(name)
        if before is not None and before.stamp == stamp:
            found[name] = before
        else:
            found[name] = DataFile(stamp, blake2b(read_bytes(path), digest_size=16).digest())
    return {
        name: replace(file, items=known[name].items) if name in known and known[name].digest == file.digest else file
        for name, file in found.items()
    }


def _digests(files: Mapping[str, DataFile]) -> dict[str, bytes]:
    return {name: file.digest for name, file in files.items()}


def _shown(item: Item) -> tuple[Any, ...]:
    """What author pages and their review rest on; not where it stands in the file."""
    slots = [
        (slot.mention, slot.name, slot.person, slot.orcid, slot.affiliation, slot.unusual_text) for slot in item.slots
    ]
    return item.role, slots, item.year, item.venues


def _unlinked(
    items: Mapping[str, Item], gone: Iterable[str], before: Iterable[str], past: Past
) -> dict[str, tuple[Mention, ...]]:
    """Name slugs whose mentions without ID are others than before."""
    old = {item_id: past.items[item_id] for item_id in (*(items.keys() & set(before)), *gone)}
    came, left = _mentions(items.values()), _mentions(old.values())
    found = {}
    for slug in came.keys() | left.keys():
        known = past.unlinked.get(slug, ())
        now = tuple(sorted({*known} - left.get(slug, set()) | came.get(slug, set())))
        if now != known:
            found[slug] = now
    return found


def _mentions(items: Iterable[Item]) -> dict[str, set[Mention]]:
    found: dict[str, set[Mention]] = defaultdict(set)
    for item in items:
        for slot in item.slots:
            if not slot.person:
                found[slot.name.slug].add(slot.mention)
    return found
