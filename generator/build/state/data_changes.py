"""What changed in the Anthology's data since the last build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.anthology.bounded_read import read_bytes
from generator.anthology.data import AnthologyData, digest_of_data, files_of_data, without_id_by_slug
from generator.anthology.item import Item
from generator.anthology.kept_people import read_people
from generator.anthology.packed_items import PackedItems
from generator.anthology.packed_mentions import PackedMentions, repack_mentions
from generator.anthology.people import PEOPLE_FILE, People
from generator.anthology.read_items import Summaries, check_known, content_digest, read_items
from generator.build.state.kept_values import DataFile, LastBuild
from generator.build.state.mapping_overlay import overlay
from generator.errors import DataError
from generator.model import Mention


@dataclass(frozen=True, slots=True)
class DataChanges:
    """The data compared with those of the last build; before the first build there is nothing to compare with.

    Attributes:
        data: all data, None for a build without.
        files: the files as they are now, by path below the data folder.
        packed: items of the new and changed files (`PackedItems`), by path; before the first build of all files.
        packed_mentions: parts of the mentions without ID in which something changed (`PackedMentions`).
        gone: paths of files that are gone.
        scanned: IDs of all items of new and changed files.
        changed: IDs of new items, and of those whose content changed.
        removed: IDs of items that are gone.
        previous: IDs of the items that the last build found in files that changed or are gone now.
        slugs: name slugs for which name matching may give another result than in the last build.
        persons: IDs of entries of people.json that are new, changed or gone.
    """

    data: AnthologyData | None
    files: Mapping[str, DataFile] = field(default_factory=dict)
    packed: Mapping[str, bytes] = field(default_factory=dict)
    packed_mentions: Mapping[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    scanned: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    @property
    def people(self) -> People | None:
        """The entries of people.json, None for a build without data."""
        return self.data.people if self.data else None


def read_data_changes(
    data_dir: Path | None,
    files: Mapping[str, DataFile],
    last: LastBuild,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda n: None,
    whole: bool = True,
) -> DataChanges:
    """Read what is new or changed in the data.

    Args:
        data_dir: the data's folder, None for a build without.
        files: what `list_data_files` returned.
        last: the last build.
        jobs: processes that scan files which the user's cache doesn't have.
        progress: called with the number of files scanned since the last call.
        whole: whether the items of all files will be needed: then they are read together, which takes less time.

    Raises:
        DataError: a file is missing or broken.
    """
    if data_dir is None:
        return DataChanges(None)
    before, now = ({name: file.digest for name, file in some.items()} for some in (last.data_files, files))
    new_files = [name for name, digest in now.items() if digest != before.get(name)]
    people = People(last.persons, {}, {}, (), known_ids_by_slug=last.ids_by_slug)
    persons = frozenset[str]()
    if PEOPLE_FILE in new_files:
        new_files.remove(PEOPLE_FILE)
        people = read_people(data_dir)
        check_known(data_dir / PEOPLE_FILE, "".join(people.file_lines).encode(), now[PEOPLE_FILE])
        ids = last.persons.keys() | people.persons.keys()
        persons = frozenset(pid for pid in ids if last.persons.get(pid) != people.persons.get(pid))
    gone = frozenset(before.keys() - now.keys())
    summaries: Summaries = {}
    if not before:
        from generator.review.corpus_statistics import PART, count_items  # a build without changes need not load it

        summaries = {PART: count_items}
    packed = read_items(data_dir, {name: now[name] for name in new_files}, jobs, progress, summaries)
    if whole:
        packed = dict(packed)
    digest = digest_of_data(now)
    if not before:
        data = AnthologyData(data_dir, people, PackedItems(packed), digest)
        return DataChanges(data, files, packed, data.packed_mentions, persons=persons)
    replaced = PackedItems({name: last.items[name] for name in (*new_files, *gone) if name in before})
    fresh = PackedItems(packed)
    items = PackedItems(overlay(packed, gone, last.items))
    scanned, previous = frozenset(fresh), frozenset(replaced)
    changed = frozenset(
        item for item in scanned if item not in previous or _content(fresh[item]) != _content(replaced[item])
    )
    removed = previous - scanned
    entries = (where[pid].names for pid in persons for where in (last.persons, people.persons) if pid in where)
    slugs = {name.slug for names in entries for name in names}
    without_id = _mentions_without_id(
        [fresh[item] for item in changed],
        [replaced[item] for item in (*(changed & previous), *removed)],
        PackedMentions(last.mentions_without_id),
    )
    slugs |= without_id.keys()
    parts = repack_mentions(last.mentions_without_id, without_id)
    data = _ChangedData(data_dir, people, items, digest, overlay(parts, (), last.mentions_without_id))
    return DataChanges(data, files, packed, parts, gone, scanned, changed, removed, previous, frozenset(slugs), persons)


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
            before = DataFile(stamp, content_digest(read_bytes(path)))
        found[name] = before
    return found


@dataclass(frozen=True)
class _ChangedData(AnthologyData):
    """All data, of which only new and changed files were read; the rest comes from the last build."""

    parts: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def packed_mentions(self) -> Mapping[str, bytes]:
        """See `AnthologyData`."""
        return self.parts


def _content(item: Item) -> tuple[Any, ...]:
    """What author pages and their review depend on; not where an item stands in its file."""
    slots = [
        (slot.mention, slot.name, slot.person, slot.orcid, slot.affiliation, slot.unusual_text) for slot in item.slots
    ]
    return item.role, slots, item.year, item.venues


def _mentions_without_id(
    added: Iterable[Item], taken: Iterable[Item], before: Mapping[str, tuple[Mention, ...]]
) -> dict[str, tuple[Mention, ...]]:
    """Name slug -> all its mentions without ID, sorted; only slugs where these changed.

    Args:
        added: new items, and changed ones as they are now.
        taken: items that are gone, and changed ones as they were.
        before: name slug -> mentions without ID of the last build.
    """
    more, less = without_id_by_slug(added), without_id_by_slug(taken)
    found = {}
    for slug in more.keys() | less.keys():
        then = before.get(slug, ())
        now = tuple(sorted({*then} - {*less.get(slug, ())} | {*more.get(slug, ())}))
        if now != then:
            found[slug] = now
    return found
