"""TF-IDF of papers: how often each word stands in a paper, weighted by how rare the word is."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generator.model import Instance, Paper

if TYPE_CHECKING:  # they take a second to load, and a build without changes needs neither
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

_WORD = re.compile(r"[^\W\d_]+")
_MIN_LETTERS = 3
_PUNCTUATION = re.compile("[‘’“”–—−…•·×°\u00a0\u2009]")
"""The most frequent characters outside ASCII, none of them a letter; most texts without them are ASCII."""
_ASCII_LETTERS = bytes(ord(chr(c).lower()) if chr(c).isalpha() and c < 128 else 32 for c in range(256))
"""For `bytes.translate`: ASCII letters to lower case, everything else to a space."""


def fit_tfidf(papers: Sequence[Instance | Paper]) -> tuple[sparse.csr_matrix, tuple[str, ...], NDArray[np.float32]]:
    """Return TF-IDF of titles and abstracts, as scikit-learn's `TfidfVectorizer` computes it, in a third of its time.

    Words have at least three letters; in a corpus of 1,000 papers or more they stand in two papers at least and in
    a tenth of them at most.  Term frequencies are sublinear, 1 + log(count).

    Returns:
        (papers, words), rows of length 1 (0 without words); the words, sorted; and the inverse document frequency
        of each.  Without any words, one column of zeros, ``("",)`` and an empty array.

    Notes:
        K. Spärck Jones, "A Statistical Interpretation of Term Specificity and Its Application in Retrieval", 1972.
    """
    from scipy import sparse

    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    counts = _count(papers, vocabulary)
    found = np.bincount(counts.indices, minlength=counts.shape[1])
    least, most = (2, 0.1 * len(papers)) if len(papers) >= 1000 else (1, len(papers))
    names = [word for at, word in enumerate(vocabulary) if len(word) >= _MIN_LETTERS and least <= found[at] <= most]
    if not names:
        return sparse.csr_matrix((len(papers), 1), dtype=np.float32), ("",), np.zeros(0, dtype=np.float32)
    names.sort()
    transformer = _transformer()
    weighted = transformer.fit_transform(counts[:, [vocabulary[name] for name in names]])
    return weighted, tuple(names), transformer.idf_.astype(np.float32)


def transform_tfidf(
    papers: Sequence[Instance | Paper], vocabulary: Sequence[str], idf: NDArray[np.float32]
) -> sparse.csr_matrix:
    """Return TF-IDF of other papers with the words and inverse document frequencies that `fit_tfidf` returned."""
    columns = {word: at for at, word in enumerate(vocabulary)}
    # All other words share one more column, which is then left out.
    counts = _count(papers, defaultdict(lambda: len(vocabulary), columns))
    transformer = _transformer()
    transformer.idf_ = idf
    return transformer.transform(counts[:, : len(vocabulary)])


def _transformer() -> TfidfTransformer:
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True)


def _count(papers: Sequence[Instance | Paper], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """Count the words of each paper; ``columns`` maps each word to its column, new words too."""
    from scipy import sparse

    cells, values, ends = array("i"), array("f"), [0]
    for paper in papers:
        # The title twice: it is written with more care than any sentence of the abstract.
        for text, times in ((paper.title, 2.0), (paper.abstract, 1.0)):
            words = _words(text)
            cells.extend(map(columns.__getitem__, words))
            values.extend(repeat(times, len(words)))
        ends.append(len(cells))
    counts = sparse.csr_matrix(
        (np.frombuffer(values, np.float32), np.frombuffer(cells, np.int32), np.array(ends, np.int32)),
        shape=(len(papers), max(len(columns), max(cells, default=0) + 1)),
    )
    counts.sum_duplicates()
    return counts


def _words(text: str) -> list[str]:
    """Return the runs of letters in lower case; those that are too short are left out later."""
    if not text.isascii():
        text = _PUNCTUATION.sub(" ", text)
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_LETTERS).decode("ascii").split()
    return _WORD.findall(text.lower())
