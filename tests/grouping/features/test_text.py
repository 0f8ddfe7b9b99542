"""Papers that came after the statistics were made are weighed like those that were there."""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from generator.grouping.features.text import weigh, weigh_as
from generator.model import Paper

PAPERS = [
    Paper("2024.a-b.1", "Parsing Ärzte-Briefe", (), abstract="We parse letters – of doctors, twice: letters."),
    Paper("2024.a-b.2", "On letters", (), abstract="Nothing but letters; parsing is for others."),
    Paper("2024.a-b.3", "", ()),
]


def test_words_are_weighed_as_scikit_learn_does() -> None:
    found, vocabulary, _ = weigh(PAPERS)
    judge = TfidfVectorizer(token_pattern=r"[^\W\d_]{3,}", sublinear_tf=True, dtype=np.float32)
    expected = judge.fit_transform([f"{p.title} {p.title} {p.abstract}" for p in PAPERS])
    assert list(vocabulary) == list(judge.get_feature_names_out())
    assert np.allclose(found.toarray(), expected.toarray(), atol=1e-6)


def test_the_same_papers_weigh_the_same_later_and_words_that_are_new_do_not_count() -> None:
    found, vocabulary, idf = weigh(PAPERS)
    assert (weigh_as(PAPERS, vocabulary, idf) != found).nnz == 0
    longer = [Paper("2025.a-b.1", "Parsing Ärzte-Briefe", (), abstract=f"{PAPERS[0].abstract} Unheard-of wordiness.")]
    assert (weigh_as(longer, vocabulary, idf) != found[0]).nnz == 0
