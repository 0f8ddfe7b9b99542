"""Author pages as a preview shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.model.names import Name
from generator.model.papers import Mention, Paper

UNVERIFIED = "/unverified"
"""Suffix of a page ID: the page has the papers of a name slug that resolve to no verified person."""


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A link to an author page.

    Attributes:
        id: page ID.
        name: full name, plain text.
        comment: note that tells namesakes apart, printed in parentheses after the name; ``""`` if there is none.
    """

    id: str
    name: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice on each page of a preview: that it is a preview, and of what.

    Attributes:
        text: the wording, plain text, each run of white space as one space.
        branch: the preview's name, for example ``author-assignments``.
        url: where the preview is hosted, with a final slash:
            ``https://preview.aclanthology.org/author-assignments/``; ``""`` if the notice gives no address.
    """

    text: str
    branch: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """One author page of a preview.

    Attributes:
        id: page ID, ``<person ID>`` or ``<name slug>/unverified``: the page's path below ``people/``. (Its canonical
            link may name another page.)
        name: the name in the heading.
        papers: the papers listed, in page order, newest first; each once, even if the page lists it twice.
        mentions: the slots on these papers that resolve to this page, in page order. A paper has two if it was
            written by two people of this name, and none if the preview prints no authors for it.
        notice: the preview's notice, None if the page has none.
        verified: whether the author has an entry in ``people.json``. The layout of 2025 does not show it: its pages
            count as unverified.
        orcid: ``0000-0000-0000-0000``, ``""`` if unknown.
        comment: the note under the name, ``""`` if there is none.
        also_published_as: other forms of the name.
        similar: pages of verified authors with similar names.
        similar_unverified: unverified pages with similar names.
        may_belong_to: verified authors to whom the papers of an unverified page may belong, as the preview says.
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
        """The name slug that decides the page's block: that of its ID if it is unverified, else that of its name."""
        return self.id.removesuffix(UNVERIFIED) if self.id.endswith(UNVERIFIED) else self.name.slug

    def with_mentions(self, mentions: tuple[Mention, ...]) -> AuthorPage:
        """A copy of the page with these mentions in place of its own."""
        return replace(self, mentions=mentions)
