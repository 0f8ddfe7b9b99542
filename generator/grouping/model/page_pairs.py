"""Pairs of author pages of different names that probably show one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix
from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.name_rarity import name_parts
from generator.grouping.features.name_variants import Variant
from generator.grouping.model.scorers import LogisticScorer
from generator.model import Block, Instance

PAGE_PAIR_FEATURES = (
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
"""Page-pair features, in the order of the columns of `page_pair_features`.

The first five are 1 for the `Variant` by which the names differ, else 0.  Then: ``strongest_coauthor``: highest weight
of a shared co-author; ``coauthors``: log(1 + sum of these weights); ``coauthor_share``: this sum divided by the
geometric mean of the sums of all co-authors of each name; ``text``: cosine of the mean TF-IDF rows; ``venues``: common
share of papers by venue, 0 to 1; ``affiliation``: shared words of affiliations divided by the words of the name with
fewer, 0 to 1; ``affiliation_known``: 1 if both have an affiliation; ``year_gap``: years between the papers of one name
and those of the other, at most 15, 3 if unknown; ``together``: 1 if both names stand on one paper; ``namesakes``: log10
of the number of people to expect with the first given name, of the more common name; ``smaller_size``,
``larger_size``: log(1 + papers).
"""


class PagePairScorer(LogisticScorer):
    """Scores page pairs by `PAGE_PAIR_FEATURES`."""

    features = PAGE_PAIR_FEATURES


@dataclass(frozen=True)
class NameProfile:
    """Summary of one name's papers, to be compared with those of other names.

    Attributes:
        slug: the name slug.
        papers: Anthology IDs.
        coauthors: name slug -> weight (`Corpus.coauthor_weights`), 0 to 1.
        coauthor_names: name slug of a co-author -> name as printed.
        word_columns: columns in the corpus of the words of the papers, ascending.
        word_weights: mean TF-IDF of each of these words, scaled to length 1.
        venues: venue -> its share of the papers with a known venue, 0 to 1.
        affiliation_words: words of all affiliations.
        years: of the first and the last paper, None if unknown.
        log_expected_namesakes: log10 of the number of people to expect with the first given name and the family name,
            since two forms of one name often have no more in common.
    """

    slug: str
    papers: frozenset[str]
    coauthors: Mapping[str, float]
    coauthor_names: Mapping[str, str]
    word_columns: NDArray[np.int32]
    word_weights: NDArray[np.float64]
    venues: Mapping[str, float]
    affiliation_words: frozenset[str]
    years: tuple[int, int] | None
    log_expected_namesakes: float

    @classmethod
    def of(cls, block: Block, corpus: Corpus) -> NameProfile:
        """Summarise the instances of one name."""
        instances = block.instances
        names = {s: n for i in instances for s, n in zip(i.coauthors, i.coauthor_names, strict=True)}
        coauthors = dict(zip(names, corpus.coauthor_weights(corpus.author_rows(list(names))).tolist(), strict=True))
        rows = np.array([corpus.papers[i.mention.paper] for i in instances if i.mention.paper in corpus.papers], int)
        _, columns, values = corpus.tfidf.entries(rows)
        kept, place = np.unique(columns, return_inverse=True)
        mean = np.bincount(place, values, len(kept)).astype(np.float64)
        mean /= max(float(np.sqrt((mean**2).sum())), 1e-9)
        venues = [i.venue for i in instances if i.venue]
        years = [i.year for i in instances if i.year is not None]
        return cls(
            slug=block.slug,
            papers=frozenset(i.mention.paper for i in instances),
            coauthors=coauthors,
            coauthor_names=names,
            word_columns=kept,
            word_weights=mean,
            venues={venue: venues.count(venue) / len(venues) for venue in sorted(set(venues))},
            affiliation_words=frozenset(
                w for i in instances if i.affiliation for w in affiliation_words(i.affiliation)
            ),
            years=(min(years), max(years)) if years else None,
            log_expected_namesakes=max((_log_namesakes(i, corpus) for i in instances[:1]), default=0.0),
        )


@dataclass(frozen=True)
class SamePerson:
    """Two names whose papers may be one person's.

    Attributes:
        a, b: name slugs, a < b.
        variant: how the names differ.
        probability: that both names are one person's, 0 to 1.
        coauthors: printed names of shared co-authors, highest weight first, at most five.
    """

    a: str
    b: str
    variant: Variant
    probability: float
    coauthors: tuple[str, ...]


def same_person_pairs(
    pairs: Sequence[tuple[str, str, Variant]],
    profiles: Mapping[str, NameProfile],
    scorer: PagePairScorer,
    min_probability: float = 0.5,
) -> list[SamePerson]:
    """Return pairs of names that are probably one person's, most probable first.

    Args:
        pairs: from `similar_names`; a pair of which a profile is missing is left out.
        profiles: by name slug.
        scorer: fitted.
        min_probability: pairs with a lower probability are left out.
    """
    pairs = [pair for pair in pairs if pair[0] in profiles and pair[1] in profiles]
    if not pairs:
        return []
    probabilities = scorer.predict_proba(page_pair_features(pairs, profiles))
    found = []
    for (a, b, kind), probability in zip(pairs, probabilities.tolist(), strict=True):
        if probability >= min_probability:
            shared = _shared(profiles[a], profiles[b])
            best = sorted(shared, key=lambda slug: (-shared[slug], slug))[:5]
            names = tuple(profiles[a].coauthor_names[slug] for slug in best)
            found.append(SamePerson(a, b, kind, round(probability, 4), names))
    return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b))


def page_pair_features(pairs: Iterable[tuple[str, str, Variant]], profiles: Mapping[str, NameProfile]) -> Matrix:
    """Return `PAGE_PAIR_FEATURES` of pairs of names, shape (pairs, len(PAGE_PAIR_FEATURES))."""
    return np.array([_features(profiles[a], profiles[b], kind) for a, b, kind in pairs], dtype=np.float32)


def _log_namesakes(instance: Instance, corpus: Corpus) -> float:
    given, family = name_parts(instance.name)
    return corpus.namesakes(given.partition("-")[0], family).log_expected


def _shared(a: NameProfile, b: NameProfile) -> dict[str, float]:
    return {slug: a.coauthors[slug] for slug in a.coauthors.keys() & b.coauthors.keys() - {a.slug, b.slug}}


def _similarity(a: NameProfile, b: NameProfile) -> float:
    _, mine, theirs = np.intersect1d(a.word_columns, b.word_columns, assume_unique=True, return_indices=True)
    products: list[float] = (a.word_weights[mine] * b.word_weights[theirs]).tolist()
    return sum(products)  # not NumPy's sum: the last bit depends on the order


def _features(a: NameProfile, b: NameProfile, kind: Variant) -> list[float]:
    shared = _shared(a, b)
    total = sum(shared.values())
    own = np.sqrt(max(sum(a.coauthors.values()) * sum(b.coauthors.values()), 1e-6))
    gap = max(a.years[0] - b.years[1], b.years[0] - a.years[1], 0) if a.years and b.years else 3
    both = a.affiliation_words and b.affiliation_words
    common = (
        len(a.affiliation_words & b.affiliation_words) / min(len(a.affiliation_words), len(b.affiliation_words))
        if both
        else 0.0
    )
    # Two names on one paper are two people's, apart from errors in the data.
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
        max(a.log_expected_namesakes, b.log_expected_namesakes),
        float(np.log(small + 1)),
        float(np.log(large + 1)),
    ]
