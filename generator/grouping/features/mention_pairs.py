"""Pair features of a block: what two mentions of one name have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.grouping.features.block_matrices import Batch, Ints, Named, affiliations, teams
from generator.grouping.features.block_matrices import Matrix as Matrix  # where everyone else has it from
from generator.grouping.features.block_matrices import words as batch_words
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_rarity import name_parts
from generator.model import Instance

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
        rarity: strength of each column of ``coauthors``, 0 to 1.
        coauthor_slugs: name slug of each column of ``coauthors``.
        words: (n, words of the block), TF-IDF rows.
        word_columns: column in the corpus of each column of ``words``.
        years: (n,), NaN where unknown.
        pairs: (n, n, len(PAIR)), symmetric.
        same_paper: (n, n), True where both stand on one paper.
    """

    coauthors: Matrix
    rarity: Matrix
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
        return cls.many([instances], corpus)[0]

    @classmethod
    def many(cls, blocks: Sequence[Sequence[Instance]], corpus: Corpus) -> list[BlockFeatures]:
        """Compute the features of several blocks, none empty, each as `of` does; many small ones in little more time
        than one."""
        batch = Batch.of(blocks)
        instances = batch.instances
        named = Named.of(batch, [i.coauthors for i in instances], batch.slugs)
        authors = corpus.numbers(named.all())
        strength = np.sqrt(corpus.strength(authors))
        rarity = strength**2
        everywhere = named.everywhere(batch)
        coauthors = batch.matrices(named.widths, named.rows, named.columns, strength[everywhere])
        words, word_columns = batch_words(batch, corpus)
        years = np.array([np.nan if i.year is None else i.year for i in instances], dtype=np.float32)
        sizes = np.array([len(i.coauthors) for i in instances], dtype=np.float32)
        papers = _codes(i.mention.paper for i in instances)
        venues = _codes(i.venue for i in instances)
        names = _codes(i.name.full for i in instances)
        has_venue = np.array([bool(i.venue) for i in instances])
        affiliated = np.array([bool(i.affiliation) for i in instances])

        pairs = Pairs.of(batch)
        left, right = pairs.left, pairs.right
        found = np.empty((len(left), len(PAIR)), dtype=np.float32)
        shared = pairs.products(coauthors)
        gap = np.abs(years[left] - years[right])
        gap[np.isnan(gap)] = 5.0
        own = np.maximum(shared[pairs.diagonal], 1e-6)
        found[:, 0] = shared
        found[:, 1] = _rarest(pairs, batch, named.rows, everywhere, rarity) * np.exp(
            -np.maximum(gap - FRESH, 0) / FADING
        )
        found[:, 2] = shared / np.sqrt(own[left] * own[right])
        found[:, 3] = pairs.products(teams(batch, named, authors, corpus))
        found[:, 4] = pairs.products(words)
        found[:, 5] = pairs.products(affiliations(batch, corpus))
        found[:, 6] = affiliated[left] & affiliated[right]
        found[:, 7] = (venues[left] == venues[right]) & has_venue[left] & has_venue[right]
        found[:, 8] = gap
        found[:, 9] = names[left] == names[right]
        found[:, 10] = (sizes[left] == 0) | (sizes[right] == 0)
        found[:, 11] = np.log1p(np.minimum(sizes[left], sizes[right]))
        found[:, 12] = pairs.of_blocks([_namesakes(block, corpus) for block in blocks])
        found[:, 13] = pairs.of_blocks(np.log1p(batch.sizes))
        found[:, 14] = np.minimum(pairs.products([(matrix > 0).astype(np.float32) for matrix in coauthors]), 4)
        return [
            cls(
                coauthors[at],
                rarity[named.offsets[at] : named.offsets[at] + named.widths[at]],
                named.names[at],
                words[at],
                word_columns[at],
                years[rows],
                found[cells].reshape(size, size, len(PAIR)),
                papers[rows][:, None] == papers[rows],
            )
            for at, (size, rows, cells) in enumerate(pairs.blocks)
        ]


@dataclass(frozen=True)
class Pairs:
    """All pairs of mentions of each block of a batch, block after block, row by row.

    Attributes:
        left, right: (pairs,), the two rows.
        starts: (rows,), pair at which each row starts.
        diagonal: (rows,), pair of each row with itself.
        blocks: size, rows and pairs of each block.
    """

    left: Ints
    right: Ints
    starts: Ints
    diagonal: Ints
    blocks: tuple[tuple[int, slice, slice], ...]

    @classmethod
    def of(cls, batch: Batch) -> Pairs:
        """Return the pairs of a batch."""
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
        """Return the products of all pairs of rows, given a matrix for each block, shape (pairs,)."""
        found = np.empty(len(self.left), dtype=np.float32)
        for matrix, (size, _, cells) in zip(matrices, self.blocks, strict=True):
            np.matmul(matrix, matrix.T, out=found[cells].reshape(size, size))
        return found

    def of_blocks(self, values: ArrayLike) -> NDArray[np.float64]:
        """Return the value of each pair's block, shape (pairs,)."""
        return np.repeat(np.asarray(values, dtype=np.float64), [size * size for size, _, _ in self.blocks])


def upper_triangle(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of all pairs of n, row by row."""
    return _small_triangle(n) if n <= _SMALL else np.triu_indices(n, 1)


_SMALL = 64


@lru_cache(maxsize=_SMALL)
def _small_triangle(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.triu_indices(n, 1)


def _codes(values: Iterable[str]) -> Ints:
    code: dict[str, int] = {}
    return np.array([code.setdefault(value, len(code)) for value in values])


def _namesakes(instances: Sequence[Instance], corpus: Corpus) -> float:
    parts = {name_parts(name) for name in {i.name for i in instances}}
    return max(corpus.namesakes(*part) for part in parts)


def _rarest(pairs: Pairs, batch: Batch, rows: Ints, columns: Ints, strength: Matrix) -> Matrix:
    """Highest strength of a co-author whom two mentions share, 0 if they share none.

    Args:
        pairs: the pairs.
        batch: the mentions.
        rows, columns: cells: mention, and co-author in the whole batch.
        strength: of each co-author of the batch.
    """
    # Cells sorted by strength of the co-author, then co-author, then mention; each once.
    by_strength = np.argsort(strength, kind="stable")
    order = np.empty_like(by_strength)
    order[by_strength] = np.arange(len(strength))
    cells = np.sort(order[columns] * len(batch.block) + rows)
    column, row = np.divmod(cells[np.diff(cells, prepend=-1) > 0], len(batch.block))
    first = np.flatnonzero(np.diff(column, prepend=-1))
    count = np.diff(first, append=len(column))
    # Each cell of a co-author of several mentions with each of that co-author's cells.
    first, count = first[count > 1], count[count > 1]
    owner = np.repeat(np.arange(len(count)), count**2)
    at = np.arange(len(owner)) - np.repeat(np.cumsum(count**2) - count**2, count**2)
    one, other = row[first[owner] + at // count[owner]], row[first[owner] + at % count[owner]]
    best = np.zeros(len(pairs.left), dtype=np.float32)
    # The rarest is written last.
    best[pairs.starts[one] + other - batch.starts[batch.block[one]]] = strength[by_strength[column[first[owner]]]]
    return best
