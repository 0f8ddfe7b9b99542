"""Statistics of the whole corpus: how rare names and words are, and who publishes with whom."""

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

from generator.grouping.features.arrays import IntArray, Matrix
from generator.grouping.features.corpus_part import CorpusPart
from generator.grouping.features.name_counts import shipped_counts
from generator.grouping.features.name_rarity import NameCounts, Namesakes
from generator.grouping.features.text import WordCounts, fit_tfidf, transform_tfidf
from generator.model import Instance, Paper

if TYPE_CHECKING:
    from scipy import sparse

MAX_TEAM_SIZE = 25
"""Papers with more authors are left out of the network: they are no sign of who works with whom."""

_TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class SparseRows:
    """A sparse matrix in CSR form as three arrays, which needs no SciPy to be loaded.

    Attributes:
        starts: (rows + 1,); row ``i`` has the entries ``starts[i]:starts[i + 1]``.
        columns: (entries,), column of each entry.
        values: (entries,).
    """

    starts: IntArray
    columns: NDArray[np.int32]
    values: Matrix

    @classmethod
    def from_scipy(cls, matrix: sparse.csr_matrix) -> SparseRows:
        """Convert a SciPy matrix in CSR form, whose indices are sorted in place."""
        matrix.sort_indices()
        return cls(
            matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.astype(np.float32, copy=False)
        )

    def entries(self, rows: IntArray) -> tuple[IntArray, NDArray[np.int32], Matrix]:
        """Return the entries of some rows, row by row.

        Returns:
            Three arrays of shape (entries,): index in ``rows`` of the entry's row, column, and value.
        """
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        position = np.repeat(np.arange(len(rows)), lengths)
        first = np.cumsum(lengths) - lengths
        at = np.arange(len(position)) - first[position] + starts[position]
        return position, self.columns[at], self.values[at]


@dataclass(frozen=True)
class Corpus:
    """Statistics of all papers, built in one pass.

    About 150 MB for the whole Anthology, nearly all of it in arrays.

    Attributes:
        papers: Anthology ID -> row of ``tfidf``.
        tfidf: TF-IDF of title and abstract, rows of length 1 (0 without text).
        vocabulary: word of each column of ``tfidf``.
        idf: (words,), inverse document frequency of each word, as scikit-learn's ``idf_``; empty without any words.
        authors: name slug -> row and column of ``coauthor_network``.
        name_rarity: (authors,), log(papers / papers with this name) / log(papers), 0 to 1.
        single_person_probability: (authors,), probability, 0 to 1, that all papers with a name are one person's,
            estimated from how common the parts of the name are.
        coauthor_network: which names stand together on a paper of at most `MAX_TEAM_SIZE` authors; values are the
            rarity of the column's name.
        name_counts: how many names have which parts.
        affiliation_word_counts: word -> number of mentions whose affiliation has it.
    """

    papers: dict[str, int]
    tfidf: SparseRows
    vocabulary: tuple[str, ...]
    idf: Matrix
    authors: dict[str, int]
    name_rarity: Matrix
    single_person_probability: Matrix
    coauthor_network: SparseRows
    name_counts: NameCounts
    affiliation_word_counts: dict[str, int]

    @classmethod
    def build(cls, instances: Iterable[Instance]) -> Corpus:
        """Compute the statistics of all instances, those of all names; none are needed.

        Text and authors of a paper are read from the first instance of it; the result doesn't depend on the order
        of instances as long as those of one paper agree.
        """
        return cls.of([CorpusPart.of(instances)])

    @classmethod
    def of(cls, parts: Sequence[CorpusPart]) -> Corpus:
        """Compute the statistics of all papers; of names that are split in two ways, the first one counts."""
        all_papers = [paper for part in parts for paper in part.papers]
        order = sorted(range(len(all_papers)), key=all_papers.__getitem__)
        papers = [all_papers[at] for at in order]
        all_teams = [team for part in parts for team in part.teams]
        teams = [all_teams[at] for at in order]
        names: dict[str, tuple[str, str]] = {}
        affiliations: Counter[str] = Counter()
        for part in parts:
            for slug, split in part.names.items():
                names.setdefault(slug, split)
            for affiliation, mentions in part.affiliations.items():
                affiliations.update(dict.fromkeys(affiliation_words(affiliation), mentions))
        slugs = sorted({slug for team in teams for slug in team} | names.keys())
        authors = {slug: row for row, slug in enumerate(slugs)}
        paper_counts = np.bincount([authors[slug] for team in teams for slug in set(team)], minlength=len(slugs))
        total = max(len(papers), 2)
        rarity = (np.log(total / np.maximum(paper_counts, 1)) / np.log(total)).astype(np.float32)
        tfidf, vocabulary, idf = fit_tfidf(WordCounts.joined([part.words for part in parts]))
        # Co-authors who have no instance are split before the last word.
        splits = [names.get(slug) or (slug.rpartition("-")[0], slug.rpartition("-")[2]) for slug in slugs]
        counts = NameCounts.of(splits)
        return cls(
            papers={paper: row for row, paper in enumerate(papers)},
            tfidf=SparseRows.from_scipy(tfidf[order]),
            vocabulary=vocabulary,
            idf=idf,
            authors=authors,
            name_rarity=rarity,
            single_person_probability=_single_person_probability(splits, counts),
            coauthor_network=_coauthor_network([sorted({authors[slug] for slug in team}) for team in teams], rarity),
            name_counts=counts,
            affiliation_word_counts=dict(affiliations),
        )

    def with_papers(self, papers: Mapping[str, Paper]) -> Corpus:
        """Return the same statistics with the TF-IDF rows of additional papers; ``idf`` and all counts stay.

        Args:
            papers: by Anthology ID; none of them is in the corpus already.
        """
        if not papers or not self.idf.size:
            return self
        more = sorted(papers)
        added = SparseRows.from_scipy(transform_tfidf([papers[paper] for paper in more], self.vocabulary, self.idf))
        return replace(
            self,
            papers=self.papers | {paper: row for row, paper in enumerate(more, len(self.papers))},
            tfidf=SparseRows(
                np.concatenate([self.tfidf.starts, self.tfidf.starts[-1] + added.starts[1:]]),
                np.concatenate([self.tfidf.columns, added.columns]),
                np.concatenate([self.tfidf.values, added.values]),
            ),
        )

    def namesakes(self, given: str, last: str) -> Namesakes:
        """Return how many people to expect with this name.

        The higher of two estimates, from this corpus and from the whole Anthology: in a small corpus no name looks
        common.

        Args:
            given, last: parts of a name, from `generator.grouping.features.name_rarity.name_parts`.
        """
        return _namesakes(self.name_counts, given, last)

    def author_rows(self, slugs: Sequence[str]) -> IntArray:
        """Return the row in ``authors`` of each name slug, -1 for unknown ones."""
        return np.array([self.authors.get(slug, -1) for slug in slugs], dtype=np.int64)

    def coauthor_weights(self, rows: IntArray) -> Matrix:
        """Return how much it counts that two mentions share a co-author of each name, 0 to 1, shape (rows,).

        That is the name's rarity times the probability that it is one person's; 1 for unknown names.

        Args:
            rows: from `author_rows`.
        """
        weights, known = np.ones(len(rows), dtype=np.float32), rows >= 0
        weights[known] = self.name_rarity[rows[known]] * self.single_person_probability[rows[known]]
        return weights

    @cached_property
    def highest_affiliation_word_count(self) -> int:
        """Count of the most common word of affiliations, at least 1."""
        return max(self.affiliation_word_counts.values(), default=1)


def _namesakes(counts: NameCounts, given: str, last: str) -> Namesakes:
    return counts.namesakes(given, last).or_more(shipped_counts().namesakes(given, last))


def _single_person_probability(parts: Sequence[tuple[str, str]], counts: NameCounts) -> Matrix:
    expected = [_namesakes(counts, *part).log_expected for part in parts]
    # With x namesakes expected, a mention is by a given person of that name with probability 1 / (x + 1).
    return (1 / (1 + 10 ** np.array(expected, dtype=np.float64))).astype(np.float32)


@lru_cache(maxsize=1 << 15)
def affiliation_words(text: str) -> tuple[str, ...]:
    """Return the words of an affiliation, transliterated to ASCII and in lower case."""
    return tuple(_TOKEN.findall(unidecode(text).lower()))


def _coauthor_network(teams: list[list[int]], rarity: Matrix) -> SparseRows:
    """Return `Corpus.coauthor_network`, given the rows of each paper's authors and the rarity of each name."""
    from scipy import sparse

    small = [team for team in teams if 1 < len(team) <= MAX_TEAM_SIZE]
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
    return SparseRows.from_scipy(together)
