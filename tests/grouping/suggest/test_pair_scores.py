"""What a selection lacks and what fits it least, on exact pair scores and on those embedded in a page."""

from __future__ import annotations

import numpy as np
import pytest

from generator.grouping.suggest.pair_scores import ALPHABET, PairScores
from generator.grouping.suggest.suggester import Suggester
from generator.model import Mention
from tests.grouping.wei_zhang import block, corpus, mention_of

PAGE = "wei-zhang/unverified"


def scores() -> tuple[PairScores, dict[Mention, int]]:
    of = block()
    mentions = [i.mention for i in of.instances]
    found = Suggester.load().suggest_pages(of, {PAGE: mentions}, corpus(of))[PAGE]
    return found.scores, {mention: row for row, mention in enumerate(mentions)}


def test_the_paper_that_a_selection_lacks_comes_first() -> None:
    pairs, row = scores()
    chosen = [row[mention_of("mt", number)] for number in range(3)]
    assert pairs.missing(chosen)[0].row == row[mention_of("mt", 3)]
    assert pairs.missing(chosen)[0].nearest in chosen


def test_a_strangers_paper_in_a_selection_is_named_first() -> None:
    pairs, row = scores()
    stranger = row[mention_of("phon", 0)]
    chosen = [row[mention_of("parse", number)] for number in range(5)] + [stranger]
    assert pairs.worst(chosen)[0].row == stranger


def test_nothing_selected_lacks_nothing() -> None:
    pairs, _ = scores()
    assert pairs.missing([]) == []
    assert pairs.worst([2]) == []


def test_encoded_scores_give_the_ranks_of_exact_ones() -> None:
    pairs, row = scores()
    read = PairScores.decode(pairs.encoded, len(row))
    assert np.abs(read.log_odds - pairs.log_odds)[np.triu_indices(len(row), 1)].max() <= 8 / len(ALPHABET) + 1e-6
    chosen = [row[mention_of("mt", number)] for number in range(3)]
    assert read.missing(chosen)[0].row == pairs.missing(chosen)[0].row


def test_encoded_scores_of_another_page_are_refused() -> None:
    with pytest.raises(ValueError, match="3 letters for 4 mentions"):
        PairScores.decode("AAA", 4)
