"""Pair features of a block: what two mentions of one name have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.grouping.corpus import Corpus, affiliation_words
from generator.grouping.names import name_parts
from generator.model import Instance

Matrix = NDArray[np.float32]

PAIR = (
    "coauthors",
    "rarest_coauthor",
    "coauthor_share",
    "team",
    "text",
    "affiliation",
    "affiliation_known",
    "venue",
    "years",
    "same_name",
    "both_alone",
    "team_size",
    "namesakes",
    "block_size",
    "shared",
)
"""Pair features, in the order of the last axis of `BlockFeatures.pairs`."""

FRESH, FADING = 3, 15
"""Up to three years apart a shared co-author counts in full, then less by a factor e every fifteen years.

Without this, one co-author of a common name ties two careers a decade apart.
"""


@dataclass(frozen=True)
class BlockFeatures:
    """What the mentions of one block have in common; n = number of mentions.

    Attributes:
        coauthors: (n, co-authors of the block); root of the rarity, times how sure it is that the name
            is one person's, where the mention has the co-author, else 0.
        coauthor_slugs: name slug of each column of ``coauthors``.
        words: (n, words of the block), TF-IDF rows.
        word_columns: column in the corpus of each column of ``words``.
        years: (n,), NaN where unknown.
        pairs: (n, n, len(PAIR)), symmetric.
        same_paper: (n, n), True where both stand on one paper.
    """

    coauthors: Matrix
    coauthor_slugs: tuple[str, ...]
    words: Matrix
    word_columns: NDArray[np.int64]
    years: Matrix
    pairs: Matrix
    same_paper: NDArray[np.bool_]

    @classmethod
    def of(cls, instances: Sequence[Instance], corpus: Corpus) -> BlockFeatures:
        """Compute the features of a block's instances.

        A paper that the corpus doesn't know counts as one without text.
        """
        n = len(instances)
        coauthors, slugs = _coauthors(instances, corpus)
        words, word_columns = _words(instances, corpus)
        team = _team(instances, corpus)
        affiliation, known = _affiliations(instances, corpus)
        years = np.array([np.nan if i.year is None else i.year for i in instances], dtype=np.float32)
        sizes = np.array([len(i.coauthors) for i in instances], dtype=np.float32)
        papers = _codes([i.mention.paper for i in instances])
        venues = _codes([i.venue for i in instances])
        names = _codes([i.name.full for i in instances])
        has_venue = np.array([bool(i.venue) for i in instances])
        parts = sorted({name_parts(i.name) for i in instances})
        pairs = np.empty((n, n, len(PAIR)), dtype=np.float32)
        shared = coauthors @ coauthors.T
        pairs[:, :, 0] = shared
        pairs[:, :, 8] = np.nan_to_num(np.abs(years[:, None] - years), nan=5.0)
        pairs[:, :, 1] = _rarest(coauthors, shared) * np.exp(-np.maximum(pairs[:, :, 8] - FRESH, 0) / FADING)
        own = np.maximum(np.diagonal(shared), 1e-6)
        pairs[:, :, 2] = shared / np.sqrt(np.outer(own, own))
        pairs[:, :, 3] = team @ team.T
        pairs[:, :, 4] = words @ words.T
        pairs[:, :, 5] = affiliation @ affiliation.T
        pairs[:, :, 6] = np.outer(known, known)
        pairs[:, :, 7] = (venues[:, None] == venues) & np.outer(has_venue, has_venue)
        pairs[:, :, 9] = names[:, None] == names
        pairs[:, :, 10] = (sizes[:, None] == 0) | (sizes == 0)
        pairs[:, :, 11] = np.log1p(np.minimum(sizes[:, None], sizes))
        pairs[:, :, 12] = max(corpus.namesakes(*part) for part in parts)
        pairs[:, :, 13] = np.log1p(n)
        has = (coauthors > 0).astype(np.float32)
        pairs[:, :, 14] = np.minimum(has @ has.T, 4)
        return cls(coauthors, slugs, words, word_columns, years, pairs, papers[:, None] == papers)


@lru_cache(maxsize=64)
def upper_triangle(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of all pairs of n, row by row; most blocks are small and have one of a few sizes."""
    return np.triu_indices(n, 1)


def _codes(values: Sequence[str]) -> NDArray[np.int64]:
    code: dict[str, int] = {}
    return np.array([code.setdefault(value, len(code)) for value in values])


def _coauthors(instances: Sequence[Instance], corpus: Corpus) -> tuple[Matrix, tuple[str, ...]]:
    own = {i.name.slug for i in instances}
    column: dict[str, int] = {}
    cells = [
        (row, column.setdefault(slug, len(column)))
        for row, i in enumerate(instances)
        for slug in i.coauthors
        if slug not in own
    ]
    matrix = np.zeros((len(instances), max(len(column), 1)), dtype=np.float32)
    if cells:
        strength = corpus.strength(list(column))
        rows, columns = np.array(cells).T
        matrix[rows, columns] = np.sqrt(strength)[columns]
    return matrix, tuple(column)


def _rarest(coauthors: Matrix, shared: Matrix) -> Matrix:
    """Highest strength of a co-author whom two mentions share, 0 if they share none."""
    best = np.zeros_like(shared)
    has = coauthors > 0
    rarity = coauthors.max(axis=0) ** 2
    useful = np.flatnonzero(has.sum(axis=0) > 1)
    for column in useful[np.argsort(rarity[useful], kind="stable")]:  # the rarest is written last
        rows = np.flatnonzero(has[:, column])
        best[rows[:, None], rows] = rarity[column]
    return best


def _dense(
    owner: NDArray[np.int64], columns: NDArray[np.int32], values: Matrix, n: int
) -> tuple[Matrix, NDArray[np.int64]]:
    kept, local = np.unique(columns, return_inverse=True)
    width = max(len(kept), 1)
    cells = np.bincount(owner * width + local, values, n * width)
    return cells.reshape(n, width).astype(np.float32), kept.astype(np.int64)


def _words(instances: Sequence[Instance], corpus: Corpus) -> tuple[Matrix, NDArray[np.int64]]:
    known = [
        (row, corpus.papers[i.mention.paper]) for row, i in enumerate(instances) if i.mention.paper in corpus.papers
    ]
    if not known:
        return np.zeros((len(instances), 1), dtype=np.float32), np.zeros(1, dtype=np.int64)
    rows, papers = np.array(known).T
    owner, columns, values = corpus.words.take(papers)
    return _dense(rows[owner], columns, values, len(instances))


def _team(instances: Sequence[Instance], corpus: Corpus) -> Matrix:
    """Rows of length 1: who writes with the co-authors of a mention, by rarity, the block's own name left out."""
    own = {corpus.authors.get(i.name.slug, -1) for i in instances}
    cells = [
        (row, corpus.authors[slug])
        for row, i in enumerate(instances)
        if len(i.coauthors) < 50
        for slug in i.coauthors
        if slug in corpus.authors and corpus.authors[slug] not in own
    ]
    if not cells:
        return np.zeros((len(instances), 1), dtype=np.float32)
    rows, authors = np.array(cells).T
    owner, columns, values = corpus.team.take(authors)
    values = values * corpus.rarity[authors][owner]
    kept = np.ones(len(columns), dtype=bool)
    for author in own:
        kept &= columns != author
    matrix, _ = _dense(rows[owner[kept]], columns[kept], values[kept], len(instances))
    return _unit(matrix)


def _affiliations(instances: Sequence[Instance], corpus: Corpus) -> tuple[Matrix, Matrix]:
    known = np.array([bool(i.affiliation) for i in instances], dtype=np.float32)
    column: dict[str, int] = {}
    cells = [
        (row, column.setdefault(word, len(column)))
        for row, i in enumerate(instances)
        if i.affiliation
        for word in dict.fromkeys(affiliation_words(i.affiliation))
    ]
    matrix = np.zeros((len(instances), max(len(column), 1)), dtype=np.float32)
    if cells:
        counts = np.array([corpus.affiliation_words.get(word, 0) for word in column])
        weights = np.log((max(corpus.affiliation_words.values(), default=1) + 1) / (counts + 1)) + 0.1
        rows, columns = np.array(cells).T
        matrix[rows, columns] = weights[columns]
    return _unit(matrix), known


def _unit(matrix: Matrix) -> Matrix:
    length = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    unit: Matrix = matrix / np.maximum(length, 1e-9)
    return unit
