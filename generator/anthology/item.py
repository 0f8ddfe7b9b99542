"""What the Anthology's data list: papers, front matter, volumes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Role, Slot


class Kind(StrEnum):
    """What an item is."""

    PAPER = "paper"
    FRONTMATTER = "frontmatter"
    BACKMATTER = "backmatter"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class Item:
    """A paper, a front matter, or a volume that has none.

    Attributes:
        id: Anthology ID; a volume's own ID for kind ``volume``.
        role: of the slots; where a paper has authors and editors, ``author``.
        slots: all authors, then all editors; for front matter and volumes the
            volume's editors.
        title: plain text; the volume's title for front matter and volumes.
        abstract: plain text, ``""`` if there is none.
        year: None if the data give none.
        venues: venue IDs of the volume.
        volume: ID of the volume.
        kind: what it is.
        file: path below the data folder, ``xml/2023.acl.xml``.
    """

    id: str
    role: Role
    slots: tuple[Slot, ...]
    title: str
    abstract: str
    year: int | None
    venues: tuple[str, ...]
    volume: str
    kind: Kind
    file: str = ""

    def slots_of(self, role: Role) -> tuple[Slot, ...]:
        """Return the slots of one list, in order."""
        return tuple(slot for slot in self.slots if slot.mention.role is role)
