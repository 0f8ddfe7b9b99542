"""Whether two sets of mentions with one name are one person's, by what they agree and differ in.

For two verified entries of one name, or two accounts on the papers of one author: there a constraint keeps the sets
apart, or together, whatever clustering would say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.grouping.features.accounts import OTHER_ACCOUNT_LOG_ODDS, SAME_ACCOUNT_LOG_ODDS
from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.name_rarity import name_parts
from generator.model import Instance, Name

TELLING_COAUTHOR = 0.4
"""Lowest weight (`Corpus.coauthor_weights`, 0 to 1) at which a shared co-author counts."""
SAME_AFFILIATION = 0.6
"""Lowest share of the weight of the words of the shorter affiliation at which two affiliations are the same."""
MOST_NAMES = 4
_LEAST_NAMESAKES = 1e-3

COAUTHORS_SHARED, COAUTHORS_LINKED, COAUTHORS_APART = math.log(0.59 / 0.012), math.log(0.076 / 0.008), math.log(0.35)
AFFILIATIONS_SAME, AFFILIATIONS_DIFFER = math.log(0.61 / 0.028), math.log(0.39 / 0.97)
"""Weights of agreement and disagreement: log of the share among one person's pairs of sets, divided by the share among
two persons' (Fellegi and Sunter).

Counted in the Anthology of November 2025: 1,500 authors with an ORCID whose papers were parted at random, and 254 pairs
of entries of one name with different ORCIDs. Those of affiliations are for sets without a shared co-author, where it
matters.
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two sets of mentions with one name agree and differ in.

    Attributes:
        coauthors: names of shared co-authors, the most telling first.
        linked_by: without those, names of co-authors who lead from the one set over other papers of the name to the
            other: one for each set.
        affiliation: an affiliation of the first set that the second has too, as printed; ``""`` if none.
        affiliations_differ: one of each set, if both have some and none is the same.
        accounts: OpenReview accounts of both sets.
        accounts_differ: one of each set, if both have some and none is the same.
        years_apart: years between the papers of the one set and those of the other.
        weight: sum of the weights of all this, natural logarithm.
    """

    coauthors: tuple[str, ...] = ()
    linked_by: tuple[str, ...] = ()
    affiliation: str = ""
    affiliations_differ: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    accounts_differ: tuple[str, ...] = ()
    years_apart: int = 0
    weight: float = 0.0

    def probability(self, prior_log_odds: float) -> float:
        """Return the probability, 0 to 1, that both sets are one person's.

        Args:
            prior_log_odds: natural logarithm of the odds before the sets are compared.
        """
        return round(1 / (1 + math.exp(-max(min(prior_log_odds + self.weight, 30.0), -30.0))), 4)


def agreement(
    a: Sequence[Instance], b: Sequence[Instance], others: Sequence[Instance], names: Iterable[str], corpus: Corpus
) -> Agreement:
    """Compare two sets of mentions.

    Args:
        a, b: the sets, one mention each at least.
        others: other mentions of the name, which may link the two.
        names: name slugs of the two themselves; they are no co-authors.
        corpus: statistics of the whole corpus.

    Notes:
        I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969 (the weights).
    """
    own = frozenset(names)
    telling = _telling_coauthors([*a, *b, *others], own, corpus)
    printed = {slug: name for i in (*a, *b) for slug, name in zip(i.coauthors, i.coauthor_names, strict=True)}
    of_a, of_b = ({slug for i in side for slug in i.coauthors if slug in telling} for side in (a, b))
    shared = sorted(of_a & of_b, key=lambda slug: (-telling[slug], slug))
    link = () if shared else _link(of_a, of_b, others, telling)
    weight = COAUTHORS_SHARED if shared else COAUTHORS_LINKED if link else COAUTHORS_APART
    affiliation, affiliations_differ = _affiliations(a, b, corpus)
    if affiliation:
        weight += AFFILIATIONS_SAME
    elif affiliations_differ:
        weight += AFFILIATIONS_DIFFER
    accounts_a, accounts_b = (sorted({i.openreview for i in side if i.openreview}) for side in (a, b))
    accounts = tuple(account for account in accounts_a if account in accounts_b)
    accounts_differ = (accounts_a[0], accounts_b[0]) if accounts_a and accounts_b and not accounts else ()
    if accounts:
        weight += SAME_ACCOUNT_LOG_ODDS
    elif accounts_differ:
        weight += OTHER_ACCOUNT_LOG_ODDS
    return Agreement(
        tuple(printed[slug] for slug in shared[:MOST_NAMES]),
        tuple(printed[slug] for slug in link),
        affiliation,
        affiliations_differ,
        accounts,
        accounts_differ,
        _years_apart(a, b),
        weight,
    )


def expected_namesakes(names: Iterable[Name], corpus: Corpus) -> float:
    """Return how many people to expect with the most common of these forms of one name."""
    return float(10 ** max(corpus.namesakes(*name_parts(name)).log_expected for name in names))


def prior_log_odds(odds: float, namesakes: float) -> float:
    """Return the natural logarithm of the odds that two sets are one person's, before they are compared.

    Args:
        odds: if one namesake is to be expected.
        namesakes: see `expected_namesakes`; a name is never taken to be rarer than one in a thousand.
    """
    return math.log(odds / max(namesakes, _LEAST_NAMESAKES))


def _telling_coauthors(instances: Iterable[Instance], own: frozenset[str], corpus: Corpus) -> dict[str, float]:
    """Name slug -> weight of the co-authors that count."""
    slugs = sorted({slug for i in instances for slug in i.coauthors} - own)
    weights = corpus.coauthor_weights(corpus.author_rows(slugs)).tolist()
    return {slug: weight for slug, weight in zip(slugs, weights, strict=True) if weight >= TELLING_COAUTHOR}


def _link(of_a: set[str], of_b: set[str], others: Sequence[Instance], telling: dict[str, float]) -> tuple[str, ...]:
    """Return a co-author of each set, if other papers lead from the one to the other, each sharing a co-author."""
    came_from = {slug: slug for slug in sorted(of_a)}
    left = [{slug for slug in i.coauthors if slug in telling} for i in others]
    while True:
        reached = [paper for paper in left if not came_from.keys().isdisjoint(paper)]
        if not reached:
            return ()
        for paper in reached:
            start = came_from[min(came_from.keys() & paper)]
            for slug in paper:
                came_from.setdefault(slug, start)
        if met := sorted(came_from.keys() & of_b):
            return (came_from[met[0]], met[0])
        left = [paper for paper in left if paper not in reached]


def _affiliations(a: Sequence[Instance], b: Sequence[Instance], corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """Return the affiliation that both have, or else one of each if both have some."""
    of_a, of_b = ({i.affiliation: None for i in side if i.affiliation} for side in (a, b))
    for one in of_a:
        if any(_same_affiliation(one, other, corpus) for other in of_b):
            return one, ()
    return "", (next(iter(of_a)), next(iter(of_b))) if of_a and of_b else ()


def _same_affiliation(one: str, other: str, corpus: Corpus) -> bool:
    """Whether two affiliations share most words of the shorter one, rare words counting more."""

    def weight(words: set[str]) -> float:
        highest = corpus.highest_affiliation_word_count
        counts = [corpus.affiliation_word_counts.get(word, 1) for word in sorted(words)]
        return sum(math.log1p(highest / count) for count in counts)

    words, others = set(affiliation_words(one)), set(affiliation_words(other))
    return weight(words & others) >= SAME_AFFILIATION * max(min(weight(words), weight(others)), 1e-9)


def _years_apart(a: Sequence[Instance], b: Sequence[Instance]) -> int:
    of_a, of_b = ([i.year for i in side if i.year] for side in (a, b))
    return max(min(of_a) - max(of_b), min(of_b) - max(of_a), 0) if of_a and of_b else 0
