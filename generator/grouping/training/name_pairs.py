"""Labelled pairs of similar names: one person's or two persons'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.arrays import Matrix
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_variants import Variant, similar_names
from generator.grouping.model.page_pairs import PAGE_PAIR_FEATURES, NameProfile, PagePairScorer, page_pair_features
from generator.model import Block

FOLDS = 5


@dataclass(frozen=True)
class NamePairs:
    """Features and labels of pairs of similar names.

    Attributes:
        x: (pairs, len(PAGE_PAIR_FEATURES)) features.
        y: (pairs,), whether one person's.
        fold: (pairs,), 0 to `FOLDS` - 1; all pairs of one person are in one fold.
        missed: number of gold pairs that `similar_names` doesn't find.
        unlike: number of missed pairs whose names have no word in common, since a person took another name, or one
            ORCID was given to two persons.
    """

    x: Matrix
    y: NDArray[np.bool_]
    fold: NDArray[np.int64]
    missed: int
    unlike: int

    def fit(self, but_fold: int = -1) -> PagePairScorer:
        """Return a scorer fitted to all folds but one (-1: all); its weights are 0 if all labels are equal."""
        rows = self.fold != but_fold
        if len(np.unique(self.y[rows])) < 2:
            return PagePairScorer()
        return PagePairScorer().fit(self.x[rows], self.y[rows], np.ones(int(rows.sum())))

    def held_out(self) -> Matrix:
        """Return the log odds of each pair by a scorer fitted to the other folds, shape (pairs,)."""
        log_odds = np.zeros(len(self.y), dtype=np.float32)
        for fold in range(FOLDS):
            rows = self.fold == fold
            if rows.any():
                log_odds[rows] = self.fit(fold).decision_function(self.x[rows])
        return log_odds

    def figures(self) -> dict[str, float]:
        """Return precision and recall of held-out scores.

        Recall is the share of all pairs of one person, also of those that `similar_names` doesn't find.  For figures
        named ``…_of_alike``, missed pairs of names without a word in common are left out.
        """
        order = np.argsort(-self.held_out(), kind="stable")
        found = np.cumsum(self.y[order])
        total = int(self.y.sum()) + self.missed
        precision = found / np.arange(1, len(found) + 1)

        def precision_at(pairs: float) -> float:
            reached = np.flatnonzero(found >= pairs)
            return round(float(precision[reached[0]]), 4) if len(reached) else 0.0

        return {
            "same": total,
            "not_found_by_name": self.missed,
            "unlike_names": self.unlike,
            "hard_negatives": int((~self.y).sum()),
            "precision_at_80_recall": precision_at(0.8 * total),
            "precision_at_80_recall_of_alike": precision_at(0.8 * (total - self.unlike)),
            "highest_recall": round(float(found[-1] / total), 4) if total else 0.0,
            "average_precision": round(float(precision[self.y[order]].sum() / max(total, 1)), 4),
        }


def name_pairs(
    blocks: Sequence[Block], persons_with_several_names: Sequence[Sequence[str]], corpus: Corpus
) -> NamePairs:
    """Label the pairs of similar names.

    Positives are the pairs of the gold file and names with a person ID in common, hard negatives similar names
    without one although both have IDs.

    Args:
        blocks: all blocks, those of the gold file without IDs.
        persons_with_several_names: name slugs of each of them, from the gold file.
        corpus: statistics of the same blocks.
    """
    by_slug = {block.slug: block for block in blocks}
    persons = {block.slug: {i.person for i in block.instances if i.person} for block in blocks}
    gold = {pair: slugs[0] for slugs in persons_with_several_names for pair in combinations(sorted(slugs), 2)}
    labelled: dict[tuple[str, str, Variant], bool] = {}
    fold = []
    for a, b, kind in similar_names(sorted(by_slug)):
        if (a, b) in gold or (persons[a] and persons[b]):
            labelled[a, b, kind] = (a, b) in gold or bool(persons[a] & persons[b])
            fold.append(crc32(gold.get((a, b), f"{a} {b}").encode()) % FOLDS)
    slugs = sorted({slug for a, b, _ in labelled for slug in (a, b)})
    profiles = {slug: NameProfile.of(by_slug[slug], corpus) for slug in slugs}
    x = page_pair_features(labelled, profiles) if labelled else np.zeros((0, len(PAGE_PAIR_FEATURES)), dtype=np.float32)
    missed = gold.keys() - {(a, b) for a, b, _ in labelled}
    unlike = sum(not set(a.split("-")) & set(b.split("-")) for a, b in missed)
    y = np.array(list(labelled.values()), dtype=bool)
    return NamePairs(x, y, np.array(fold, dtype=np.int64), len(missed), unlike)
