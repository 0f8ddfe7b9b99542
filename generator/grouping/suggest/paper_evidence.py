"""Why one paper is in its group, and why perhaps not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.suggest.group_evidence import LONG_GAP, MOST_VALUES
from generator.model import Evidence, Instance, Signal

UNLIKE = 0.03
"""Highest text similarity (cosine) to any paper of the group up to which the topic speaks against it."""


def paper_evidence(
    row: int, group: Sequence[int], instances: Sequence[Instance], block: BlockFeatures, corpus: Corpus
) -> tuple[Evidence, ...]:
    """Return what ties a paper to the rest of its group and what doesn't, heaviest first; none if it is alone.

    Args:
        row: the paper's mention, a row of the block.
        group: rows of its group, with or without it.
        instances: the block's.
        block: their features.
        corpus: for words.
    """
    rest = [other for other in group if other != row]
    if not rest:
        return ()
    found = [
        *_coauthors(row, rest, instances, block),
        *_affiliation(row, rest, instances, corpus),
        *_topic(row, rest, block, corpus),
        *_years(row, rest, instances),
    ]
    return tuple(sorted(found, key=lambda item: -item.weight))


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
    names = tuple(printed[block.coauthor_slugs[column]] for column in best[:MOST_VALUES])
    papers = int((theirs[:, shared] > 0).any(axis=1).sum())
    yield Evidence(Signal.COAUTHORS, True, names, round(float(mine[best[0]] ** 2), 4), papers)


def _affiliation(row: int, rest: Sequence[int], instances: Sequence[Instance], corpus: Corpus) -> Iterator[Evidence]:
    mine = instances[row].affiliation
    others = [instances[other].affiliation for other in rest if instances[other].affiliation]
    if not mine or not others:
        return
    counts = corpus.affiliation_words
    common = max(counts.values(), default=0) / 2
    # "University" and "of" are in nearly all of them and say nothing.
    words = {word for word in affiliation_words(mine) if counts.get(word, 0) < common} or set(affiliation_words(mine))
    alike = [a for a in others if 2 * len(words & set(affiliation_words(a))) >= len(words)]
    if alike:
        yield Evidence(Signal.AFFILIATION, True, (mine,), 0.6, len(alike))
    else:
        yield Evidence(
            Signal.AFFILIATION, False, (mine, max(others, key=lambda a: (others.count(a), a))), 0.4, len(others)
        )


def _topic(row: int, rest: Sequence[int], block: BlockFeatures, corpus: Corpus) -> Iterator[Evidence]:
    if not block.words[row].any():
        return
    alike = block.words[rest] @ block.words[row]
    nearest = int(alike.argmax())
    if alike[nearest] <= UNLIKE:
        yield Evidence(Signal.TOPIC, False, (), 0.3, len(rest))
        return
    product = block.words[row] * block.words[rest[nearest]]
    best = np.argsort(-product, kind="stable")[:MOST_VALUES]
    words = tuple(corpus.vocabulary[block.word_columns[column]] for column in best if product[column] > 0)
    yield Evidence(Signal.TOPIC, True, words, round(min(1.0, float(alike[nearest])), 4), int((alike > UNLIKE).sum()))


def _years(row: int, rest: Sequence[int], instances: Sequence[Instance]) -> Iterator[Evidence]:
    year = instances[row].year
    known = [other for other in (instances[r].year for r in rest) if other is not None]
    if year is None or not known:
        return
    nearest = min(known, key=lambda other: (abs(other - year), other))
    if abs(nearest - year) >= LONG_GAP:
        yield Evidence(Signal.YEARS, False, (str(year), str(nearest)), min(1.0, abs(nearest - year) / 25), len(known))
