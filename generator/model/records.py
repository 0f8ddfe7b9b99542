"""What the Anthology's data record: author slots in the XML, and persons in ``people.json``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.names import Name
from generator.model.papers import Mention


class Link(StrEnum):
    """How a slot came to its person (acl-anthology: ``NameLink``)."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Slot:
    """One ``<author>`` or ``<editor>`` element of the data.

    Attributes:
        mention: which slot.
        name: as printed.
        person: explicit ``id``, ``""`` if the element has none.
        orcid: explicit ``orcid``, ``""`` if the element has none.
        affiliation: as given on the paper, ``""`` if none (most since 2022 have one).
        file: path below the data folder, ``xml/2023.acl.xml``.
        line: 1-based line of the element's ``<``.
        start: byte offset of the element's ``<``.
        tag_end: byte offset after the start tag's ``>``.
        end: byte offset after the element's last ``>``.
        unusual_text: what the element's text holds beyond the usual tags for ID, ORCID, first and last name, all of
            it where it does not begin and end with these: ``""`` for
            ``<author id="ada"><first>Ada</first><last>Example</last></author>``.
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


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of ``people.json``.

    Attributes:
        id: verified person ID.
        names: every form used with this ID, the first is the canonical one.
        orcid, degree, comment: ``""`` if not given.
        disable_name_matching: if true, no slot without ID resolves to them.
        similar: IDs that the data names as similar.
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
        """True for left-over pages that mix people: their ID proves nothing."""
        return self.comment.lower().startswith("may refer to")
