"""Pages that need review most come first in the work queue."""

from __future__ import annotations

import numpy as np

from generator.grouping.suggest.suggester import Suggester
from generator.grouping.suggest.triage import Trouble, triage
from tests.grouping.wei_zhang import block, corpus


def test_a_page_of_three_people_is_reviewed_before_a_page_of_one() -> None:
    of = block()
    one = [i.mention for i in of.instances if ".parse-" in i.mention.paper]
    found = Suggester.load().suggest_pages(of, {"all": [i.mention for i in of.instances], "one": one}, corpus(of))
    assert found["all"].triage.score > found["one"].triage.score
    assert found["all"].triage.trouble is Trouble.APART


def test_papers_with_an_explicit_id_hardly_count_for_the_work_queue() -> None:
    log_odds = np.array([[-9, -2], [-2, -9]], dtype=np.float32)
    without_ids = triage([5, 3], [0.9, 0.9], log_odds[0].tolist())
    assert triage([5, 3], [0.9, 0.9], log_odds[0].tolist(), with_id=[5, 3]).score < without_ids.score / 5
    assert (without_ids.group, without_ids.papers) == (1, 3)
    assert triage([], [], []).score == 0


def test_a_group_that_is_probably_one_persons_does_not_fill_the_queue() -> None:
    # Stated chances hold for names of several people too; in the queue these are one in seven.
    assert triage([100], [0.9], [0.0]).probability < 0.03
