"""Input of grouping (blocks of instances) and its output (groups with evidence).

To group papers of another catalogue than the Anthology, make an `Instance` of each of its mentions, and a `Block` of
all instances with one name slug, as `generator.anthology.instances` does.  An instance needs mention, name, co-authors
and title; all else may stay empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.names import Name
from generator.model.papers import Mention


class Signal(StrEnum):
    """The kinds of evidence: what mentions share, or in what they differ.

    ``TOO_MANY`` says that nothing was compared: the block has more mentions than can be.
    """

    PERSON_ID = "person_id"
    ORCID = "orcid"
    COAUTHORS = "coauthors"
    AFFILIATION = "affiliation"
    TOPIC = "topic"
    VENUE = "venue"
    YEARS = "years"
    NAME_FORM = "name_form"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for or against mentions being one person's; `generator.review.english` has its wording.

    Attributes:
        signal: its kind.
        supports: True if it is evidence for one person, False if against.
        values: what the mentions share or differ in, strongest first: names of co-authors, distinctive words,
            affiliations, venue IDs, forms of the name, IDs, or the first and last year (``"1998", "2014"``). Empty if
            nothing is shared.
        weight: how much it counts, 0 to 1.
        papers: number of the group's papers in which it is found.
        other: ID of the group with which this evidence compares its group, ``""`` if it is about the group alone.
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
        id: ``A``, ``B``, …, ``AA``, …, largest group first; unique on the page.
        mentions: in page order.
        confidence: calibrated probability, 0 to 1, that all mentions are one person's.
        evidence: for and against, highest weight first.
        suggested: IDs of verified persons to whom the group may belong, most probable first.
    """

    id: str
    mentions: tuple[Mention, ...]
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """What grouping reads of one mention, from a preview, from the Anthology's data, or from both.

    Attributes:
        mention: the slot.
        name: as printed.
        coauthors: name slugs of the paper's other authors, in order.
        coauthor_names: their printed names, in the same order, to show as evidence.
        title, abstract: plain text; ``""`` if there is no abstract.
        venue: venue ID, ``""`` if unknown.
        year: year of publication, None if unknown.
        affiliation: as printed, ``""`` if unknown.
        person: ID that the data's slot carries, ``""`` if it carries none, or only that of a catch-all
            (`Person.is_catch_all`). A constraint of clustering: mentions with the same ID stay together, mentions with
            different IDs apart.
        orcid: ORCID that the data's slot carries, ``""`` if none; likewise a constraint.
        openreview: OpenReview account that the data's slot carries, such as ``~Ada_Example1``, ``""`` if none. Strong
            evidence in both directions, but no constraint: some people have two accounts.
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
    openreview: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """All instances of one name slug.  Blocks are grouped independently of each other.

    Attributes:
        slug: the name slug, the blocking key.
        instances: sorted by mention.
    """

    slug: str
    instances: tuple[Instance, ...] = field(default_factory=tuple)
