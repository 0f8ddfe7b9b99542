"""Array types of grouping, and all pairs of n rows."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
IntArray = NDArray[np.int64]
_LARGEST_CACHED = 64


def upper_triangle(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of the n (n - 1) / 2 pairs of different rows, row by row.

    Don't change the arrays: those of small n are cached.
    """
    return _cached_triangle(n) if n <= _LARGEST_CACHED else np.triu_indices(n, 1)


@lru_cache(maxsize=_LARGEST_CACHED)
def _cached_triangle(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.triu_indices(n, 1)
