"""What grouping has to know of the whole corpus: how rare a name or a word is, who writes with whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from unidecode import unidecode

from generator.grouping.features.name_counts import Background
from generator.grouping.features.name_rarity import expected_namesakes, name_parts
from generator.grouping.features.text import weigh, weigh_as
from generator.model import Instance, Paper

if TYPE_CHECKING:
    from scipy import sparse

MAX_TEAM = 25
"""Papers with more authors say nothing about who works with whom."""

_TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Rows:
    """A sparse matrix as three arrays, which workers can map instead of copying.

    Attributes:
        starts: shape (rows + 1,); row ``i`` is ``starts[i]:starts[i + 1]``.
        columns: int32, column of each entry.
        values: float32, value of each entry.
    """

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: sparse.csr_matrix) -> Rows:
        """Take a SciPy matrix in CSR form."""
        matrix.sort_indices()
        return cls(
            matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.astype(np.float32, copy=False)
        )

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
        """Return the entries of some rows: position in ``rows``, column and value, in order."""
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        owner = np.repeat(np.arange(len(rows)), lengths)
        first = np.cumsum(lengths) - lengths
        at = np.arange(len(owner)) - first[owner] + starts[owner]
        return owner, self.columns[at], self.values[at]


@dataclass(frozen=True)
class Corpus:
    """Statistics of all papers, built in one pass.

    About 150 MB for the whole Anthology, nearly all of it in arrays.

    Attributes:
        papers: Anthology ID -> row of ``words``.
        words: TF-IDF of title and abstract, rows of length 1 (0 without text).
        vocabulary: word of each column of ``words``.
        weights: float32, inverse document frequency of each word, as scikit-learn's ``idf_``.
        authors: name slug -> row and column of ``team``.
        rarity: shape (authors,), log(papers / papers with this name) / log(papers), 0 to 1.
        surety: shape (authors,), chance that the name is one person's by how common its parts are, 0 to 1.
        team: who wrote with whom on papers of at most `MAX_TEAM` authors; values are the rarity of the column.
        firsts, lasts: given name (its first word) or family name as slug -> name slugs that have it.
        affiliation_words: word -> affiliations of papers that have it.
    """

    papers: dict[str, int]
    words: Rows
    vocabulary: tuple[str, ...]
    weights: NDArray[np.float32]
    authors: dict[str, int]
    rarity: NDArray[np.float32]
    surety: NDArray[np.float32]
    team: Rows
    firsts: dict[str, int]
    lasts: dict[str, int]
    affiliation_words: dict[str, int]

    @classmethod
    def build(cls, instances: Iterable[Instance]) -> Corpus:
        """Build from all instances; the first one of each paper gives its text and authors.

        The result doesn't depend on the order of instances, as long as those of one paper agree.
        """
        first_of: dict[str, Instance] = {}
        names: dict[str, tuple[str, str]] = {}
        affiliations: Counter[str] = Counter()
        for instance in instances:
            first_of.setdefault(instance.mention.paper, instance)
            slug = instance.name.slug
            if slug not in names:
                names[slug] = name_parts(instance.name)
            if instance.affiliation:
                affiliations.update(dict.fromkeys(affiliation_words(instance.affiliation)).keys())
        papers = sorted(first_of)
        teams = [(first_of[paper].name.slug, *first_of[paper].coauthors) for paper in papers]
        slugs = sorted({slug for team in teams for slug in team} | names.keys())
        authors = {slug: row for row, slug in enumerate(slugs)}
        written = np.bincount([authors[slug] for team in teams for slug in set(team)], minlength=len(slugs))
        total = max(len(papers), 2)
        rarity = (np.log(total / np.maximum(written, 1)) / np.log(total)).astype(np.float32)
        words, vocabulary, weights = weigh([first_of[paper] for paper in papers])
        firsts = dict(Counter(first for first, _ in names.values()))
        lasts = dict(Counter(last for _, last in names.values()))
        return cls(
            papers={paper: row for row, paper in enumerate(papers)},
            words=Rows.of(words),
            vocabulary=vocabulary,
            weights=weights,
            authors=authors,
            rarity=rarity,
            surety=_surety(slugs, names, firsts, lasts),
            team=_team([sorted({authors[slug] for slug in team}) for team in teams], rarity),
            firsts=firsts,
            lasts=lasts,
            affiliation_words=dict(affiliations),
        )

    def with_papers(self, papers: Mapping[str, Paper]) -> Corpus:
        """Return the same statistics with the words of more papers, weighted as before.

        Args:
            papers: by Anthology ID; none of them is among `papers`.
        """
        if not papers or not self.weights.size:
            return self
        more = sorted(papers)
        words = Rows.of(weigh_as([papers[paper] for paper in more], self.vocabulary, self.weights))
        return replace(
            self,
            papers=self.papers | {paper: row for row, paper in enumerate(more, len(self.papers))},
            words=Rows(
                np.concatenate([self.words.starts, self.words.starts[-1] + words.starts[1:]]),
                np.concatenate([self.words.columns, words.columns]),
                np.concatenate([self.words.values, words.values]),
            ),
        )

    def namesakes(self, first: str, last: str) -> float:
        """Return how many people of this name chance alone would make, as log10; about -5 to 1.

        In a small corpus no name looks common, so the counts of the whole Anthology speak too.
        """
        return _namesakes(self.firsts, self.lasts, len(self.authors), first, last)

    def numbers(self, slugs: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of ``team`` of each name, -1 for unknown ones."""
        return np.array([self.authors.get(slug, -1) for slug in slugs], dtype=np.int64)

    def strength(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return rarity times surety of co-authors' names, 1 for unknown ones.

        Args:
            numbers: from `numbers`.
        """
        known: NDArray[np.float32] = np.where(numbers < 0, np.float32(1), self.rarity[numbers] * self.surety[numbers])
        return known

    @cached_property
    def commonest_affiliation_word(self) -> int:
        """How many affiliations have the commonest word of all, at least 1."""
        return max(self.affiliation_words.values(), default=1)


def _namesakes(firsts: dict[str, int], lasts: dict[str, int], authors: int, first: str, last: str) -> float:
    return max(expected_namesakes(firsts, lasts, authors, first, last), Background.read().namesakes(first, last))


def _surety(
    slugs: list[str], names: dict[str, tuple[str, str]], firsts: dict[str, int], lasts: dict[str, int]
) -> NDArray[np.float32]:
    parts = [names.get(slug) or (slug.split("-")[0], slug.split("-")[-1]) for slug in slugs]
    expected = [_namesakes(firsts, lasts, len(slugs), *part) for part in parts]
    # With x namesakes expected, one of x + 1 people is the one that is meant.
    return (1 / (1 + 10 ** np.array(expected, dtype=np.float64))).astype(np.float32)


@lru_cache(maxsize=1 << 15)
def affiliation_words(text: str) -> tuple[str, ...]:
    """Return the words of an affiliation, transliterated and in small letters."""
    return tuple(_TOKEN.findall(unidecode(text).lower()))


def _team(teams: list[list[int]], rarity: NDArray[np.float32]) -> Rows:
    from scipy import sparse

    small = [team for team in teams if 1 < len(team) <= MAX_TEAM]
    lengths = np.array([len(team) for team in small], dtype=np.int64)
    columns = np.array([author for team in small for author in team], dtype=np.int64)
    member = sparse.csr_matrix(
        (np.ones(len(columns), dtype=np.float32), (np.repeat(np.arange(len(small)), lengths), columns)),
        shape=(len(small), len(rarity)),
    )
    together = (member.T @ member).tocsr()
    together.setdiag(0)
    together.eliminate_zeros()
    together.data = rarity[together.indices]
    return Rows.of(together)
