"""Conflicts of author slots that a patch does not name, but whose person it changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.anthology.bounded_read import read_bytes
from generator.anthology.item import Item
from generator.anthology.people import People
from generator.anthology.xml import name_tags, scan
from generator.model import Name, Slot
from generator.patch.wording import name_with_parts, slot_label

_ID_ATTRIBUTE = re.compile(rb"""id\s*=\s*["']([a-z][-a-z0-9]+)["']""")


def slots_with_ids(data_dir: Path, person_ids: Iterable[str], touched: Iterable[Slot]) -> list[Slot]:
    """Return all slots that have one of these explicit IDs, without those that the patch changes.

    A file is parsed only if it has such an ID outside the changed slots.

    Args:
        data_dir: the data folder.
        person_ids: explicit IDs; if there are none, no file is read.
        touched: the slots that the patch changes.
    """
    wanted = frozenset(person_ids)
    if not wanted:
        return []
    touched_in: dict[str, list[Slot]] = defaultdict(list)
    for slot in touched:
        touched_in[slot.file].append(slot)
    found = []
    for file, data in _xml_files(data_dir):
        offsets = {match.start() for match in _ID_ATTRIBUTE.finditer(data) if match[1].decode() in wanted}
        for slot in touched_in[file]:
            offsets -= set(range(slot.start, slot.tag_end))
        if offsets:
            mentions = {slot.mention for slot in touched_in[file]}
            everyone = [slot for item in scan(data, file) for slot in item.slots]
            found += [slot for slot in everyone if slot.person in wanted and slot.mention not in mentions]
    return found


def items_with_names(data_dir: Path, names: Iterable[Name]) -> Iterator[Item]:
    """Yield all items on which one of these names is printed without an explicit ID.

    Args:
        data_dir: the data folder.
        names: printed names; if there are none, no file is read.
    """
    wanted = frozenset(names)
    tags = ["".join(name_tags(name)).encode() for name in wanted]
    for file, data in _xml_files(data_dir) if wanted else ():
        if any(tag in data for tag in tags):
            items = scan(data, file)
            yield from (i for i in items if any(slot.name in wanted and not slot.person for slot in i.slots))


def remaining_id_conflicts(people_after: People, slots: Iterable[Slot]) -> Iterator[str]:
    """Yield a message for each slot whose explicit ID would be wrong after the patch.

    acl-anthology refuses data in which the ID, name or ORCID of a slot is not the person's.

    Args:
        people_after: the persons after the patch.
        slots: what `slots_with_ids` returned.
    """
    for slot in slots:
        person = people_after.persons.get(slot.person)
        where = slot_label(slot.mention)
        if person is None:
            yield f"{where}: still has the ID {slot.person}, which the patch deletes; assign this paper too."
        elif slot.name not in person.names:
            name = name_with_parts(slot.name)
            yield f"{where}: {slot.person} must keep the name {name}, which is printed here; list it."
        elif slot.orcid and slot.orcid != person.orcid:
            yield (
                f"{where}: carries the ORCID {slot.orcid}, {slot.person} would have "
                f"{person.orcid or 'none'}; correct the ORCID on the paper by hand."
            )


def name_matching_conflicts(
    people: People, people_after: People, items: Iterable[Item], patched: set[str]
) -> Iterator[str]:
    """Yield a message for each slot by which name matching would put a person on a paper a second time.

    Args:
        people: the persons before the patch.
        people_after: the persons after the patch.
        items: what `items_with_names` returned for the names that then resolve to another person.
        patched: IDs of the patch's own papers, which are not checked here.
    """
    for item in items:
        if item.id in patched:
            continue
        for slot in item.slots:
            page = people_after.match_slug(slot.name.slug)
            if slot.person or page not in people_after.persons or page == people.match_slug(slot.name.slug):
                continue
            if page in [people_after.resolve(other.name, other.person)[0] for other in item.slots if other is not slot]:
                yield (
                    f"{slot_label(slot.mention)} ({slot.name.full}): name matching would give it to {page}, who stands "
                    "on this paper already; assign this paper to somebody else, or turn name matching off."
                )


def _xml_files(data_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path below the data folder and content of each XML file, sorted."""
    for path in sorted((data_dir / "xml").glob("*.xml")):
        yield f"xml/{path.name}", read_bytes(path)
