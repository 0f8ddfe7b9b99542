"""Evidence for and against that one paper belongs to its group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import LONG_GAP_YEARS, MAX_VALUES, identities_by_source
from generator.model import Evidence, Instance, Signal

MAX_DIFFERENT_TOPIC_SIMILARITY = 0.03
"""A paper with no higher text similarity (cosine of TF-IDF rows) to any paper of its group has another topic."""


def paper_evidence(
    row: int, group: Sequence[int], instances: Sequence[Instance], block: BlockFeatures, corpus: Corpus
) -> tuple[Evidence, ...]:
    """Return the evidence for and against a paper in its group, heaviest first; none if the paper is alone there.

    Args:
        row: the paper's mention, a row of the block.
        group: rows of its group, with or without ``row``.
        instances: of the block.
        block: their features.
        corpus: for words and how common they are.
    """
    rest = [other for other in group if other != row]
    if not rest:
        return ()
    found = [
        *_identities(instances[row], [instances[other] for other in rest]),
        *_coauthors(row, rest, instances, block),
        *_affiliation(row, rest, instances, corpus),
        *_topic(row, rest, block, corpus),
        *_years(row, rest, instances),
    ]
    return tuple(sorted(found, key=lambda item: -item.weight))


def _identities(instance: Instance, rest: Sequence[Instance]) -> Iterator[Evidence]:
    others = identities_by_source(rest)
    for source, person in ((identity.source, identity.id) for identity in instance.identities):
        persons = others.get(source, [])
        if same := persons.count(person):
            yield Evidence(Signal.IDENTITY, True, (person,), 0.95, same, source=source)
        elif persons:
            usual = max(persons, key=lambda other: (persons.count(other), other))
            yield Evidence(Signal.IDENTITY, False, (person, usual), 0.9, len(persons), source=source)


def _coauthors(
    row: int, rest: Sequence[int], instances: Sequence[Instance], block: BlockFeatures
) -> Iterator[Evidence]:
    mine, theirs = block.coauthors[row], block.coauthors[rest]
    if not mine.any() or not theirs.any():
        return
    shared = np.flatnonzero((mine > 0) & (theirs > 0).any(axis=0))
    if not len(shared):
        yield Evidence(Signal.COAUTHORS, False, (), 0.5, len(rest))
        return
    best = shared[np.argsort(-mine[shared], kind="stable")]
    printed = dict(zip(instances[row].coauthors, instances[row].coauthor_names, strict=True))
    names = tuple(printed[block.coauthor_slugs[column]] for column in best[:MAX_VALUES])
    papers = int((theirs[:, shared] > 0).any(axis=1).sum())
    yield Evidence(Signal.COAUTHORS, True, names, round(float(mine[best[0]] ** 2), 4), papers)


def _affiliation(row: int, rest: Sequence[int], instances: Sequence[Instance], corpus: Corpus) -> Iterator[Evidence]:
    mine = instances[row].affiliation
    others = [instances[other].affiliation for other in rest if instances[other].affiliation]
    if not mine or not others:
        return
    counts = corpus.affiliation_word_counts
    common = max(counts.values(), default=0) / 2
    # "University" and "of" are in nearly all affiliations.
    words = {word for word in affiliation_words(mine) if counts.get(word, 0) < common} or set(affiliation_words(mine))
    similar = [a for a in others if 2 * len(words & set(affiliation_words(a))) >= len(words)]
    source = instances[row].affiliation_source
    if similar:
        yield Evidence(Signal.AFFILIATION, True, (mine,), 0.6, len(similar), source=source)
    else:
        usual = max(others, key=lambda a: (others.count(a), a))
        yield Evidence(Signal.AFFILIATION, False, (mine, usual), 0.4, len(others), source=source)


def _topic(row: int, rest: Sequence[int], block: BlockFeatures, corpus: Corpus) -> Iterator[Evidence]:
    if not block.tfidf[row].any():
        return
    similar = block.tfidf[rest] @ block.tfidf[row]
    nearest = int(similar.argmax())
    if similar[nearest] <= MAX_DIFFERENT_TOPIC_SIMILARITY:
        yield Evidence(Signal.TOPIC, False, (), 0.3, len(rest))
        return
    product = block.tfidf[row] * block.tfidf[rest[nearest]]
    best = np.argsort(-product, kind="stable")[:MAX_VALUES]
    words = tuple(corpus.vocabulary[block.word_columns[column]] for column in best if product[column] > 0)
    yield Evidence(
        Signal.TOPIC,
        True,
        words,
        round(min(1.0, float(similar[nearest])), 4),
        int((similar > MAX_DIFFERENT_TOPIC_SIMILARITY).sum()),
    )


def _years(row: int, rest: Sequence[int], instances: Sequence[Instance]) -> Iterator[Evidence]:
    year = instances[row].year
    years = [other for other in (instances[r].year for r in rest) if other is not None]
    if year is None or not years:
        return
    nearest = min(years, key=lambda other: (abs(other - year), other))
    if abs(nearest - year) >= LONG_GAP_YEARS:
        yield Evidence(Signal.YEARS, False, (str(year), str(nearest)), min(1.0, abs(nearest - year) / 25), len(years))
