"""How many people to expect with one name, from how common its parts are, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log10, sqrt
from typing import NamedTuple

from generator.model import Name, name_slug

POPULATION = 100_000
"""Names to which counts of fewer are scaled up: about as many as the Anthology has."""
NEUTRAL_LOG_NAMESAKES = -1.0
"""Log10 of the number of people to expect with a name of which too little is known to call it rare."""
_PRIOR = 0.5
"""How many observations what the words of a name let expect counts for."""


class Namesakes(NamedTuple):
    """The number of people to expect with a name, as log10, about -5 to 2.

    Attributes:
        log_expected: among the authors of the catalogue.
        log_scaled: among as many people as the Anthology has authors (`POPULATION`), if the catalogue has fewer.
        log_highest: how many of these there may well be: one standard deviation more (0.1 for parts that many names
            have, 0.7 for parts never seen).
    """

    log_expected: float
    log_scaled: float
    log_highest: float

    @property
    def log_cautious(self) -> float:
        """What scorers are given: as expected, but neutral if the names are too few to call one rare."""
        return max(self.log_expected, min(self.log_scaled, NEUTRAL_LOG_NAMESAKES))

    def or_more(self, other: Namesakes) -> Namesakes:
        """Return the higher of two estimates."""
        return Namesakes(*map(max, self, other))


def name_parts(name: Name) -> tuple[str, str]:
    """Return all given names and the family name, as slugs: ``hsin-hsi`` and ``chen``.

    Both are cut out of the slug of the whole name, so that a letter is transliterated in the same way everywhere.  For
    a name of one word the first part is ``""``.
    """
    words = name.slug.split("-")
    last = name_slug(name.last).count("-") + 1
    return ("-".join(words[:-last]), "-".join(words[-last:])) if len(words) > last else ("", name.slug)


@dataclass(frozen=True)
class NameCounts:
    """How many name slugs have which parts.

    Attributes:
        authors: number of name slugs.
        given_names: slug of all given names together, ``hsin-hsi`` -> number of name slugs.
        given_words: a word of the given names, or the first letter of one with a full stop after it: ``hsin``, ``h.``
            -> number of such words.  Syllables of romanised names and middle names are words.
        all_words: number of all words of given names.
        several_words: number of name slugs whose given names have two or more words.
        initials_only: number of name slugs whose given names are all initials.
        last_names: slug of the family name -> number of name slugs.
        unlisted: number of name slugs to assume for a given or family name that is not there.
    """

    authors: int
    given_names: dict[str, int]
    given_words: dict[str, int]
    all_words: int
    several_words: int
    initials_only: int
    last_names: dict[str, int]
    unlisted: int = 0

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> NameCounts:
        """Count the parts (`name_parts`) of different names."""
        parts = list(names)
        given = Counter(first for first, _ in parts if first)
        words: Counter[str] = Counter()
        several = initials = 0
        for first, count in given.items():
            split = first.split("-")
            several += count if len(split) > 1 else 0
            initials += count if max(map(len, split)) == 1 else 0
            for word in split:
                words[_initial(word)] += count
                if len(word) > 1:
                    words[word] += count
        all_words = sum(count for word, count in words.items() if word.endswith("."))
        lasts = Counter(last for _, last in parts)
        return cls(len(parts), dict(given), dict(words), all_words, several, initials, dict(lasts))

    def namesakes(self, given: str, last: str) -> Namesakes:
        """Return how many people to expect with a name.

        Given and family names are taken as independent of each other: if 90 of 100,000 names have the given name Yang
        and 1,500 the family name Liu, 1.35 people can be expected to be called Yang Liu.

        How many have the given name is estimated from how many do, and from how many its words let expect: an initial
        stands for every word that begins with it, and a name of several words is as likely as its words are together.
        What is counted and what is expected are combined as by a gamma prior for a Poisson rate; the standard
        deviation is that of the posterior.  For initials alone it is the number of people for whose given names they
        may stand, times the share of names that are printed so.

        Args:
            given, last: parts of the name, from `name_parts`.

        Notes:
            A. Gelman et al., "Bayesian Data Analysis", 3rd ed. 2013, section 2.6 (gamma prior of a Poisson rate).
        """
        authors, lasts = max(self.authors, 1), self.last_names.get(last, self.unlisted)
        words = given.split("-")
        expected = authors * (self.several_words / authors if len(words) > 1 else 1.0)
        for word in words:
            key = word if len(word) > 1 else _initial(word)
            expected *= (self.given_words.get(key, 0) + 1) / (self.all_words + 1)
        seen, expected = self.given_names.get(given, self.unlisted), max(expected, 1.0)
        if given and all(len(word) == 1 for word in words):
            number = max(expected * (self.initials_only + 1) / authors, 1.0)
        else:
            # The words of a single name say nothing that the name itself doesn't.
            number = (seen + _PRIOR) / (1 + _PRIOR / (expected if len(words) > 1 else 1.0))
        spread = sqrt(1 / (seen + 1) + 1 / (lasts + 1)) / 2.3026
        log_expected = log10(number * (lasts + 1) / authors)
        log_scaled = log_expected + max(log10(POPULATION / authors), 0.0)
        return Namesakes(log_expected, log_scaled, log_scaled + spread)


@cache
def _initial(word: str) -> str:
    return f"{word[:1]}."
