"""TF-IDF, also of papers that are added to the corpus later."""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from generator.grouping.features.text import WordCounts, fit_tfidf, transform_tfidf
from generator.model import Paper

PAPERS = [
    Paper("2024.a-b.1", "Parsing Ärzte-Briefe", (), abstract="We parse group_id – of doctors, twice: group_id."),
    Paper("2024.a-b.2", "On group_id", (), abstract="Nothing but group_id; parsing is for others."),
    Paper("2024.a-b.3", "", ()),
]


def test_tfidf_is_that_of_scikit_learn() -> None:
    tfidf, vocabulary, _ = fit_tfidf(WordCounts.of(PAPERS))
    vectoriser = TfidfVectorizer(token_pattern=r"[^\W\d_]{3,}", sublinear_tf=True, dtype=np.float32)
    expected = vectoriser.fit_transform([f"{p.title} {p.title} {p.abstract}" for p in PAPERS])
    assert list(vocabulary) == list(vectoriser.get_feature_names_out())
    assert np.allclose(tfidf.toarray(), expected.toarray(), atol=1e-6)


def test_papers_added_later_get_the_same_tfidf_and_new_words_are_ignored() -> None:
    tfidf, vocabulary, idf = fit_tfidf(WordCounts.of(PAPERS))
    assert (transform_tfidf(PAPERS, vocabulary, idf) != tfidf).nnz == 0
    longer = [Paper("2025.a-b.1", "Parsing Ärzte-Briefe", (), abstract=f"{PAPERS[0].abstract} Unheard-of wordiness.")]
    assert (transform_tfidf(longer, vocabulary, idf) != tfidf[0]).nnz == 0
