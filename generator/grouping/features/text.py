"""The words of papers, weighted by how rare they are (TF-IDF)."""

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

if TYPE_CHECKING:  # they take a second to load, and a build that finds nothing new needs neither
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfTransformer

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_PUNCTUATION = re.compile("[‘’“”–—−…•·×°\u00a0\u2009]")
"""What makes most texts more than ASCII; none of it is a letter."""
_ASCII_LETTERS = bytes(ord(chr(c).lower()) if chr(c).isalpha() and c < 128 else 32 for c in range(256))


def weigh(papers: Sequence[Instance | Paper]) -> tuple[sparse.csr_matrix, tuple[str, ...], NDArray[np.float32]]:
    """TF-IDF of titles and abstracts, as scikit-learn's `TfidfVectorizer` makes it, in a third of its time.

    Returns:
        Shape (papers, words), rows of length 1 (0 without words); the words, sorted; and the inverse document
        frequency of each, empty if there are none at all.
    """
    from scipy import sparse

    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__
    counts = _count(papers, vocabulary)
    found = np.bincount(counts.indices, minlength=counts.shape[1])
    least, most = (2, 0.1 * len(papers)) if len(papers) >= 1000 else (1, len(papers))
    names = [word for at, word in enumerate(vocabulary) if len(word) >= _SHORTEST and least <= found[at] <= most]
    if not names:
        return sparse.csr_matrix((len(papers), 1), dtype=np.float32), ("",), np.zeros(0, dtype=np.float32)
    names.sort()
    transformer = _transformer()
    weighed = transformer.fit_transform(counts[:, [vocabulary[name] for name in names]])
    return weighed, tuple(names), transformer.idf_.astype(np.float32)


def weigh_as(
    papers: Sequence[Instance | Paper], vocabulary: Sequence[str], idf: NDArray[np.float32]
) -> sparse.csr_matrix:
    """TF-IDF of other papers by the words and frequencies that `weigh` returned."""
    columns = {word: at for at, word in enumerate(vocabulary)}
    # All words that are none of these share one more column, which is then left out.
    counts = _count(papers, defaultdict(lambda: len(vocabulary), columns))
    transformer = _transformer()
    transformer.idf_ = idf
    return transformer.transform(counts[:, : len(vocabulary)])


def _transformer() -> TfidfTransformer:
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True)


def _count(papers: Sequence[Instance | Paper], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """How often each word stands in each paper; ``columns`` gives its column, also of a new one."""
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
    """Runs of letters, in small letters; those that are too short are left out later."""
    if not text.isascii():
        text = _PUNCTUATION.sub(" ", text)
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_LETTERS).decode("ascii").split()
    return _WORD.findall(text.lower())
