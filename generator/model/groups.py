"""Input of grouping (instances in blocks) and its output (groups with evidence).

Another catalogue than the Anthology provides an `Instance` of each of its mentions, and a `Block` of all instances
with one name slug.  Only mention, name, co-authors and title are required of an instance; what else is unknown stays
empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.names import Name
from generator.model.papers import Mention


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
