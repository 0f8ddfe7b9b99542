"""The whole data: every slot, the persons, and the page to which each slot resolves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.anthology.bounded_read import read_bytes
from generator.anthology.item import Item, find_slot
from generator.anthology.kept_people import read_people
from generator.anthology.packed_items import PackedItems, mentions_without_id
from generator.anthology.packed_mentions import PARTS, PackedMentions, pack_mentions
from generator.anthology.people import PEOPLE_FILE, People, explain_missing_people_file
from generator.anthology.read_items import content_digest, read_items
from generator.errors import DataError
from generator.model import Link, Mention, Slot
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.user_cache import find_cached, keep_cached, key


def files_of_data(data_dir: Path) -> list[str]:
    """Return the paths of people.json and of all XML files, sorted, below the data's folder.

    Raises:
        DataError: they are missing.
    """
    if not (data_dir / PEOPLE_FILE).is_file():
        raise DataError(explain_missing_people_file(data_dir))
    files = [f"xml/{path.name}" for path in sorted((data_dir / "xml").glob("*.xml"))]
    if not files:
        raise DataError(f"{data_dir / 'xml'}: no XML files there; give the folder that holds xml/ and json/.")
    return [PEOPLE_FILE, *files]


def digests_of_data(data_dir: Path) -> dict[str, bytes]:
    """Return path below the data's folder -> digest of its content, of people.json and all XML files.

    Raises:
        DataError: a file is missing or can't be read.
    """
    return {file: content_digest(read_bytes(data_dir / file)) for file in files_of_data(data_dir)}


def digest_of_data(digests: Mapping[str, bytes]) -> bytes:
    """Return one digest of the content of all files."""
    return content_digest(b"\0".join(part for file in sorted(digests) for part in (file.encode(), digests[file])))


def without_id_by_slug(items: Iterable[Item]) -> dict[str, list[Mention]]:
    """Return name slug -> mentions of these items that have no ID, sorted."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for item in items:
        for slot in item.slots:
            if not slot.person:
                found[slot.name.slug].append(slot.mention)
    for mentions in found.values():
        mentions.sort()
    return found


@dataclass(frozen=True)
class AnthologyData:
    """The Anthology's data: persons in memory, items as they are asked for (about 0.7 GB for all of them).

    Attributes:
        data_dir: the folder that holds ``xml/`` and ``json/``.
        people: the verified persons.
        items: Anthology ID -> paper, front matter, or volume without front matter.
        digest: of the content of all files, ``b""`` if unknown; what is made of all data is kept by it.
    """

    data_dir: Path
    people: People
    items: Mapping[str, Item]
    digest: bytes = b""

    @classmethod
    def read(cls, data_dir: Path, jobs: int = 1, digests: Mapping[str, bytes] | None = None) -> AnthologyData:
        """Read all of ``xml/*.xml`` and ``json/people.json``; files that were read before come from the user's cache.

        Args:
            data_dir: the folder that holds ``xml/`` and ``json/``.
            jobs: processes that scan.
            digests: path below it of each file -> digest of its content; None to compute them.

        Raises:
            DataError: a file is missing or broken.
        """
        people = read_people(data_dir)
        if digests is None:
            digests = digests_of_data(data_dir)
        scanned = {file: digest for file, digest in digests.items() if file != PEOPLE_FILE}
        with garbage_collection_paused():
            items = PackedItems(read_items(data_dir, scanned, jobs))
        return cls(data_dir, people, items, digest_of_data(digests))

    def forget_abstracts(self) -> None:
        """Drop all abstracts to save memory."""
        if isinstance(self.items, PackedItems):
            self.items.forget_abstracts()

    def slot(self, mention: Mention) -> Slot:
        """Return the slot of a mention.

        Raises:
            KeyError: there is no such item or position.
        """
        if (slot := find_slot(self.items, mention)) is None:
            raise KeyError(mention)
        return slot

    def resolve(self, slot: Slot) -> tuple[str, Link]:
        """Return the page ID of a slot, and whether an explicit ID or name matching gives it (`People.resolve`)."""
        return self.people.resolve(slot.name, slot.person)

    def mentions_of(self, page_id: str) -> tuple[Mention, ...]:
        """Return all mentions that resolve to a page, sorted; empty if none does."""
        return self._by_page.get(page_id, ())

    @cached_property
    def mentions_by_slug(self) -> dict[str, tuple[Mention, ...]]:
        """Name slug -> all mentions with it, sorted; slugs sorted."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for item in self.items.values():
            for slot in item.slots:
                found[slot.name.slug].append(slot.mention)
        return {slug: tuple(sorted(found[slug])) for slug in sorted(found)}

    @cached_property
    def mentions_without_id(self) -> Mapping[str, tuple[Mention, ...]]:
        """Name slug -> all mentions with it that have no ID, sorted."""
        return PackedMentions(self.packed_mentions)

    @cached_property
    def packed_mentions(self) -> Mapping[str, bytes]:
        """The same in parts (`PackedMentions`); from the user's cache, if all data were read before."""
        keys = {key("mentions without ID", self.digest, name.encode()): name for name in PARTS} if self.digest else {}
        parts = {keys[found]: packed for found, packed in find_cached(keys).items()}
        if len(parts) < len(PARTS):
            parts = pack_mentions(self._without_id())
            if keys:
                keep_cached((found, parts[name]) for found, name in keys.items())
        return parts

    def _without_id(self) -> Mapping[str, Iterable[Mention]]:
        """Name slug -> all mentions with it that have no ID, sorted; no item is unpacked for it."""
        if not isinstance(self.items, PackedItems):
            return without_id_by_slug(self.items.values())
        found: dict[str, list[Mention]] = defaultdict(list)
        for packed in self.items.files.values():
            for slug, mentions in mentions_without_id(packed).items():
                found[slug] += [Mention(*values) for values in mentions]
        return {slug: sorted(mentions) for slug, mentions in found.items()}

    @cached_property
    def _by_page(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for item in self.items.values():
            for slot in item.slots:
                found[self.resolve(slot)[0]].append(slot.mention)
        return {page: tuple(sorted(mentions)) for page, mentions in found.items()}
