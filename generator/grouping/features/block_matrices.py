"""Feature matrices (co-authors, words, co-authors' networks, affiliations) of many blocks at once.

Most blocks have a handful of mentions, so that calling NumPy takes longer than
its arithmetic: each step here is one call for all blocks of a batch.  Matrix
products are computed block by block: the last bit of a sum depends on the
order of its terms, and so would depend on the other blocks of the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import IntArray, Matrix
from generator.grouping.features.corpus import Corpus, SparseRows, affiliation_words
from generator.model import Instance, name_slug

_LARGE_TEAM_SIZE = 50
"""The network of the co-authors is not used for papers with so many co-authors: they are no sign of who works with
whom."""


@dataclass(frozen=True)
class Batch:
    """Mentions of several blocks, one block after the other; a row is a mention.

    Attributes:
        instances: (rows,), of the mentions.
        sizes: (blocks,), mentions of each block.
        starts: (blocks + 1,), row at which each block starts.
        block: (rows,), index of the block of each row.
        slugs: for each block, the name slugs of its mentions.
    """

    instances: Sequence[Instance]
    sizes: IntArray
    starts: IntArray
    block: IntArray
    slugs: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, blocks: Sequence[Sequence[Instance]], other_names: frozenset[str] = frozenset()) -> Batch:
        """Concatenate blocks; ``other_names`` are counted among the slugs of each."""
        sizes = np.array([len(block) for block in blocks], dtype=np.int64)
        slugs = tuple(other_names | set(map(name_slug, {i.name.full for i in block})) for block in blocks)
        return cls(
            [instance for block in blocks for instance in block],
            sizes,
            np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
            np.repeat(np.arange(len(sizes)), sizes),
            slugs,
        )

    def matrices(
        self,
        widths: IntArray,
        rows: IntArray,
        columns: IntArray | NDArray[np.int32],
        values: Matrix,
        sum_duplicates: bool = False,
        normalise: bool = False,
    ) -> list[Matrix]:
        """Return a dense matrix for each block.

        Args:
            widths: (blocks,), number of columns of each block; for 0 the matrix gets one column of zeros.
            rows: (cells,), row of each cell in the batch.
            columns: (cells,), column of each cell in the matrix of its block.
            values: (cells,).
            sum_duplicates: whether several cells may have the same row and column, which then get their sum.
            normalise: whether rows are scaled to length 1.
        """
        widths = np.maximum(widths, 1)
        ends = np.cumsum(self.sizes * widths)
        first = ends - self.sizes * widths
        at = (first[self.block] + (np.arange(len(self.block)) - self.starts[self.block]) * widths[self.block])[rows]
        at += columns
        if sum_duplicates:
            cells = np.bincount(at, values, ends[-1]).astype(np.float32)
        else:
            cells = np.zeros(ends[-1], dtype=np.float32)
            cells[at] = values
        shapes = list(zip(first.tolist(), ends.tolist(), widths.tolist(), strict=True))
        if normalise:
            squares = cells * cells
            sums = np.concatenate([squares[a:b].reshape(-1, width).sum(axis=1) for a, b, width in shapes])
            cells /= np.repeat(np.maximum(np.sqrt(sums), 1e-9), widths[self.block])
        return [cells[a:b].reshape(-1, width) for a, b, width in shapes]


@dataclass(frozen=True)
class StringCells:
    """Cells of a matrix for each block whose columns are strings (names or words), in order of first occurrence.

    Attributes:
        strings: for each block, the string of each column.
        widths: (blocks,), number of columns.
        rows, columns: (cells,), row in the batch and column in the matrix of its block; cells are sorted by row.
        offsets: (blocks,), index of each block's first column among the columns of all blocks.
    """

    strings: tuple[tuple[str, ...], ...]
    widths: IntArray
    rows: IntArray
    columns: IntArray
    offsets: IntArray

    @classmethod
    def of(cls, batch: Batch, values: Sequence[Iterable[str]], excluded: Sequence[frozenset[str]]) -> StringCells:
        """Make a cell of each string of each row.

        Args:
            batch: the mentions.
            values: strings of each row.
            excluded: strings that get no column, for each block.
        """
        strings, lengths, columns = [], [], []
        for (start, end), not_here in zip(pairwise(batch.starts.tolist()), excluded, strict=True):
            column: dict[str, int] = {}
            for row in range(start, end):
                own = [column.setdefault(value, len(column)) for value in values[row] if value not in not_here]
                columns += own
                lengths.append(len(own))
            strings.append(tuple(column))
        widths = np.array([len(block) for block in strings], dtype=np.int64)
        return cls(
            tuple(strings),
            widths,
            np.repeat(np.arange(len(lengths)), lengths),
            np.array(columns, dtype=np.int64),
            np.cumsum(widths) - widths,
        )

    def columns_in_batch(self, batch: Batch) -> IntArray:
        """Return the index of each cell's column among the columns of all blocks, shape (cells,)."""
        return self.offsets[batch.block[self.rows]] + self.columns

    def all_strings(self) -> list[str]:
        """Return the strings of all columns, one block after the other."""
        return [string for block in self.strings for string in block]


def unique_inverse(values: IntArray) -> tuple[IntArray, IntArray]:
    """Return what `np.unique` returns with ``return_inverse``, for values of 0 or more, several times as fast.

    Each value is sorted together with its position, as one number, which needs no indirect sort.
    """
    bits = len(values).bit_length()
    both = np.sort((values << bits) | np.arange(len(values)))
    at, both = both & ((1 << bits) - 1), both >> bits
    first = np.ones(len(values), dtype=bool)
    first[1:] = both[1:] != both[:-1]
    place = np.empty(len(values), dtype=np.int64)
    place[at] = np.cumsum(first) - 1
    return both[first], place


def tfidf_matrices(batch: Batch, corpus: Corpus) -> tuple[list[Matrix], list[IntArray]]:
    """Return, for each block, the TF-IDF rows of its papers, and for each of their columns the column in the corpus."""
    paper_rows = np.array([corpus.papers.get(i.mention.paper, -1) for i in batch.instances], dtype=np.int64)
    rows = np.flatnonzero(paper_rows >= 0)
    position, columns, values = corpus.tfidf.entries(paper_rows[rows])
    rows = rows[position]
    kept, widths, local = _local_columns(batch.block[rows], columns, len(corpus.vocabulary), len(batch.sizes))
    ends = np.cumsum(widths)
    return (
        batch.matrices(widths, rows, local, values),
        [kept[a:b] for a, b in zip((ends - widths).tolist(), ends.tolist(), strict=True)],
    )


def network_matrices(batch: Batch, coauthors: StringCells, authors: IntArray, corpus: Corpus) -> list[Matrix]:
    """Return, for each block, rows of length 1: the co-authors of each mention's co-authors, weighted by rarity.

    The block's own names are left out, since every co-author of a mention has written with one of them.

    Args:
        batch: the mentions.
        coauthors: their co-authors.
        authors: index in `Corpus.authors` of each string of ``coauthors.all_strings()``, -1 for unknown ones.
        corpus: for the network of co-authors.
    """
    small_team = np.array([len(i.coauthors) < _LARGE_TEAM_SIZE for i in batch.instances], dtype=bool)
    place = coauthors.columns_in_batch(batch)
    useful = small_team[coauthors.rows] & (authors[place] >= 0)
    rows, place = coauthors.rows[useful], place[useful]
    # Each co-author's row of the network is read once, however many mentions of the block have that co-author.
    wanted = np.zeros(len(authors), dtype=bool)
    wanted[place] = True
    position, columns, values = corpus.coauthor_network.entries(authors[wanted])
    values = values * corpus.name_rarity[authors[wanted]][position]
    block = np.repeat(np.arange(len(batch.sizes)), coauthors.widths)[wanted][position]
    kept = np.ones(len(columns), dtype=bool)
    for own in zip_longest(*([corpus.authors.get(slug, -1) for slug in slugs] for slugs in batch.slugs), fillvalue=-1):
        kept &= columns != np.array(own)[block]
    _, widths, local = _local_columns(block[kept], columns[kept], len(corpus.authors), len(batch.sizes))
    ends = np.cumsum(np.bincount(position[kept], minlength=int(wanted.sum())))
    network = SparseRows(np.concatenate([[0], ends]), local.astype(np.int32), values[kept])
    position, columns, values = network.entries(np.cumsum(wanted)[place] - 1)
    return batch.matrices(widths, rows[position], columns, values, sum_duplicates=True, normalise=True)


def affiliation_matrices(batch: Batch, corpus: Corpus) -> list[Matrix]:
    """Return, for each block, rows of length 1: the words of each mention's affiliation, weighted by rarity."""
    words = [dict.fromkeys(affiliation_words(i.affiliation)) if i.affiliation else () for i in batch.instances]
    cells = StringCells.of(batch, words, [frozenset()] * len(batch.sizes))
    counts = np.array([corpus.affiliation_word_counts.get(word, 0) for word in cells.all_strings()], dtype=np.int64)
    weights = np.log((corpus.highest_affiliation_word_count + 1) / (counts + 1)) + 0.1
    values = weights[cells.columns_in_batch(batch)].astype(np.float32)
    return batch.matrices(cells.widths, cells.rows, cells.columns, values, normalise=True)


def _local_columns(
    block: IntArray, columns: NDArray[np.int32], width: int, blocks: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Number the columns of the corpus that occur in each block from 0 on, in ascending order.

    Args:
        block: (cells,), index of the block of each cell.
        columns: (cells,), column in the corpus, below ``width``.
        width: number of columns in the corpus.
        blocks: number of blocks.

    Returns:
        The columns that occur, block after block; their number in each block; each cell's column in its block.
    """
    kept, local = unique_inverse(block * width + columns)
    edges = np.searchsorted(kept, np.arange(blocks + 1) * width)
    return kept % max(width, 1), np.diff(edges), local - edges[block]
