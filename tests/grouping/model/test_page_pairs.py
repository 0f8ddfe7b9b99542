"""Names that are probably one person's are suggested with the reason."""

from __future__ import annotations

from generator.grouping.features.name_variants import Variant, similar_names
from generator.grouping.model.page_pairs import NameProfile, PagePairScorer, same_person_pairs
from generator.grouping.suggest.suggester import Suggester
from generator.model import Block
from tests.grouping.wei_zhang import corpus, instance


def test_two_forms_of_a_name_with_shared_coauthors_are_suggested_and_say_why() -> None:
    mine = Block("wei-zhang", tuple(instance("mt", number) for number in range(3)))
    other = Block("wei-k-zhang", tuple(instance("mt", number) for number in range(3, 4)))
    everyone = corpus(mine)
    profiles = {of.slug: NameProfile.of(of, everyone) for of in (mine, other)}
    pairs = list(similar_names(profiles))
    found = same_person_pairs(pairs, profiles, Suggester.load().model.page_pairs, min_probability=0.0)
    assert [(pair.a, pair.b, pair.variant) for pair in found] == [("wei-k-zhang", "wei-zhang", Variant.MIDDLE)]
    assert "Hiroto Yanagisawa" in found[0].coauthors
    assert same_person_pairs(pairs, {}, PagePairScorer()) == []
