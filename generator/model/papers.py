"""Papers, and the author slots (mentions) on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Which list of an item a mention stands in."""

    AUTHOR = "author"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One author slot.

    Attributes:
        paper: Anthology ID, for example ``2023.acl-long.7`` or ``N18-2007``.
        position: zero-based place in the list of ``role``.
        role: the list; ``editor`` for front matter.
    """

    paper: str
    position: int
    role: Role = Role.AUTHOR

    @property
    def key(self) -> str:
        """``<paper>#<position>``, unique on an author page."""
        return f"{self.paper}#{self.position}"


@dataclass(frozen=True, slots=True)
class Author:
    """Who stands in one slot of a paper.

    Attributes:
        name: printed name, plain text, with a form in another script in
            parentheses where the page has one.
        person: page ID that the slot resolves to, ``<id>`` or
            ``<slug>/unverified``; ``""`` if the page links nowhere.
    """

    name: str
    person: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, or the front matter of an edited volume.

    Attributes:
        id: Anthology ID.
        title: plain text.
        title_html: the title's inline markup, reduced to the tags that
            `generator.preview.html.markup` allows; safe to put into a page.
        authors: all slots in order; editors for front matter.
        role: which list ``authors`` is.
        volume: ID of the volume, for example ``2023.acl-long``.
        volume_title: plain text.
        venue: the venue's ID, for example ``acl``; the collection's letter
            (``N``) for old IDs when no data say more.
        year: of publication; None if the preview gives none.
        abstract: plain text, ``""`` if there is none.
        abstract_html: like ``title_html``.
        url: the paper's page, as the preview links it.
        pdf: link to the PDF, ``""`` if there is none.
        awards: names of awards.
        has_abstract: whether there is one, also where it was left out to save memory.
        version: digest of the entry it was read from, ``b""`` if unknown: pages may show one paper differently.
    """

    id: str
    title: str
    authors: tuple[Author, ...]
    role: Role = Role.AUTHOR
    volume: str = ""
    volume_title: str = ""
    venue: str = ""
    year: int | None = None
    abstract: str = ""
    title_html: str = ""
    abstract_html: str = ""
    url: str = ""
    pdf: str = ""
    awards: tuple[str, ...] = ()
    has_abstract: bool = False
    version: bytes = field(default=b"", compare=False)
