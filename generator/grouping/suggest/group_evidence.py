"""Evidence for and against a group: typed rows, which templates turn into sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from generator.grouping.features.corpus import Corpus, affiliation_words
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.model.constraints import repeated_mentions
from generator.model import Evidence, Instance, Signal

MAX_VALUES = 5
"""Names, words and the like in one piece of evidence."""
LONG_GAP_YEARS = 8
"""Years without a paper that count as evidence against one person."""


def group_evidence(
    rows: Sequence[int],
    others: Sequence[tuple[str, Sequence[int]]],
    instances: Sequence[Instance],
    block: BlockFeatures,
    corpus: Corpus,
) -> tuple[Evidence, ...]:
    """Return the evidence for and against one group, heaviest first.

    Args:
        rows: the group's mentions, as rows of the block.
        others: ID and rows of the page's other groups, largest first; counter-evidence names the first of them.
        instances: of the block.
        block: their features.
        corpus: for the words of its columns.
    """
    members = [instances[row] for row in rows]
    rest = [row for _, other in others for row in other]
    found = [*_identifiers(members), *_identities(members)]
    if len(rows) > 1:
        found += [*_coauthors(rows, members, block), *_affiliations(members), *_topic(rows, rest, block, corpus)]
        found += [*_venues(members), *_years(members), *_name_forms(members)]
    if len(rows) == 1:
        found += _slip(rows[0], instances, block)
    if others:
        found += _accounts_apart(rows, *others[0], instances)
        found += _tie_to_other_group(rows, *others[0], instances, block)
        found += _identities_of_both(members, others[0][0], [instances[row] for row in others[0][1]])
    return tuple(sorted(found, key=lambda row: -row.weight))


def _identifiers(members: Sequence[Instance]) -> Iterator[Evidence]:
    for signal, values in (
        (Signal.PERSON_ID, [i.person for i in members if i.person]),
        (Signal.ORCID, [i.orcid for i in members if i.orcid]),
        (Signal.ACCOUNT, [i.openreview for i in members if i.openreview]),
    ):
        if not values:
            continue
        different = _by_frequency(values)
        if signal is Signal.ACCOUNT and len(different) > 1:
            yield Evidence(signal, False, different[:2], 0.9, len(values))
        else:
            yield Evidence(signal, True, different, 1.0, len(values))


def identities_by_source(members: Iterable[Instance]) -> dict[str, list[str]]:
    """Whom each other source takes the authors for, one ID for each mention that it knows; sources sorted."""
    found: dict[str, list[str]] = {}
    for identity in sorted(identity for i in members for identity in i.identities):
        found.setdefault(identity.source, []).append(identity.id)
    return found


def _identities(members: Sequence[Instance]) -> Iterator[Evidence]:
    for source, persons in identities_by_source(members).items():
        different = _by_frequency(persons)
        if len(different) > 1:
            yield Evidence(Signal.IDENTITY, False, different[:MAX_VALUES], 0.9, len(persons), source=source)
        elif len(persons) > 1:
            weight = _weight(len(persons), len(members), 0.95)
            yield Evidence(Signal.IDENTITY, True, different, weight, len(persons), source=source)


def _coauthors(rows: Sequence[int], members: Sequence[Instance], block: BlockFeatures) -> Iterator[Evidence]:
    """Co-authors of two or more papers of the group, sorted by weight and frequency."""
    has = block.coauthors[rows] > 0
    count = has.sum(axis=0)
    shared = (count > 1).nonzero()[0]
    if not len(shared):
        return
    weights = block.coauthor_weights[shared]
    best = shared[(-(weights * np.log1p(count[shared]))).argsort(kind="stable")[:MAX_VALUES]]
    first = has[:, best].argmax(axis=0).tolist()
    slugs = [block.coauthor_slugs[column] for column in best]
    names = tuple([_printed(members[row], slug) for row, slug in zip(first, slugs, strict=True)])
    papers = int(has[:, shared].any(axis=1).sum())
    yield Evidence(
        Signal.COAUTHORS, True, names, _weight(papers, len(rows), float(block.coauthor_weights[best[0]])), papers
    )


def _printed(instance: Instance, coauthor: str) -> str:
    return instance.coauthor_names[instance.coauthors.index(coauthor)]


def _affiliations(members: Sequence[Instance]) -> Iterator[Evidence]:
    form: dict[tuple[str, ...], str] = {}
    affiliations, sources = [], []
    for instance in members:
        if instance.affiliation:
            words = affiliation_words(instance.affiliation)
            form.setdefault(words, instance.affiliation)
            affiliations.append(words)
            sources.append(instance.affiliation_source)
    if len(affiliations) < 2:
        return
    counts = Counter(affiliations)
    shared = sorted((words for words in counts if counts[words] > 1), key=lambda words: (-counts[words], words))
    if shared:
        papers = sum(counts[words] for words in shared)
        values = tuple(form[words] for words in shared[:MAX_VALUES])
        source = max(source for words, source in zip(affiliations, sources, strict=True) if words in shared)
        yield Evidence(Signal.AFFILIATION, True, values, _weight(papers, len(members), 0.8), papers, source=source)


def _topic(rows: Sequence[int], rest: Sequence[int], block: BlockFeatures, corpus: Corpus) -> Iterator[Evidence]:
    """Words of two or more papers of the group with more weight there than in the page's other groups."""
    mine = block.tfidf[rows]
    weight = mine.mean(axis=0)
    if rest:
        weight -= block.tfidf[rest].mean(axis=0)
    has = mine > 0
    useful = ((weight > 0) & (has.sum(axis=0) > 1)).nonzero()[0]
    best = useful[(-weight[useful]).argsort(kind="stable")[:MAX_VALUES]]
    if len(best):
        papers = int(has[:, best].any(axis=1).sum())
        words = tuple(corpus.vocabulary[block.word_columns[column]] for column in best)
        relevance = min(1.0, 4 * float(weight[best].mean()))
        yield Evidence(Signal.TOPIC, True, words, _weight(papers, len(rows), relevance), papers)


def _venues(members: Sequence[Instance]) -> Iterator[Evidence]:
    counts = Counter([i.venue for i in members if i.venue])
    often = sorted((venue for venue in counts if counts[venue] > 1), key=lambda venue: (-counts[venue], venue))
    if often:
        papers = sum(counts[venue] for venue in often)
        yield Evidence(Signal.VENUE, True, tuple(often[:MAX_VALUES]), _weight(papers, len(members), 0.2), papers)


def _years(members: Sequence[Instance]) -> Iterator[Evidence]:
    years = sorted(i.year for i in members if i.year is not None)
    if len(years) < 2:
        return
    gap, before = max((later - year, year) for year, later in pairwise(years))
    if gap >= LONG_GAP_YEARS:
        yield Evidence(Signal.YEARS, False, (str(before), str(before + gap)), min(1.0, gap / 25), len(years))
    else:
        yield Evidence(Signal.YEARS, True, (str(years[0]), str(years[-1])), 0.1, len(years))


def _name_forms(members: Sequence[Instance]) -> Iterator[Evidence]:
    names = [i.name.full for i in members]
    if len(set(names)) > 1:
        forms = _by_frequency(names)
        yield Evidence(Signal.NAME_FORM, False, forms[:MAX_VALUES], 0.05, len(members))


def _slip(row: int, instances: Sequence[Instance], block: BlockFeatures) -> Iterator[Evidence]:
    """A rare name that stands twice on the paper."""
    if np.count_nonzero(block.same_paper[row]) > 1 and row in repeated_mentions(instances, block.namesakes):
        yield Evidence(Signal.TWICE, False, (instances[row].mention.paper,), 1.0, 1)


def _accounts_apart(
    rows: Sequence[int], other: str, other_rows: Sequence[int], instances: Sequence[Instance]
) -> Iterator[Evidence]:
    mine, theirs = ([instances[r].openreview for r in some if instances[r].openreview] for some in (rows, other_rows))
    if mine and theirs and not set(mine) & set(theirs):
        values = (_by_frequency(mine)[0], _by_frequency(theirs)[0])
        yield Evidence(Signal.ACCOUNT, False, values, 0.9, len(mine), other)


def _tie_to_other_group(
    rows: Sequence[int], other: str, other_rows: Sequence[int], instances: Sequence[Instance], block: BlockFeatures
) -> Iterator[Evidence]:
    """Evidence from the co-authors that a group shares with the largest other group, or from sharing none."""
    mine, theirs = block.coauthors[list(rows)].max(axis=0), block.coauthors[list(other_rows)].max(axis=0)
    if not mine.any() or not theirs.any():
        return
    common = np.flatnonzero((mine > 0) & (theirs > 0))
    if not len(common):
        weight = min(1.0, np.log1p((mine > 0).sum()) / 5)
        yield Evidence(Signal.COAUTHORS, False, (), float(weight), len(rows), other)
        return
    best = common[np.argsort(-mine[common], kind="stable")][:MAX_VALUES]
    printed = dict(
        pair for row in rows for pair in zip(instances[row].coauthors, instances[row].coauthor_names, strict=True)
    )
    names = tuple(printed[block.coauthor_slugs[column]] for column in best)
    yield Evidence(Signal.COAUTHORS, True, names, float(mine[best[0]] ** 2 / 2), len(rows), other)


def _identities_of_both(members: Sequence[Instance], other: str, theirs: Sequence[Instance]) -> Iterator[Evidence]:
    """Evidence from sources that take authors of both groups for one person, or for different people."""
    in_other = identities_by_source(theirs)
    for source, persons in identities_by_source(members).items():
        if source not in in_other:
            continue
        if common := [person for person in persons if person in in_other[source]]:
            shown = _by_frequency(common)[:MAX_VALUES]
            yield Evidence(Signal.IDENTITY, True, shown, 0.9, len(common), other, source)
        else:
            shown = (_by_frequency(persons)[0], _by_frequency(in_other[source])[0])
            yield Evidence(Signal.IDENTITY, False, shown, 0.9, len(persons), other, source)


def _by_frequency(values: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _weight(papers: int, size: int, relevance: float) -> float:
    """Return the weight of evidence: its relevance, 0 to 1, times the share of the group's papers that it concerns."""
    return round(float(relevance * papers / size), 4)
