"""The words of the trade: frozen dataclasses that pass between the packages.

A *mention* is one author slot on one paper: paper ID, role and zero-based
position (acl-anthology calls it a NameSpecification, the disambiguation
literature a signature).  A *person* is an entry of ``people.json``.  An
*author page* is what the preview shows.  A *block* is all mentions with one
name slug.  A *group* is what we suggest; an *assignment* is what the user
decided.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from slugify import slugify

UNVERIFIED = "/unverified"
"""Suffix of the page ID of an author who has no entry in ``people.json``."""


class Role(StrEnum):
    """Which list of an item a mention stands in."""

    AUTHOR = "author"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A personal name as the Anthology splits it.

    Attributes:
        first: given names, or ``""`` for a one-word name.
        last: family name, never empty.
    """

    first: str
    last: str

    @property
    def full(self) -> str:
        """First and last name, as printed on a paper."""
        return f"{self.first} {self.last}" if self.first else self.last

    @property
    def slug(self) -> str:
        """The slug that name matching compares (see `name_slug`)."""
        return name_slug(self.full)


@lru_cache(maxsize=1 << 18)
def name_slug(full_name: str) -> str:
    """Slug of a full name, as ``acl_anthology.people.Name.slugify`` makes it.

    Two names match when their slugs are equal.  Depends on python-slugify with
    Unidecode, as the upstream library does; another transliteration would
    match other names.
    """
    return slugify(full_name, replacements=(("ʼ", "-"), ("’", "-")))


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
            `generator.preview.markup` allows; safe to put into a page.
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
        rest: the element's exact text without the tags that nearly all have, the whole of it where it begins or
            ends otherwise: ``""`` for ``<author><first>Ada</first><last>Example</last></author>``, also with ID.
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
    rest: str = ""


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


class Signal(StrEnum):
    """Kinds of evidence."""

    PERSON_ID = "person_id"
    ORCID = "orcid"
    COAUTHORS = "coauthors"
    AFFILIATION = "affiliation"
    TOPIC = "topic"
    VENUE = "venue"
    YEARS = "years"
    NAME_FORM = "name_form"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One typed row of evidence; templates phrase it, the model doesn't.

    Attributes:
        signal: what kind.
        supports: True if it speaks for one person, False if against.
        values: the things themselves, most telling first: co-authors' names,
            distinctive words, affiliations, venue names, ``"1998", "2014"``.
        weight: 0 to 1, how much it counts.
        papers: how many of the group's papers it rests on.
        other: ID of the other group for counter-evidence between two groups.
    """

    signal: Signal
    supports: bool
    values: tuple[str, ...]
    weight: float = 0.0
    papers: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one page that probably belong to one person.

    Attributes:
        id: ``A``, ``B``, …, largest group first; unique on the page.
        mentions: in page order.
        confidence: calibrated chance, 0 to 1, that all mentions are one person's.
        evidence: for and against, heaviest first.
        suggested: verified person IDs this group may belong to, best first.
    """

    id: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """What grouping sees of one mention, from a preview, from the data or both.

    Attributes:
        mention: which slot.
        name: as printed.
        coauthors: name slugs of the other slots, in order.
        coauthor_names: their printed names, for evidence; same length.
        title, abstract: plain text.
        venue: venue ID.
        year: None if unknown.
        affiliation: ``""`` if unknown.
        person: person ID that is certain (explicit in the data, not a
            catch-all), ``""`` otherwise; same = must be together,
            different = must be apart.
        orcid: explicit ORCID of the slot, ``""`` otherwise; likewise.
    """

    mention: Mention
    name: Name
    coauthors: tuple[str, ...]
    coauthor_names: tuple[str, ...]
    title: str
    abstract: str = ""
    venue: str = ""
    year: int | None = None
    affiliation: str = ""
    person: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """All instances of one name slug, the unit of grouping.

    Attributes:
        slug: the name slug.
        instances: sorted by mention.
    """

    slug: str
    instances: tuple[Instance, ...] = field(default_factory=tuple)
