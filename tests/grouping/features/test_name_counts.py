"""How common names are is known from the whole Anthology."""

from __future__ import annotations

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_counts import NameCounts


def test_a_common_name_is_recognised_even_in_a_tiny_preview() -> None:
    anthology = NameCounts.shipped()
    assert (
        anthology.log_expected_namesakes("yang", "liu")
        > -0.5
        > -3
        > anthology.log_expected_namesakes("hinrich", "schutze")
    )
    assert Corpus.build([]).log_expected_namesakes("yang", "liu") >= anthology.log_expected_namesakes("yang", "liu")
