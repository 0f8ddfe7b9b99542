"""What other sources than the Anthology say of mentions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.papers import Role

OPENREVIEW = "openreview"
"""Source of the accounts that the Anthology's data name."""


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """Whom another source takes an author for.

    Attributes:
        source: its short name, for example ``dblp``.
        id: the person there, for example ``Lei Li 0003``. IDs of different sources are not compared.
    """

    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What another source says of one author of a paper: a line of an evidence file.

    Attributes:
        paper: Anthology ID.
        source: its short name, for example ``dblp``.
        position: zero-based place of the author, None if only the name tells who it is.
        name: as printed, ``""`` if only the position tells who it is.
        role: the list of the paper in which the author stands.
        identity: whom the source takes the author for, ``""`` if it doesn't say.
        affiliation: the author's affiliation on this paper, ``""`` if the source doesn't say.
    """

    paper: str
    source: str
    position: int | None = None
    name: str = ""
    role: Role = Role.AUTHOR
    identity: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class OtherSources:
    """All that other sources say of one mention.

    Attributes:
        identities: at most one of each source, sorted.
        affiliation: the first one that a source gives, ``""`` if none does.
        affiliation_source: that source, ``""`` if there is none.
    """

    identities: tuple[Identity, ...] = ()
    affiliation: str = ""
    affiliation_source: str = ""
