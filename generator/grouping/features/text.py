"""TF-IDF of papers: how often each word stands in a paper, weighted by how rare the word is."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import IntArray, Matrix
from generator.model import Instance, Paper

if TYPE_CHECKING:  # it takes half a second to load, and a build without changes does not need it
    from scipy import sparse

_WORD = re.compile(r"[^\W\d_]+")
_MIN_LETTERS = 3
_PUNCTUATION = re.compile("[‘’“”–—−…•·×°\u00a0\u2009]")
"""The most frequent characters outside ASCII, none of them a letter; most texts without them are ASCII."""
_ASCII_LETTERS = bytes(ord(chr(c).lower()) if chr(c).isalpha() and c < 128 else 32 for c in range(256))
"""For `bytes.translate`: ASCII letters to lower case, everything else to a space."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often each word stands in each of some papers; the title counts twice, being written with more care.

    Attributes:
        words: word of each column, in the order in which they were met.
        ends: (papers,), end of each paper's entries; they begin where those of the paper before end.
        columns: (entries,), a column at most once for a paper.
        counts: (entries,), how often the word stands in the paper.
    """

    words: tuple[str, ...]
    ends: IntArray
    columns: NDArray[np.int32]
    counts: Matrix

    @classmethod
    def of(cls, papers: Iterable[Instance | Paper]) -> WordCounts:
        """Count the words of titles and abstracts."""
        vocabulary = _new_vocabulary()
        column_of, columns, ends = vocabulary.__getitem__, array("q"), array("q")
        for paper in papers:
            columns.extend(map(column_of, [*_words(paper.title) * 2, *_words(paper.abstract)]))
            ends.append(len(columns))
        all_ends = np.frombuffer(ends, np.int64)
        row = np.repeat(np.arange(len(ends)), np.diff(all_ends, prepend=0))
        entries, counts = np.unique(row * len(vocabulary) + np.frombuffer(columns, np.int64), return_counts=True)
        row, column = np.divmod(entries, max(len(vocabulary), 1))
        return cls(
            tuple(vocabulary),
            np.cumsum(np.bincount(row, minlength=len(ends))),
            column.astype(np.int32),
            counts.astype(np.float32),
        )

    @classmethod
    def joined(cls, parts: Sequence[WordCounts]) -> WordCounts:
        """Join the counts of different papers, in the order of the parts."""
        vocabulary, columns = _new_vocabulary(), []
        for part in parts:
            new = np.fromiter(map(vocabulary.__getitem__, part.words), np.int32, len(part.words))
            columns.append(new[part.columns])
        entries = np.cumsum([0, *(len(part.columns) for part in parts)])
        ends = [part.ends + start for part, start in zip(parts, entries.tolist(), strict=False)]
        return cls(
            tuple(vocabulary),
            np.concatenate([np.zeros(0, np.int64), *ends]),
            np.concatenate([np.zeros(0, np.int32), *columns]),
            np.concatenate([np.zeros(0, np.float32), *(part.counts for part in parts)]),
        )

    def in_columns(self, words: Mapping[str, int]) -> sparse.csr_matrix:
        """Return the counts of some words as a matrix, shape (papers, words).

        Args:
            words: each with its column.
        """
        from scipy import sparse

        column = np.fromiter((words.get(word, -1) for word in self.words), np.int32, len(self.words))[self.columns]
        wanted = column >= 0
        ends = np.concatenate([[0], np.cumsum(wanted)])[np.concatenate([[0], self.ends])]
        counts = sparse.csr_matrix((self.counts[wanted], column[wanted], ends), shape=(len(self.ends), len(words)))
        counts.sort_indices()
        return counts


def _new_vocabulary() -> defaultdict[str, int]:
    """Return a mapping that gives each new word the next column."""
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    return vocabulary


def fit_tfidf(counts: WordCounts) -> tuple[sparse.csr_matrix, tuple[str, ...], Matrix]:
    """Return TF-IDF of titles and abstracts, as scikit-learn's `TfidfVectorizer` computes it, in a third of its time.

    Words have at least three letters; in a corpus of 1,000 papers or more they stand in two papers at least and in
    a tenth of them at most.  Term frequencies are sublinear, 1 + log(count).

    Returns:
        (papers, words), rows of length 1 (0 without words); the words, sorted; and the inverse document frequency
        of each.  Without any words, one column of zeros, ``("",)`` and an empty array.

    Notes:
        K. Spärck Jones, "A Statistical Interpretation of Term Specificity and Its Application in Retrieval", 1972.
    """
    papers, found = len(counts.ends), np.bincount(counts.columns, minlength=len(counts.words))
    least, most = (2, 0.1 * papers) if papers >= 1000 else (1, papers)
    frequencies = {
        word: count
        for word, count in sorted(zip(counts.words, found.tolist(), strict=True))
        if len(word) >= _MIN_LETTERS and least <= count <= most
    }
    if not frequencies:
        from scipy import sparse

        return sparse.csr_matrix((papers, 1), dtype=np.float32), ("",), np.zeros(0, dtype=np.float32)
    idf = np.log(np.float32(papers + 1) / (np.array([*frequencies.values()], np.float32) + 1)) + np.float32(1)
    matrix = counts.in_columns({word: at for at, word in enumerate(frequencies)})
    return _weighted(matrix, idf), tuple(frequencies), idf


def transform_tfidf(papers: Iterable[Instance | Paper], vocabulary: Sequence[str], idf: Matrix) -> sparse.csr_matrix:
    """Return TF-IDF of other papers with the words and inverse document frequencies that `fit_tfidf` returned."""
    columns = {word: at for at, word in enumerate(vocabulary)}
    return _weighted(WordCounts.of(papers).in_columns(columns), idf)


def _weighted(counts: sparse.csr_matrix, idf: Matrix) -> sparse.csr_matrix:
    """Return counts as TF-IDF, changed in place."""
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    counts.data = (np.log(counts.data) + np.float32(1)) * idf[counts.indices]
    lengths = np.sqrt(np.bincount(rows, counts.data * counts.data, counts.shape[0]))
    counts.data = (counts.data / lengths[rows]).astype(np.float32)
    return counts


def _words(text: str) -> list[str]:
    """Return the runs of letters in lower case; those that are too short are left out later."""
    if not text.isascii():
        text = _PUNCTUATION.sub(" ", text)
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_LETTERS).decode("ascii").split()
    return _WORD.findall(text.lower())
