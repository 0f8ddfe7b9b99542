"""The evaluation of rankings."""

from __future__ import annotations

import numpy as np
import pytest

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.training.labelled_block import LabelledBlock
from generator.grouping.training.ranking import mean_average_precision, rank_left_out_papers, rank_planted_papers
from generator.model import Block
from tests.grouping.training.test_mixtures import people


def test_rankings_are_perfect_with_right_scores_and_poor_with_reversed_ones() -> None:
    blocks, corpus = people()
    instances = tuple(i for block in blocks[:2] for i in block.instances)
    labels = np.array([0] * 4 + [1] * 4)
    item = LabelledBlock(Block("x", instances), BlockFeatures.of(instances, corpus), labels)
    log_odds = np.where(labels[:, None] == labels, 4, -4).astype(np.float32)
    for ranking in (rank_left_out_papers, rank_planted_papers):
        assert mean_average_precision(ranking(item, log_odds))[:2] == pytest.approx((1, 1))
        assert mean_average_precision(ranking(item, -log_odds))[0] < 0.5
    assert mean_average_precision([]) == (0, 0, 0)
