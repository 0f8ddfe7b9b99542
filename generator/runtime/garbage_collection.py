"""Python's garbage collector, where it only costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Don't look for garbage: among hundreds of thousands of small objects that are all needed there is none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def objects_frozen() -> Iterator[None]:
    """Exclude all objects that exist now from garbage collection: they are needed to the end of the block."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
