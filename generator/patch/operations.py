"""What an assignment patch can do: give author slots to persons, and create, change or delete persons."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from generator.model import Decided, Mention, Name


class Action(StrEnum):
    """What a patch does to a person's entry in ``people.json``."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Creates, changes or deletes one person's entry.

    Two entries are merged by changing the one that stays, deleting the other, and assigning all its slots to the one
    that stays. A person gets another ID in the same way: the new entry is created, the old one deleted.

    Attributes:
        id: verified person ID.
        action: whether the entry is created, changed or deleted.
        names: all names, the first is canonical; None leaves them unchanged.
        orcid, degree, comment: None leaves the value unchanged, ``""`` removes it.
        disable_name_matching: None leaves it unchanged.
        similar: IDs of similar persons; None leaves them unchanged, ``()`` removes them.
    """

    id: str
    action: Action
    names: tuple[Name, ...] | None = None
    orcid: str | None = None
    degree: str | None = None
    comment: str | None = None
    disable_name_matching: bool | None = None
    similar: tuple[str, ...] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The keys that the change sets in the entry, with values as ``people.json`` writes them."""
        given: dict[str, Any] = {
            "names": None if self.names is None else [name_to_json(name) for name in self.names],
            "comment": self.comment,
            "degree": self.degree,
            "disable_name_matching": self.disable_name_matching,
            "orcid": self.orcid,
            "similar": None if self.similar is None else list(self.similar),
        }
        return {key: value for key, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Assignment:
    """Gives one author slot to a person, or takes its explicit ID away.

    Attributes:
        mention: which slot.
        name: as printed there.
        source: page ID to which the slot resolves before the patch (JSON: ``from``).
        target: verified person ID (JSON: ``to``), or None to remove the explicit
            ID, so that name matching decides again.
        confirmed: True if two people's patches agreed on it.
    """

    mention: Mention
    name: Name
    source: str
    target: str | None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Patch:
    """A whole patch; its lists keep the order of the document.

    Attributes:
        assignments: slots to change.
        persons: entries of ``people.json`` to change.
        undecided: slots that the reviewer looked at and left open.
        created: ISO 8601 time, ``""`` if not given.
        generator: the program that made the patch, ``""`` if not given.
        preview: name of the preview from which the patch was made, None if unknown.
        data_commit: commit of the data, None if unknown.
        data_digest: `generator.patch.slots_digest.slots_digest` of the slots in ``assignments``, None if unknown.
        note: the reviewer's free text.
        decided: what was decided beside assignments; applying a patch passes it over.
    """

    assignments: tuple[Assignment, ...]
    persons: tuple[PersonChange, ...] = ()
    undecided: tuple[Mention, ...] = ()
    created: str = ""
    generator: str = ""
    preview: str | None = None
    data_commit: str | None = None
    data_digest: str | None = None
    note: str = ""
    decided: Decided = field(default_factory=Decided)


def name_to_json(name: Name) -> dict[str, str]:
    """Return a name as ``people.json`` and patches write it: no ``first`` where there is none."""
    return {"first": name.first, "last": name.last} if name.first else {"last": name.last}
