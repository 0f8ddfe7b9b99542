"""The Anthology's data: author slots in the XML, and persons in ``people.json``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.names import Name
from generator.model.papers import Mention


class Link(StrEnum):
    """How a slot resolves to its person: by its own ``id``, or by name matching (acl-anthology: ``NameLink``)."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Slot:
    """One ``<author>`` or ``<editor>`` element of the data.

    Attributes:
        mention: the slot's key.
        name: as printed.
        person: attribute ``id``, ``""`` if the element has none.
        orcid: attribute ``orcid``, ``""`` if the element has none.
        affiliation: as printed on the paper, ``""`` if there is none (most slots since 2022 have one).
        file: path of the file below the data folder: ``xml/2023.acl.xml``.
        line: 1-based line of the element's ``<``.
        start: byte offset of the element's ``<``.
        tag_end: byte offset after the start tag's ``>``.
        end: byte offset after the element's last ``>``.
        unusual_text: what must be known, beside ID, ORCID and name, to write the element's exact text again: the text
            between ``</last>`` and the end tag if the element is written in the usual form, else the whole element. So
            it is ``""`` for ``<author><first>Ada</first><last>Example</last></author>``, with ``id`` or without.
        openreview: attribute ``openreview``, the author's OpenReview account such as ``~Ada_Example1``, ``""`` if the
            element has none or one that is not valid.
    """

    mention: Mention
    name: Name
    person: str
    orcid: str
    affiliation: str
    file: str
    line: int
    start: int
    tag_end: int
    end: int
    unusual_text: str = ""
    openreview: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of ``people.json``.

    Attributes:
        id: person ID.
        names: all forms of the name that papers with this ID print; the first is the canonical one.
        orcid: ``0000-0000-0000-0000``, ``""`` if unknown.
        degree: institution of the highest degree, ``""`` if unknown.
        comment: note that tells namesakes apart, ``""`` if there is none.
        disable_name_matching: True if no slot without ID resolves to this person.
        similar: IDs of persons with similar names.
    """

    id: str
    names: tuple[Name, ...]
    orcid: str = ""
    degree: str = ""
    comment: str = ""
    disable_name_matching: bool = False
    similar: tuple[str, ...] = ()

    @property
    def is_catch_all(self) -> bool:
        """Whether the entry collects papers of several people, so that its ID is no evidence for one person."""
        return is_catch_all(self.comment)


def is_catch_all(comment: str) -> bool:
    """Whether the comment of an entry says that it collects papers of several people."""
    return comment.lower().startswith("may refer to")
