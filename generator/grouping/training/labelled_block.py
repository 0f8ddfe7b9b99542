"""Blocks whose mentions have known persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.model import Block


@dataclass(frozen=True)
class LabelledBlock:
    """A block with labels.

    Attributes:
        block: its instances, without IDs and ORCIDs.
        features: of its instances.
        labels: (n,), person of each mention as an integer, -1 where unknown.
        tier: ``ambiguous`` (several persons) or ``single`` for gold blocks, ``""`` for others.
        weight: of the block in training.
    """

    block: Block
    features: BlockFeatures
    labels: NDArray[np.int64]
    tier: str = ""
    weight: float = 1.0
