"""Mention-pair features: what two mentions of one block have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.grouping.features.arrays import IntArray, Matrix
from generator.grouping.features.block_matrices import (
    Batch,
    StringCells,
    affiliation_matrices,
    network_matrices,
    tfidf_matrices,
)
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_rarity import Namesakes, name_parts
from generator.model import Instance

MENTION_PAIR_FEATURES = (
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
    "one_without_coauthors",
    "team_size",
    "namesakes",
    "block_size",
    "shared",
)
"""Mention-pair features, in the order of the last axis of `BlockFeatures.pairs`.

- ``coauthors``: sum of the weights of the shared co-authors (`Corpus.coauthor_weights`); ``coauthor_share``: the same
  divided by the geometric mean of both mentions' own sums; ``rarest_coauthor``: highest weight of a shared co-author,
  lower if the papers are many years apart; ``shared``: number of shared co-authors, at most 4;
- ``team``: cosine of the rows of `network_matrices`; ``text``: of the papers' TF-IDF; ``affiliation``: of the words
  of the affiliations; ``affiliation_known``: 1 if both have an affiliation;
- ``venue``: 1 if both papers have the same venue; ``years``: difference of the years, 5 if one is unknown;
- ``same_name``: 1 if the names are printed alike; ``one_without_coauthors``: 1 if one of the papers has no co-author;
  ``team_size``: log(1 + co-authors of the paper with fewer);
- of the block: ``namesakes``: log10 of the number of people to expect with the name (`Namesakes.log_cautious`);
  ``block_size``: log(1 + mentions).
"""

_COLUMN = {name: column for column, name in enumerate(MENTION_PAIR_FEATURES)}

FULL_WEIGHT_YEARS, DECAY_YEARS = 3, 15
"""Up to three years apart a shared co-author counts in full, then less by a factor of e every fifteen years.

Without this, one co-author of a common name ties two careers a decade apart.
"""


@dataclass(frozen=True)
class BlockFeatures:
    """Features of the mentions of one block, and of all pairs of them; n = number of mentions.

    Attributes:
        coauthors: (n, co-authors of the block); square root of the co-author's weight where the mention has the
            co-author, else 0, so that the product of two rows is the sum of the weights of the shared co-authors.
        coauthor_weights: (co-authors of the block,), `Corpus.coauthor_weights`, 0 to 1.
        coauthor_slugs: name slug of each column of ``coauthors``.
        tfidf: (n, words of the block), TF-IDF rows.
        word_columns: column in the corpus of each column of ``tfidf``.
        years: (n,), NaN where unknown.
        pairs: (n, n, len(MENTION_PAIR_FEATURES)), symmetric.
        same_paper: (n, n), True where both stand on one paper.
        namesakes: how many people to expect with the name, of all its forms the most common.
    """

    coauthors: Matrix
    coauthor_weights: Matrix
    coauthor_slugs: tuple[str, ...]
    tfidf: Matrix
    word_columns: NDArray[np.int64]
    years: Matrix
    pairs: Matrix
    same_paper: NDArray[np.bool_]
    namesakes: Namesakes

    @classmethod
    def of(
        cls, instances: Sequence[Instance], corpus: Corpus, other_names: frozenset[str] = frozenset()
    ) -> BlockFeatures:
        """Compute the features of a block's instances.

        A paper that is not in the corpus is treated as one without text.

        Args:
            instances: the block's.
            corpus: statistics.
            other_names: slugs by which the corpus knows the block's people, if not by the block's own: they would tell
                whose co-author somebody is.
        """
        return cls.of_many([instances], corpus, other_names)[0]

    @classmethod
    def of_many(
        cls, blocks: Sequence[Sequence[Instance]], corpus: Corpus, other_names: frozenset[str] = frozenset()
    ) -> list[BlockFeatures]:
        """Compute the features of several blocks, each with at least one mention; the same as `of` for each.

        Many small blocks take little more time than one.
        """
        batch = Batch.of(blocks, other_names)
        instances = batch.instances
        cells = StringCells.of(batch, [i.coauthors for i in instances], batch.slugs)
        authors = corpus.author_rows(cells.all_strings())
        root_weights = np.sqrt(corpus.coauthor_weights(authors))
        weights = root_weights**2
        columns_in_batch = cells.columns_in_batch(batch)
        coauthors = batch.matrices(cells.widths, cells.rows, cells.columns, root_weights[columns_in_batch])
        tfidf, word_columns = tfidf_matrices(batch, corpus)
        years = np.array([np.nan if i.year is None else i.year for i in instances], dtype=np.float32)
        sizes = np.array([len(i.coauthors) for i in instances], dtype=np.float32)
        papers = _codes(i.mention.paper for i in instances)
        venues = _codes(i.venue for i in instances)
        names = _codes(i.name.full for i in instances)
        has_venue = np.array([bool(i.venue) for i in instances])
        affiliated = np.array([bool(i.affiliation) for i in instances])

        pairs = BatchPairs.of(batch)
        left, right, column = pairs.left, pairs.right, _COLUMN
        features = np.empty((len(left), len(MENTION_PAIR_FEATURES)), dtype=np.float32)
        shared = pairs.products(coauthors)
        gap = np.abs(years[left] - years[right])
        gap[np.isnan(gap)] = 5.0
        own = np.maximum(shared[pairs.diagonal], 1e-6)
        features[:, column["coauthors"]] = shared
        rarest = _rarest_shared_coauthor(pairs, batch, cells.rows, columns_in_batch, weights)
        features[:, column["rarest_coauthor"]] = rarest * np.exp(-np.maximum(gap - FULL_WEIGHT_YEARS, 0) / DECAY_YEARS)
        features[:, column["coauthor_share"]] = shared / np.sqrt(own[left] * own[right])
        features[:, column["team"]] = pairs.products(network_matrices(batch, cells, authors, corpus))
        features[:, column["text"]] = pairs.products(tfidf)
        features[:, column["affiliation"]] = pairs.products(affiliation_matrices(batch, corpus))
        features[:, column["affiliation_known"]] = affiliated[left] & affiliated[right]
        features[:, column["venue"]] = (venues[left] == venues[right]) & has_venue[left] & has_venue[right]
        features[:, column["years"]] = gap
        features[:, column["same_name"]] = names[left] == names[right]
        features[:, column["one_without_coauthors"]] = (sizes[left] == 0) | (sizes[right] == 0)
        features[:, column["team_size"]] = np.log1p(np.minimum(sizes[left], sizes[right]))
        namesakes = [_namesakes(block, corpus) for block in blocks]
        features[:, column["namesakes"]] = pairs.block_values([block.log_cautious for block in namesakes])
        features[:, column["block_size"]] = pairs.block_values(np.log1p(batch.sizes))
        features[:, column["shared"]] = np.minimum(
            pairs.products([(matrix > 0).astype(np.float32) for matrix in coauthors]), 4
        )
        return [
            cls(
                coauthors[at],
                weights[cells.offsets[at] : cells.offsets[at] + cells.widths[at]],
                cells.strings[at],
                tfidf[at],
                word_columns[at],
                years[rows],
                features[block_pairs].reshape(size, size, len(MENTION_PAIR_FEATURES)),
                papers[rows][:, None] == papers[rows],
                namesakes[at],
            )
            for at, (size, rows, block_pairs) in enumerate(pairs.blocks)
        ]


@dataclass(frozen=True)
class BatchPairs:
    """All n * n pairs of mentions of each block of a batch, block after block, row by row.

    Attributes:
        left, right: (pairs,), the two rows in the batch.
        starts: (rows,), index of the first pair of each row.
        diagonal: (rows,), index of the pair of each row with itself.
        blocks: number of mentions, rows and pairs of each block.
    """

    left: IntArray
    right: IntArray
    starts: IntArray
    diagonal: IntArray
    blocks: tuple[tuple[int, slice, slice], ...]

    @classmethod
    def of(cls, batch: Batch) -> BatchPairs:
        """Return all pairs of a batch."""
        partners = batch.sizes[batch.block]
        starts = np.cumsum(partners) - partners
        left = np.repeat(np.arange(len(partners)), partners)
        first = batch.starts[batch.block]
        right = np.arange(len(left)) - (starts - first)[left]
        ends = np.cumsum(batch.sizes**2).tolist()
        rows = pairwise(batch.starts.tolist())
        blocks = tuple(
            (size, slice(a, b), slice(end - size * size, end))
            for size, (a, b), end in zip(batch.sizes.tolist(), rows, ends, strict=True)
        )
        return cls(left, right, starts, starts + np.arange(len(partners)) - first, blocks)

    def products(self, matrices: Sequence[Matrix]) -> Matrix:
        """Return the scalar products of all pairs of rows, given a matrix of each block, shape (pairs,)."""
        products = np.empty(len(self.left), dtype=np.float32)
        for matrix, (size, _, pairs) in zip(matrices, self.blocks, strict=True):
            np.matmul(matrix, matrix.T, out=products[pairs].reshape(size, size))
        return products

    def block_values(self, values: ArrayLike) -> NDArray[np.float64]:
        """Repeat the value of each block for all pairs of the block, shape (pairs,)."""
        return np.repeat(np.asarray(values, dtype=np.float64), [size * size for size, _, _ in self.blocks])


def _codes(values: Iterable[str]) -> IntArray:
    """Number the different values from 0 on, in order of first occurrence; return the number of each value."""
    code: dict[str, int] = {}
    return np.array([code.setdefault(value, len(code)) for value in values])


def _namesakes(instances: Sequence[Instance], corpus: Corpus) -> Namesakes:
    parts = {name_parts(name) for name in {i.name for i in instances}}
    return reduce(Namesakes.or_more, (corpus.namesakes(*part) for part in parts))


def _rarest_shared_coauthor(
    pairs: BatchPairs, batch: Batch, rows: IntArray, columns: IntArray, weights: Matrix
) -> Matrix:
    """Return the highest weight of a co-author whom the two mentions of each pair share, 0 if they share none.

    Args:
        pairs: the pairs.
        batch: the mentions.
        rows, columns: (cells,), each mention with each of its co-authors, as row and column in the batch.
        weights: (columns,), of each co-author of the batch.
    """
    # Cells without duplicates, sorted by the weight of the co-author, then by co-author, then by mention.
    by_weight = np.argsort(weights, kind="stable")
    order = np.empty_like(by_weight)
    order[by_weight] = np.arange(len(weights))
    cells = np.sort(order[columns] * len(batch.block) + rows)
    column, row = np.divmod(cells[np.diff(cells, prepend=-1) > 0], len(batch.block))
    first = np.flatnonzero(np.diff(column, prepend=-1))
    count = np.diff(first, append=len(column))
    # For each co-author of several mentions, all pairs of these mentions.
    first, count = first[count > 1], count[count > 1]
    owner = np.repeat(np.arange(len(count)), count**2)
    at = np.arange(len(owner)) - np.repeat(np.cumsum(count**2) - count**2, count**2)
    one, other = row[first[owner] + at // count[owner]], row[first[owner] + at % count[owner]]
    best = np.zeros(len(pairs.left), dtype=np.float32)
    # Written in order of weight, so that the highest one stays.
    best[pairs.starts[one] + other - batch.starts[batch.block[one]]] = weights[by_weight[column[first[owner]]]]
    return best
