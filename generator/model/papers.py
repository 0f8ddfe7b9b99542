"""Papers, and the author slots (mentions) on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Which list of a paper or volume a mention stands in."""

    AUTHOR = "author"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One author slot on one paper; the key by which all parts of the program refer to it.

    Attributes:
        paper: Anthology ID of the paper or volume, for example ``2023.acl-long.7`` or ``N18-2007``.
        position: zero-based place in the list of authors or editors.
        role: which list; `Role.EDITOR` for volumes and their front matter.
    """

    paper: str
    position: int
    role: Role = Role.AUTHOR

    @property
    def key(self) -> str:
        """``<paper>#<position>``; the role is left out, so it is unique on an author page only."""
        return f"{self.paper}#{self.position}"


@dataclass(frozen=True, slots=True)
class Author:
    """One name in a paper's list of authors, as a preview prints it.

    Attributes:
        name: plain text, with the form in another script in parentheses if the page prints one.
        person: ID of the author page to which the name links, that is, to which the slot resolves; ``""`` without link.
    """

    name: str
    person: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, or the front matter of an edited volume, as an author page shows it.

    Attributes:
        id: Anthology ID.
        title: plain text.
        authors: the whole list of authors, in order; for front matter, the list of editors.
        role: which of the two lists ``authors`` is.
        volume: ID of the volume, for example ``2023.acl-long``, ``""`` if unknown.
        volume_title: plain text, ``""`` if unknown.
        venue: venue ID as far as the paper's ID gives it away, for example ``acl``; of an old ID its letter (``N``).
        year: year of publication, None if the page gives none.
        abstract: plain text, ``""`` if there is none.
        title_html: the title with its inline markup, reduced to the tags that `generator.preview.html.markup` allows:
            HTML that is safe to put into a page, ``""`` if unknown.
        abstract_html: the abstract, likewise.
        url: address of the paper's page, as the preview links it.
        pdf: address of its PDF, likewise, ``""`` if there is none.
        awards: names of awards.
        has_abstract: whether the page shows an abstract, even if ``abstract`` was dropped to save memory.
        version: digest of the markup from which the paper was read, ``b""`` if unknown: two author pages may show one
            paper differently. Not compared.
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
