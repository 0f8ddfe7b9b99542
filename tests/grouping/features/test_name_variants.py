"""Forms of one name are candidates, names that contradict each other are not."""

from __future__ import annotations

from itertools import permutations

import pytest

from generator.grouping.features import name_variants
from generator.grouping.features.name_variants import Variant, names_similar_to, similar_names, variant


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


def test_names_alike_in_their_initials_are_compared_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"a-{middle}-smith" for middle in "bcdef"]
    assert list(similar_names(["a-smith", *names]))
    monkeypatch.setattr(name_variants, "_MAX_NAMES_PER_KEY", 4)
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(name_variants, "variant", lambda a, b: compared.append((a, b)))
    assert not list(similar_names([f"a-{middle}{middle}-smith" for middle in "bcdef"]))
    assert not compared


def test_chosen_names_have_the_similar_names_that_all_names_together_give_them() -> None:
    words = ["anna", "a", "liz", "elizabeth", "jun", "schoelkopf", "scholkopf", "jung", "annajun", "mueller", "muller"]
    names = {"-".join(some) for count in (1, 2, 3) for some in permutations(words, count)}
    pairs = list(similar_names(names))
    for wanted in ({"a-scholkopf"}, {"anna-jun", "liz-mueller"}, {"schoelkopf"}, {"nobody-else"}):
        expected = [pair for pair in pairs if not wanted.isdisjoint(pair[:2])]
        assert list(names_similar_to(wanted, names)) == expected
