"""The items of the Anthology's data: papers, front matter, volumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Mention, Role, Slot


class ItemKind(StrEnum):
    """Kind of an item."""

    PAPER = "paper"
    FRONTMATTER = "frontmatter"
    BACKMATTER = "backmatter"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class Item:
    """A paper, a front matter, or a volume that has no front matter.

    Attributes:
        id: Anthology ID; a volume's own ID for kind ``volume``.
        role: role of the slots; ``author`` where a paper has authors and editors.
        slots: all authors, then all editors; for front matter and volumes, the
            volume's editors.
        title: plain text; the volume's title for front matter and volumes.
        abstract: plain text, ``""`` if there is none.
        year: year of publication, None if the data give none.
        venues: venue IDs of the volume.
        volume: ID of the volume.
        kind: paper, front matter, back matter or volume.
        file: path below the data folder, ``xml/2023.acl.xml``.
        doi: DOI of a paper, ``""`` if the data give none.
    """

    id: str
    role: Role
    slots: tuple[Slot, ...]
    title: str
    abstract: str
    year: int | None
    venues: tuple[str, ...]
    volume: str
    kind: ItemKind
    file: str = ""
    doi: str = ""

    def slots_of(self, role: Role) -> tuple[Slot, ...]:
        """Return all authors, or all editors, in order."""
        slots = self.slots
        if slots and slots[0].mention.role is slots[-1].mention.role is role:  # they are sorted by role
            return slots
        return tuple(slot for slot in slots if slot.mention.role is role)


def find_slot(items: Mapping[str, Item], mention: Mention) -> Slot | None:
    """Return the slot of a mention, None if there is no such item or position.

    Args:
        items: Anthology ID -> item.
        mention: which slot.
    """
    item = items.get(mention.paper)
    slots = item.slots_of(mention.role) if item else ()
    return slots[mention.position] if 0 <= mention.position < len(slots) else None
