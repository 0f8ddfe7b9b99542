"""Matrices of many blocks at once: what their mentions have of co-authors, words, teams and affiliations.

Most blocks have a handful of mentions, so that the time goes into calls rather
than into numbers: a step here is one call for all blocks of a batch.  Products
of matrices stay with the single block, where each sum has one order only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.corpus import Corpus, Rows, affiliation_words
from generator.model import Instance, name_slug

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

_LARGE_TEAM = 50
"""Papers with as many co-authors say nothing about who works with whom."""


@dataclass(frozen=True)
class Batch:
    """Mentions of several blocks, one block after the other; a row is a mention.

    Attributes:
        instances: (rows,).
        sizes: (blocks,), mentions of each block.
        starts: (blocks + 1,), row at which each block starts.
        block: (rows,), block of each row.
        slugs: of each block, the name slugs under which its mentions stand.
    """

    instances: Sequence[Instance]
    sizes: Ints
    starts: Ints
    block: Ints
    slugs: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, blocks: Sequence[Sequence[Instance]]) -> Batch:
        """Put blocks together."""
        sizes = np.array([len(block) for block in blocks], dtype=np.int64)
        slugs = tuple(frozenset(map(name_slug, {i.name.full for i in block})) for block in blocks)
        return cls(
            [instance for block in blocks for instance in block],
            sizes,
            np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
            np.repeat(np.arange(len(sizes)), sizes),
            slugs,
        )

    def matrices(
        self,
        widths: Ints,
        rows: Ints,
        columns: Ints | NDArray[np.int32],
        values: Matrix,
        add: bool = False,
        unit: bool = False,
    ) -> list[Matrix]:
        """Return a dense matrix for each block.

        Args:
            widths: (blocks,), columns of each block; a block without any gets one of zeros.
            rows: (cells,), row of each cell.
            columns: (cells,), its column in the matrix of its block.
            values: (cells,).
            add: whether a cell may come several times and has the sum.
            unit: whether rows are brought to length 1.
        """
        widths = np.maximum(widths, 1)
        ends = np.cumsum(self.sizes * widths)
        first = ends - self.sizes * widths
        at = (first[self.block] + (np.arange(len(self.block)) - self.starts[self.block]) * widths[self.block])[rows]
        at += columns
        if add:
            cells = np.bincount(at, values, ends[-1]).astype(np.float32)
        else:
            cells = np.zeros(ends[-1], dtype=np.float32)
            cells[at] = values
        shapes = list(zip(first.tolist(), ends.tolist(), widths.tolist(), strict=True))
        if unit:
            squares = cells * cells
            sums = np.concatenate([squares[a:b].reshape(-1, width).sum(axis=1) for a, b, width in shapes])
            cells /= np.repeat(np.maximum(np.sqrt(sums), 1e-9), widths[self.block])
        return [cells[a:b].reshape(-1, width) for a, b, width in shapes]


@dataclass(frozen=True)
class Named:
    """Cells whose columns are names or words, numbered in each block by where they first occur.

    Attributes:
        names: of each block, what its columns stand for.
        widths: (blocks,), how many.
        rows, columns: (cells,), row, and column in the block; row by row.
        offsets: (blocks,), place of each block's first column among the columns of all blocks.
    """

    names: tuple[tuple[str, ...], ...]
    widths: Ints
    rows: Ints
    columns: Ints
    offsets: Ints

    @classmethod
    def of(cls, batch: Batch, values: Sequence[Iterable[str]], without: Sequence[frozenset[str]]) -> Named:
        """Number the values of each row, without those that are left out of its block."""
        names, lengths, columns = [], [], []
        for (start, end), left_out in zip(pairwise(batch.starts.tolist()), without, strict=True):
            column: dict[str, int] = {}
            for row in range(start, end):
                own = [column.setdefault(value, len(column)) for value in values[row] if value not in left_out]
                columns += own
                lengths.append(len(own))
            names.append(tuple(column))
        widths = np.array([len(block) for block in names], dtype=np.int64)
        return cls(
            tuple(names),
            widths,
            np.repeat(np.arange(len(lengths)), lengths),
            np.array(columns, dtype=np.int64),
            np.cumsum(widths) - widths,
        )

    def everywhere(self, batch: Batch) -> Ints:
        """Return the place of each cell's column among the columns of all blocks, shape (cells,)."""
        return self.offsets[batch.block[self.rows]] + self.columns

    def all(self) -> list[str]:
        """Return the columns of all blocks, one block after the other."""
        return [name for block in self.names for name in block]


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """Return what `np.unique` does with ``return_inverse``, for values from 0 on, several times as fast.

    Values are sorted together with their places, as one number: that needs no indirect sort.
    """
    bits = len(values).bit_length()
    both = np.sort((values << bits) | np.arange(len(values)))
    at, both = both & ((1 << bits) - 1), both >> bits
    first = np.ones(len(values), dtype=bool)
    first[1:] = both[1:] != both[:-1]
    place = np.empty(len(values), dtype=np.int64)
    place[at] = np.cumsum(first) - 1
    return both[first], place


def words(batch: Batch, corpus: Corpus) -> tuple[list[Matrix], list[Ints]]:
    """Return TF-IDF rows of each block's papers, and the column in the corpus of each column."""
    found = np.array([corpus.papers.get(i.mention.paper, -1) for i in batch.instances], dtype=np.int64)
    rows = np.flatnonzero(found >= 0)
    owner, columns, values = corpus.words.take(found[rows])
    rows = rows[owner]
    kept, widths, local = _numbered(batch.block[rows], columns, len(corpus.vocabulary), len(batch.sizes))
    ends = np.cumsum(widths)
    return (
        batch.matrices(widths, rows, local, values),
        [kept[a:b] for a, b in zip((ends - widths).tolist(), ends.tolist(), strict=True)],
    )


def teams(batch: Batch, coauthors: Named, authors: Ints, corpus: Corpus) -> list[Matrix]:
    """Return rows of length 1: who writes with the co-authors of a mention, by rarity, without the block's own names.

    Args:
        batch: the mentions.
        coauthors: theirs.
        authors: number in the corpus of each co-author, -1 for unknown ones.
        corpus: for who writes with whom.
    """
    few = np.array([len(i.coauthors) < _LARGE_TEAM for i in batch.instances], dtype=bool)
    place = coauthors.everywhere(batch)
    cells = few[coauthors.rows] & (authors[place] >= 0)
    rows, place = coauthors.rows[cells], place[cells]
    # Each co-author's row is looked up and numbered once, however many mentions of the block have it.
    wanted = np.zeros(len(authors), dtype=bool)
    wanted[place] = True
    owner, columns, values = corpus.team.take(authors[wanted])
    values = values * corpus.rarity[authors[wanted]][owner]
    block = np.repeat(np.arange(len(batch.sizes)), coauthors.widths)[wanted][owner]
    kept = np.ones(len(columns), dtype=bool)
    for own in zip_longest(*([corpus.authors.get(slug, -1) for slug in slugs] for slugs in batch.slugs), fillvalue=-1):
        kept &= columns != np.array(own)[block]
    _, widths, local = _numbered(block[kept], columns[kept], len(corpus.authors), len(batch.sizes))
    ends = np.cumsum(np.bincount(owner[kept], minlength=int(wanted.sum())))
    network = Rows(np.concatenate([[0], ends]), local.astype(np.int32), values[kept])
    owner, columns, values = network.take(np.cumsum(wanted)[place] - 1)
    return batch.matrices(widths, rows[owner], columns, values, add=True, unit=True)


def affiliations(batch: Batch, corpus: Corpus) -> list[Matrix]:
    """Return rows of length 1: words of each mention's affiliation, by rarity."""
    said = [dict.fromkeys(affiliation_words(i.affiliation)) if i.affiliation else () for i in batch.instances]
    found = Named.of(batch, said, [frozenset()] * len(batch.sizes))
    counts = np.array([corpus.affiliation_words.get(word, 0) for word in found.all()], dtype=np.int64)
    weights = np.log((corpus.commonest_affiliation_word + 1) / (counts + 1)) + 0.1
    values = weights[found.everywhere(batch)].astype(np.float32)
    return batch.matrices(found.widths, found.rows, found.columns, values, unit=True)


def _numbered(block: Ints, columns: NDArray[np.int32], width: int, blocks: int) -> tuple[Ints, Ints, Ints]:
    """Number the columns that occur in each block, ascending.

    Args:
        block: (cells,), block of each cell.
        columns: (cells,), column in the corpus, below ``width``.
        width: see there.
        blocks: how many.

    Returns:
        Columns that occur, block after block; how many of each block; number of each cell's column in its block.
    """
    kept, local = distinct(block * width + columns)
    edges = np.searchsorted(kept, np.arange(blocks + 1) * width)
    return kept % max(width, 1), np.diff(edges), local - edges[block]
