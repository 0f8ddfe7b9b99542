"""What changed in the Anthology's data since the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.data import AnthologyData, digest_of_data, files_of_data
from generator.anthology.item import Item
from generator.anthology.people import PEOPLE_FILE, People
from generator.anthology.read_items import content_digest, read_items
from generator.build.state.kept_values import DataFile, LastBuild
from generator.build.state.mapping_overlay import overlay
from generator.errors import DataError
from generator.model import Mention


@dataclass(frozen=True, slots=True)
class DataChanges:
    """The data compared with those of the last build; before the first build all of them are new.

    Attributes:
        data: all data, None for a build without.
        files: the files as they are now, by path below the data folder.
        scanned: all items of new and changed files, by ID.
        changed: IDs of new items, and of those whose content changed.
        removed: IDs of items that are gone.
        previous: IDs of the items that the last build found in files that changed or are gone now.
        mentions_without_id: name slug -> all its mentions without ID, of slugs where these changed.
        slugs: name slugs for which name matching may give another result.
        persons: IDs of entries of people.json that are new, changed or gone.
    """

    data: AnthologyData | None
    files: Mapping[str, DataFile] = field(default_factory=dict)
    scanned: dict[str, Item] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    mentions_without_id: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    slugs: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    @property
    def people(self) -> People | None:
        """The entries of people.json, None for a build without data."""
        return self.data.people if self.data else None

    def item_rows(self) -> Iterator[tuple[str, Item]]:
        """Yield items as `LastBuild.items` has them: without abstracts, which only statistics need.

        They are all those of new and changed files: even where their content is the same, they may have moved.
        """
        return ((item_id, replace(self.scanned[item_id], abstract="")) for item_id in sorted(self.scanned))

    def drop_abstracts(self) -> None:
        """Free the memory of abstracts, once the statistics have their words."""
        for item_id, item in self.scanned.items():
            if item.abstract:
                self.scanned[item_id] = replace(item, abstract="")


def read_data_changes(
    data_dir: Path | None, files: Mapping[str, DataFile], last: LastBuild, jobs: int = 1
) -> DataChanges:
    """Read what is new or changed in the data.

    Args:
        data_dir: the data's folder, None for a build without.
        files: what `list_data_files` returned.
        last: the last build.
        jobs: processes that scan files which the user's cache doesn't have.

    Raises:
        DataError: a file is missing or broken, or an item is there twice.
    """
    if data_dir is None:
        return DataChanges(None)
    files, before = dict(files), {name: file.digest for name, file in last.data_files.items()}
    new_files = [name for name, file in files.items() if file.digest != before.get(name)]
    people: People = _UnchangedPeople(last.persons, {}, {}, (), last_ids_by_slug=last.ids_by_slug)
    persons = frozenset[str]()
    if PEOPLE_FILE in new_files:
        new_files.remove(PEOPLE_FILE)
        people = People.read(data_dir)
        ids = last.persons.keys() | people.persons.keys()
        persons = frozenset(pid for pid in ids if last.persons.get(pid) != people.persons.get(pid))
    replaced = (last.data_files[name] for name in (*new_files, *(before.keys() - files.keys())) if name in before)
    previous = frozenset(item for file in replaced for item in file.items)
    scanned = _scan(data_dir, new_files, files, previous, last, jobs)
    changed = frozenset(
        item_id
        for item_id, item in scanned.items()
        if item_id not in previous or _content(item) != _content(last.items[item_id])
    )
    removed = previous - scanned.keys()
    without_id = _mentions_without_id(scanned, changed, removed, previous, last)
    entries = (where[pid].names for pid in persons for where in (last.persons, people.persons) if pid in where)
    slugs = without_id.keys() | {name.slug for names in entries for name in names}
    items, mentions = overlay(scanned, removed, last.items), overlay(without_id, (), last.mentions_without_id)
    digest = digest_of_data({name: file.digest for name, file in files.items()})
    data = _ChangedData(data_dir, people, items, digest, mentions)
    return DataChanges(data, files, scanned, changed, removed, previous, without_id, frozenset(slugs), persons)


def list_data_files(data_dir: Path, last: LastBuild) -> dict[str, DataFile]:
    """Return all files of the data; those whose size and modification time are unchanged are not read.

    Raises:
        DataError: a file is missing or can't be read.
    """
    found = {}
    for name in files_of_data(data_dir):
        path = data_dir / name
        try:
            status = path.stat()
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        stamp, before = f"{status.st_size} {status.st_mtime_ns}", last.data_files.get(name)
        if before is None or before.stamp != stamp:
            digest = content_digest(read_bytes(path))
            items = before.items if before is not None and before.digest == digest else ()
            before = DataFile(stamp, digest, items)
        found[name] = before
    return found


@dataclass(frozen=True)
class _UnchangedPeople(People):
    """The persons of a people.json that has not changed, without its text."""

    last_ids_by_slug: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def ids_by_slug(self) -> dict[str, tuple[str, ...]]:
        """See `People`."""
        return dict(self.last_ids_by_slug)


@dataclass(frozen=True)
class _ChangedData(AnthologyData):
    """All data, of which only new and changed files were read; the other items come from the last build."""

    overlaid_mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)

    @cached_property
    def mentions_without_id(self) -> Mapping[str, tuple[Mention, ...]]:
        """See `AnthologyData`."""
        return self.overlaid_mentions


def _scan(
    data_dir: Path,
    new_files: Iterable[str],
    files: dict[str, DataFile],
    previous: frozenset[str],
    last: LastBuild,
    jobs: int,
) -> dict[str, Item]:
    """Scan new and changed files, and enter the IDs of their items in ``files``."""
    scanned: dict[str, Item] = {}
    for name, found in read_items(data_dir, {name: files[name].digest for name in new_files}, jobs):
        for item in found:
            if item.id in scanned or (item.id not in previous and item.id in last.items):
                raise DataError(f"{name}: {item.id} is also in another file; a collection has one file.")
            scanned[item.id] = item
        files[name] = replace(files[name], items=tuple(item.id for item in found))
    return scanned


def _content(item: Item) -> tuple[Any, ...]:
    """What author pages and their review depend on; not where an item stands in its file."""
    slots = [
        (slot.mention, slot.name, slot.person, slot.orcid, slot.affiliation, slot.unusual_text) for slot in item.slots
    ]
    return item.role, slots, item.year, item.venues


def _mentions_without_id(
    scanned: Mapping[str, Item],
    changed: frozenset[str],
    removed: frozenset[str],
    previous: frozenset[str],
    last: LastBuild,
) -> dict[str, tuple[Mention, ...]]:
    """Name slug -> all its mentions without ID, sorted; only slugs where these changed."""
    added = _without_id_by_slug(scanned[item_id] for item_id in changed)
    taken = _without_id_by_slug(last.items[item_id] for item_id in (*(changed & previous), *removed))
    found = {}
    for slug in added.keys() | taken.keys():
        before = last.mentions_without_id.get(slug, ())
        now = tuple(sorted({*before} - taken.get(slug, set()) | added.get(slug, set())))
        if now != before:
            found[slug] = now
    return found


def _without_id_by_slug(items: Iterable[Item]) -> dict[str, set[Mention]]:
    """Name slug -> mentions of these items that have no ID."""
    found: dict[str, set[Mention]] = defaultdict(set)
    for item in items:
        for slot in item.slots:
            if not slot.person:
                found[slot.name.slug].add(slot.mention)
    return found
