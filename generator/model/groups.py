"""Input of grouping (blocks of instances) and its output (groups with evidence).

To group papers of another catalogue than the Anthology, make instances of each of its papers (`Instance.of_paper`), and
blocks of them (`Block.by_name`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.names import Name
from generator.model.papers import Mention
from generator.model.statements import OPENREVIEW, Identity


class Signal(StrEnum):
    """The kinds of evidence: what mentions share, or in what they differ.

    ``TWICE`` says that a rare name stands twice on one paper, probably by a slip. ``TOO_MANY`` says that nothing was
    compared: the block has more mentions than can be.
    """

    PERSON_ID = "person_id"
    ORCID = "orcid"
    IDENTITY = "identity"
    ACCOUNT = "account"
    TWICE = "twice"
    COAUTHORS = "coauthors"
    AFFILIATION = "affiliation"
    TOPIC = "topic"
    VENUE = "venue"
    YEARS = "years"
    NAME_FORM = "name_form"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for or against mentions being one person's; `generator.review.phrases` has its wording.

    Attributes:
        signal: its kind.
        supports: True if it is evidence for one person, False if against.
        values: what the mentions share or differ in, strongest first: names of co-authors, distinctive words,
            affiliations, venue IDs, forms of the name, IDs, or the first and last year (``"1998", "2014"``). Empty if
            nothing is shared.
        weight: how much it counts, 0 to 1.
        papers: number of the group's papers in which it is found.
        other: ID of the group with which this evidence compares its group, ``""`` if it is about the group alone.
        source: source other than the Anthology's metadata from which it is known, at least in part: ``dblp``,
            ``grobid`` or another one of an evidence file; ``""`` if there is none.
    """

    signal: Signal
    supports: bool
    values: tuple[str, ...]
    weight: float = 0.0
    papers: int = 0
    other: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one page that probably belong to one person.

    Attributes:
        id: ``A``, ``B``, …, ``AA``, …, largest group first; unique on the page.
        mentions: in page order.
        confidence: calibrated probability, 0 to 1, that all mentions are one person's.
        evidence: for and against, highest weight first.
        suggested: IDs of verified persons to whom the group may belong, most probable first.
        person: ID that mentions of its cluster carry, on this page or on another one; ``""`` if none does.
    """

    id: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """What grouping reads of one mention, from a preview, from the Anthology's data, or from both.

    Attributes:
        mention: the slot.
        name: as printed.
        coauthors: name slugs of the paper's other authors, in order.
        coauthor_names: their printed names, in the same order, to show as evidence; the slugs if not given.
        title, abstract: plain text; ``""`` if there is none.
        venue: venue ID, ``""`` if unknown.
        year: year of publication, None if unknown.
        affiliation: as printed, ``""`` if unknown.
        person: ID that the data's slot carries, ``""`` if it carries none, or only that of a catch-all
            (`Person.is_catch_all`). A constraint of clustering: mentions with the same ID stay together, mentions with
            different IDs apart.
        orcid: ORCID that the data's slot carries, ``""`` if none; likewise a constraint.
        openreview: OpenReview account that the data's slot carries, such as ``~Ada_Example1``, ``""`` if none. Strong
            evidence in both directions, but no constraint: some people have two accounts.
        identities: whom other sources than the Anthology and OpenReview take the author for, at most one of each
            source; evidence like an account.
        affiliation_source: source of the affiliation, ``""`` if it is the Anthology, or if there is none.
    """

    mention: Mention
    name: Name
    coauthors: tuple[str, ...] = ()
    coauthor_names: tuple[str, ...] = ()
    title: str = ""
    abstract: str = ""
    venue: str = ""
    year: int | None = None
    affiliation: str = ""
    person: str = ""
    orcid: str = ""
    openreview: str = ""
    identities: tuple[Identity, ...] = ()
    affiliation_source: str = ""

    def __post_init__(self) -> None:
        """Fill in ``coauthor_names``.

        Raises:
            ValueError: there are more or fewer of them than co-authors.
        """
        if len(self.coauthor_names) != len(self.coauthors):
            if self.coauthor_names:
                raise ValueError(
                    f"{self.mention.key}: {len(self.coauthors)} co-authors with {len(self.coauthor_names)} names; "
                    "give a name for each, or none."
                )
            object.__setattr__(self, "coauthor_names", self.coauthors)

    @property
    def accounts(self) -> tuple[Identity, ...]:
        """All identities, with the OpenReview account among them."""
        return (*self.identities, Identity(OPENREVIEW, self.openreview)) if self.openreview else self.identities

    @classmethod
    def of_paper(
        cls,
        paper: str,
        authors: Sequence[Name | str],
        title: str = "",
        abstract: str = "",
        venue: str = "",
        year: int | None = None,
        affiliations: Sequence[str] = (),
    ) -> list[Instance]:
        """Return an instance of each author of a paper, in order.

        Args:
            paper: any ID that no other paper has.
            authors: all of them, in order; a printed name is split by `Name.split`.
            title, abstract, venue: plain text, ``""`` if unknown.
            year: year of publication, None if unknown.
            affiliations: of each author, in order, ``""`` if unknown; may be left out.

        Raises:
            ValueError: there are more or fewer affiliations than authors.
        """
        if affiliations and len(affiliations) != len(authors):
            raise ValueError(
                f"{paper}: {len(authors)} authors with {len(affiliations)} affiliations; give one for each, or none."
            )
        names = [Name.split(author) if isinstance(author, str) else author for author in authors]
        printed, slugs = [name.full for name in names], [name.slug for name in names]
        return [
            cls(
                Mention(paper, at),
                name,
                (*slugs[:at], *slugs[at + 1 :]),
                (*printed[:at], *printed[at + 1 :]),
                title,
                abstract,
                venue,
                year,
                affiliations[at] if affiliations else "",
            )
            for at, name in enumerate(names)
        ]


@dataclass(frozen=True, slots=True)
class Block:
    """All instances of one name slug.  Blocks are grouped independently of each other.

    Attributes:
        slug: the name slug, the blocking key.
        instances: sorted by mention.
    """

    slug: str
    instances: tuple[Instance, ...] = field(default_factory=tuple)

    @classmethod
    def by_name(cls, instances: Iterable[Instance]) -> list[Block]:
        """Return the block of each name slug among these instances, slugs sorted.

        A name without a letter or digit has the slug ``""``.
        """
        found: dict[str, list[Instance]] = {}
        for instance in instances:
            found.setdefault(instance.name.slug, []).append(instance)
        return [cls(slug, tuple(sorted(found[slug], key=lambda i: i.mention))) for slug in sorted(found)]
