"""What a selection lacks and what fits it least: the browser gives the ranks that grouping gives."""

from __future__ import annotations

import numpy as np

from generator.grouping.suggest.pair_scores import PairScores
from tests.client.conftest import Run

COUNT = 9


def scores() -> PairScores:
    rng = np.random.default_rng(3)
    log_odds = rng.normal(0, 4, (COUNT, COUNT)).astype(np.float32)
    text = PairScores((log_odds + log_odds.T).astype(np.float32)).encoded
    return PairScores.decode(text, COUNT)


def test_the_browser_ranks_as_grouping_does(run: Run) -> None:
    pairs = scores()
    for chosen in ([0], [2, 5], [0, 1, 4, 7, 8]):
        for question, ours in (("missing", pairs.missing(chosen)), ("worst", pairs.worst(chosen))):
            theirs = run(
                "const mentions = [...Array(a[0]).keys()].map((n) => ({ paper: `2020.a-b.${n}`, position: 0 }));"
                "const scores = AR.pairScores.over({ mentions, scores: a[1] });"
                "const number = (key) => Number(key.split('.')[2].split('#')[0]);"
                "return scores[a[2]](a[3].map((n) => `2020.a-b.${n}#0`))"
                ".map((one) => [number(one.key), one.fit, number(one.nearest)]);",
                *(COUNT, pairs.encoded, question, chosen),
            )
            assert [row[0] for row in theirs] == [row.row for row in ours]
            assert np.allclose([row[1] for row in theirs], [row.fit for row in ours], atol=0.001)
            assert [row[2] for row in theirs] == [row.nearest for row in ours]


def test_reasons_name_what_ties_a_paper_to_the_others_and_what_does_not(run: Run) -> None:
    found = run(
        "const paper = (key, year, coauthors, affiliation) => ({ key, year, coauthors, affiliation });"
        "const others = [paper('1', 2001, ['Ada'], 'X'), paper('2', 2002, ['Ada', 'Bo'], 'X')];"
        "return [paper('3', 2003, ['Bo', 'Ada'], 'X'), paper('4', 2019, ['Cy'], 'Y')]"
        ".map((one) => AR.pairScores.reasons(one, others).map((r) => [r.signal, r.supports, r.what, r.papers]));"
    )
    assert found == [
        [["coauthors", True, ["Ada", "Bo"], 2], ["affiliation", True, ["X"], 2]],
        [["coauthors", False, [], 2], ["affiliation", False, ["Y", "X"], 2], ["years", False, ["2019", "2002"], 2]],
    ]
