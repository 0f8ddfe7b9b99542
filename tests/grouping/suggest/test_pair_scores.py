"""What a user asks while selecting: what is missing, what fits least, who else may it be, which page first."""

from __future__ import annotations

import numpy as np
import pytest

from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.features.name_variants import Variant, similar_names, variant
from generator.grouping.model.page_pairs import PageScorer, Profile, same_person
from generator.grouping.suggest.pair_scores import ALPHABET, PairScores
from generator.grouping.suggest.paper_evidence import paper_evidence
from generator.grouping.suggest.suggester import Suggester
from generator.grouping.suggest.triage import Trouble, triage
from generator.model import Block, Mention, Signal
from tests.grouping.wei_zhang import block, corpus, instance, mention_of

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


def test_scores_embedded_in_a_page_rank_as_the_exact_ones_do() -> None:
    pairs, row = scores()
    read = PairScores.of_text(pairs.text, len(row))
    assert np.abs(read.odds - pairs.odds)[np.triu_indices(len(row), 1)].max() <= 8 / len(ALPHABET) + 1e-6
    chosen = [row[mention_of("mt", number)] for number in range(3)]
    assert read.missing(chosen)[0].row == pairs.missing(chosen)[0].row


def test_scores_of_another_page_are_refused() -> None:
    with pytest.raises(ValueError, match="3 letters for 4 mentions"):
        PairScores.of_text("AAA", 4)


def test_each_paper_has_its_own_chance() -> None:
    of = block()
    mentions = [i.mention for i in of.instances]
    found = Suggester.load().suggest_pages(of, {PAGE: mentions}, corpus(of))[PAGE]
    assert found.chances.keys() == set(mentions)
    assert all(0 < chance < 1 for chance in found.chances.values())


def test_a_paper_that_nothing_ties_to_its_group_says_so() -> None:
    of = block()
    everyone = corpus(of)
    features = BlockFeatures.of(of.instances, everyone)
    row = {i.mention: at for at, i in enumerate(of.instances)}
    group = [row[mention_of("parse", number)] for number in range(5)]
    own = paper_evidence(group[0], group, of.instances, features, everyone)
    assert {e.signal for e in own if e.supports} >= {Signal.COAUTHORS, Signal.TOPIC, Signal.AFFILIATION}
    strange = paper_evidence(row[mention_of("phon", 0)], group, of.instances, features, everyone)
    assert {e.signal for e in strange if not e.supports} >= {Signal.COAUTHORS, Signal.AFFILIATION}
    assert paper_evidence(group[0], group[:1], of.instances, features, everyone) == ()


def test_a_page_of_three_people_is_reviewed_before_a_page_of_one() -> None:
    of = block()
    one = [i.mention for i in of.instances if ".parse-" in i.mention.paper]
    found = Suggester.load().suggest_pages(of, {"all": [i.mention for i in of.instances], "one": one}, corpus(of))
    assert found["all"].triage.score > found["one"].triage.score
    assert found["all"].triage.trouble is Trouble.APART


def test_papers_that_someone_placed_hardly_count_for_the_queue() -> None:
    odds = np.array([[-9, -2], [-2, -9]], dtype=np.float32)
    loose = triage([5, 3], [0.9, 0.9], odds[0].tolist())
    assert triage([5, 3], [0.9, 0.9], odds[0].tolist(), placed=[5, 3]).score < loose.score / 5
    assert (loose.group, loose.papers) == (1, 3)
    assert triage([], [], []).score == 0


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("bernhard-schoelkopf", "bernhard-scholkopf", Variant.SPELLING),
        ("xiao-ming-wu", "xiaoming-wu", Variant.SPELLING),
        ("durairaj-thenmozhi", "thenmozhi-durairaj", Variant.SWAPPED),
        ("jinho-choi", "jinho-d-choi", Variant.MIDDLE),
        ("a-joshi", "aravind-joshi", Variant.INITIAL),
        ("bill-byrne", "william-byrne", Variant.SHORT),
    ],
)
def test_forms_of_one_name_are_found(a: str, b: str, kind: Variant) -> None:
    assert variant(a, b) is variant(b, a) is kind
    assert list(similar_names([a, b, "someone-else"])) == [(*sorted((a, b)), kind)]


@pytest.mark.parametrize(("a", "b"), [("wei-zhang", "wen-zhang"), ("j-b-smith", "j-c-smith"), ("li", "li-na")])
def test_names_that_contradict_are_no_candidates(a: str, b: str) -> None:
    assert variant(a, b) is None


def test_two_forms_of_a_name_with_shared_coauthors_are_suggested_and_say_why() -> None:
    mine = Block("wei-zhang", tuple(instance("mt", number) for number in range(3)))
    other = Block("wei-k-zhang", tuple(instance("mt", number) for number in range(3, 4)))
    everyone = corpus(mine)
    profiles = {of.slug: Profile.of(of, everyone) for of in (mine, other)}
    pairs = list(similar_names(profiles))
    found = same_person(pairs, profiles, Suggester.load().model.page, least=0.0)
    assert [(pair.a, pair.b, pair.variant) for pair in found] == [("wei-k-zhang", "wei-zhang", Variant.MIDDLE)]
    assert "Hiroto Yanagisawa" in found[0].coauthors
    assert same_person(pairs, {}, PageScorer()) == []
