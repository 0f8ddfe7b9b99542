"""Author pages as a preview shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model.names import Name
from generator.model.papers import Mention, Paper

UNVERIFIED = "/unverified"
"""Suffix of the page ID of an author who has no entry in ``people.json``."""


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A link to another author page.

    Attributes:
        id: page ID.
        name: plain text.
        comment: what stands in parentheses after it, ``""`` if nothing.
    """

    id: str
    name: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the preview says about itself.

    Attributes:
        text: the notice's wording, plain text, white space folded.
        branch: the preview's name, for example ``author-assignments``.
        url: where the preview is hosted, with a final slash, ``""`` if it
            doesn't say: ``https://preview.aclanthology.org/author-assignments/``.
    """

    text: str
    branch: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """One author page of a preview.

    Attributes:
        id: ``<person ID>`` or ``<slug>/unverified``: the page's path, never
            its canonical link.
        name: the page's own name.
        notice: the preview notice, None if the page has none.
        verified: False on pages below ``/unverified/``; pages of the 2025
            layout know no difference and count as unverified.
        orcid: ``0000-0000-0000-0000`` or ``""``.
        comment: the note under the name, ``""`` if there is none.
        also_published_as: other forms of the name.
        similar: other people with similar names.
        similar_unverified: unverified pages with similar names.
        may_belong_to: verified people to whom papers here may belong.
        papers: in page order, newest first.
        mentions: this person's own slots, in page order; a paper has two when
            two people of one name share it, and one that is listed twice is
            kept once.
    """

    id: str
    name: Name
    papers: tuple[Paper, ...]
    mentions: tuple[Mention, ...]
    notice: Notice | None = None
    verified: bool = False
    orcid: str = ""
    comment: str = ""
    also_published_as: tuple[Name, ...] = ()
    similar: tuple[PersonLink, ...] = ()
    similar_unverified: tuple[PersonLink, ...] = ()
    may_belong_to: tuple[PersonLink, ...] = ()

    @property
    def slug(self) -> str:
        """Name slug of the page's own name; pages that share it form a block."""
        return self.id.removesuffix(UNVERIFIED) if self.id.endswith(UNVERIFIED) else self.name.slug

    def with_mentions(self, mentions: tuple[Mention, ...]) -> AuthorPage:
        """The same page with other mentions."""
        return replace(self, mentions=mentions)
