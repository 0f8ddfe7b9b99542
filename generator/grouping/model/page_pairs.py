"""Which author pages of different names probably show one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.mention_pairs import Matrix
from generator.grouping.features.name_rarity import name_parts
from generator.grouping.features.name_variants import Variant
from generator.grouping.model.scorers import LogisticScorer
from generator.model import Block

PAGES = (
    *(kind.value for kind in Variant),
    "strongest_coauthor",
    "coauthors",
    "coauthor_share",
    "text",
    "venues",
    "affiliation",
    "affiliation_known",
    "year_gap",
    "together",
    "namesakes",
    "smaller_size",
    "larger_size",
)
"""Features of a pair of pages: how the names differ (one of five), then what their papers share."""


class PageScorer(LogisticScorer):
    """Scores pairs of pages by `PAGES`."""

    features = PAGES


@dataclass(frozen=True)
class Profile:
    """What one name's papers say about who wrote them.

    Attributes:
        slug: the name slug.
        papers: their Anthology IDs.
        coauthors: name slug -> rarity times surety, 0 to 1.
        printed: name slug of a co-author -> as printed.
        words: columns of the corpus, ascending.
        weights: mean TF-IDF weight of each, of length 1.
        venues: share of the papers at each venue.
        affiliations: words of all affiliations.
        years: first and last, None if unknown.
        namesakes: how many people chance alone would give the name, log10.
    """

    slug: str
    papers: frozenset[str]
    coauthors: Mapping[str, float]
    printed: Mapping[str, str]
    words: NDArray[np.int32]
    weights: NDArray[np.float64]
    venues: Mapping[str, float]
    affiliations: frozenset[str]
    years: tuple[int, int] | None
    namesakes: float

    @classmethod
    def of(cls, block: Block, corpus: Corpus) -> Profile:
        """Sum up the instances of one name or page."""
        instances = block.instances
        printed = {s: n for i in instances for s, n in zip(i.coauthors, i.coauthor_names, strict=True)}
        coauthors = dict(zip(printed, corpus.strength(corpus.numbers(list(printed))).tolist(), strict=True))
        rows = np.array([corpus.papers[i.mention.paper] for i in instances if i.mention.paper in corpus.papers], int)
        _, columns, values = corpus.words.take(rows)
        kept, place = np.unique(columns, return_inverse=True)
        mean = np.bincount(place, values, len(kept)).astype(np.float64)
        mean /= max(float(np.sqrt((mean**2).sum())), 1e-9)
        known = [i.venue for i in instances if i.venue]
        years = [i.year for i in instances if i.year is not None]
        return cls(
            slug=block.slug,
            papers=frozenset(i.mention.paper for i in instances),
            coauthors=coauthors,
            printed=printed,
            words=kept,
            weights=mean,
            venues={venue: known.count(venue) / len(known) for venue in sorted(set(known))},
            affiliations=frozenset(w for i in instances if i.affiliation for w in affiliation_words(i.affiliation)),
            years=(min(years), max(years)) if years else None,
            namesakes=max((corpus.namesakes(*name_parts(i.name)) for i in instances[:1]), default=0.0),
        )


@dataclass(frozen=True)
class SamePerson:
    """Two names whose pages may show one person.

    Attributes:
        a, b: name slugs, a < b.
        variant: how the names differ.
        chance: 0 to 1.
        coauthors: printed names of shared co-authors, most telling first, at most five.
    """

    a: str
    b: str
    variant: Variant
    chance: float
    coauthors: tuple[str, ...]


def same_person(
    pairs: Sequence[tuple[str, str, Variant]], profiles: Mapping[str, Profile], scorer: PageScorer, least: float = 0.5
) -> list[SamePerson]:
    """Return pairs of names that are probably one person's, most probable first.

    Args:
        pairs: names that may be one, from `similar_names`; a pair without a profile is left out.
        profiles: by name slug.
        scorer: fitted.
        least: lowest chance that is returned.
    """
    pairs = [pair for pair in pairs if pair[0] in profiles and pair[1] in profiles]
    if not pairs:
        return []
    chances = scorer.predict_proba(features(pairs, profiles))
    found = []
    for (a, b, kind), chance in zip(pairs, chances.tolist(), strict=True):
        if chance >= least:
            shared = _shared(profiles[a], profiles[b])
            best = sorted(shared, key=lambda slug: (-shared[slug], slug))[:5]
            names = tuple(profiles[a].printed[slug] for slug in best)
            found.append(SamePerson(a, b, kind, round(chance, 4), names))
    return sorted(found, key=lambda pair: (-pair.chance, pair.a, pair.b))


def features(pairs: Iterable[tuple[str, str, Variant]], profiles: Mapping[str, Profile]) -> Matrix:
    """Return the rows of `PAGES` for pairs of names, shape (pairs, len(PAGES))."""
    return np.array([_features(profiles[a], profiles[b], kind) for a, b, kind in pairs], dtype=np.float32)


def _shared(a: Profile, b: Profile) -> dict[str, float]:
    return {slug: a.coauthors[slug] for slug in a.coauthors.keys() & b.coauthors.keys() - {a.slug, b.slug}}


def _similarity(a: Profile, b: Profile) -> float:
    _, mine, its = np.intersect1d(a.words, b.words, assume_unique=True, return_indices=True)
    products: list[float] = (a.weights[mine] * b.weights[its]).tolist()
    return sum(products)  # one by one: the last bit depends on the order


def _features(a: Profile, b: Profile, kind: Variant) -> list[float]:
    shared = _shared(a, b)
    total = sum(shared.values())
    own = np.sqrt(max(sum(a.coauthors.values()) * sum(b.coauthors.values()), 1e-6))
    gap = max(a.years[0] - b.years[1], b.years[0] - a.years[1], 0) if a.years and b.years else 3
    both = a.affiliations and b.affiliations
    common = len(a.affiliations & b.affiliations) / min(len(a.affiliations), len(b.affiliations)) if both else 0.0
    # Two who stand on one paper are two people, a slip of the data aside.
    together = bool(a.papers & b.papers) or a.slug in b.coauthors or b.slug in a.coauthors
    small, large = sorted((len(a.papers), len(b.papers)))
    return [
        *(float(kind is other) for other in Variant),
        max(shared.values(), default=0.0),
        float(np.log1p(total)),
        float(total / own),
        _similarity(a, b),
        sum(min(share, b.venues.get(venue, 0.0)) for venue, share in a.venues.items()),
        common,
        float(bool(both)),
        float(min(gap, 15)),
        float(together),
        max(a.namesakes, b.namesakes),
        float(np.log(small + 1)),
        float(np.log(large + 1)),
    ]
