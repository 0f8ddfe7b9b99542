"""Labelled pairs of names: one person's or two persons'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import Matrix
from generator.grouping.features.name_variants import Variant, similar_names
from generator.grouping.model.page_pairs import PAGES, PageScorer, Profile, features
from generator.model import Block

FOLDS = 5


@dataclass(frozen=True)
class NamePairs:
    """Pairs of similar names whose persons are known.

    Attributes:
        x: (pairs, len(PAGES)) features.
        y: (pairs,) whether one person's.
        fold: (pairs,) 0 to `FOLDS` - 1; all pairs of one person are in one.
        missed: gold merges that no rule of names finds.
        unlike: those of them whose names have no word in common: another name, or two people with one ORCID.
    """

    x: Matrix
    y: NDArray[np.bool_]
    fold: NDArray[np.int64]
    missed: int
    unlike: int

    def fit(self, but_fold: int = -1) -> PageScorer:
        """Return a scorer fitted to all folds but one; one of all zeros if all pairs are of one kind."""
        rows = self.fold != but_fold
        if len(np.unique(self.y[rows])) < 2:
            return PageScorer()
        return PageScorer().fit(self.x[rows], self.y[rows], np.ones(int(rows.sum())))

    def held_out(self) -> Matrix:
        """Return the log odds of each pair by a scorer that hasn't seen its fold."""
        odds = np.zeros(len(self.y), dtype=np.float32)
        for fold in range(FOLDS):
            rows = self.fold == fold
            if rows.any():
                odds[rows] = self.fit(fold).decision_function(self.x[rows])
        return odds

    def figures(self) -> dict[str, float]:
        """Return what held-out scores reach; recall is over all gold merges, or those with a word in common."""
        order = np.argsort(-self.held_out(), kind="stable")
        right = np.cumsum(self.y[order])
        total = int(self.y.sum()) + self.missed
        precision = right / np.arange(1, len(right) + 1)

        def at(recall: float) -> float:
            reached = np.flatnonzero(right >= recall)
            return round(float(precision[reached[0]]), 4) if len(reached) else 0.0

        return {
            "same": total,
            "not_found_by_name": self.missed,
            "unlike_names": self.unlike,
            "hard_negatives": int((~self.y).sum()),
            "precision_at_80_recall": at(0.8 * total),
            "precision_at_80_recall_of_alike": at(0.8 * (total - self.unlike)),
            "highest_recall": round(float(right[-1] / total), 4) if total else 0.0,
            "average_precision": round(float(precision[self.y[order]].sum() / max(total, 1)), 4),
        }


def name_pairs(blocks: Sequence[Block], merges: Sequence[Sequence[str]], corpus: Corpus) -> NamePairs:
    """Label the pairs of similar names.

    Positives are the merges of the gold file and names that share a certain
    person ID, hard negatives similar names whose certain IDs differ.

    Args:
        blocks: all blocks, gold ones without their IDs.
        merges: name slugs of each person of the gold file.
        corpus: of the same blocks.
    """
    by_slug = {block.slug: block for block in blocks}
    persons = {block.slug: {i.person for i in block.instances if i.person} for block in blocks}
    gold = {pair: slugs[0] for slugs in merges for pair in combinations(sorted(slugs), 2)}
    labelled: dict[tuple[str, str, Variant], bool] = {}
    fold = []
    for a, b, kind in similar_names(sorted(by_slug)):
        if (a, b) in gold or (persons[a] and persons[b]):
            labelled[a, b, kind] = (a, b) in gold or bool(persons[a] & persons[b])
            fold.append(crc32(gold.get((a, b), f"{a} {b}").encode()) % FOLDS)
    profiles = {slug: Profile.of(by_slug[slug], corpus) for slug in sorted({s for a, b, _ in labelled for s in (a, b)})}
    x = features(labelled, profiles) if labelled else np.zeros((0, len(PAGES)), dtype=np.float32)
    missed = gold.keys() - {(a, b) for a, b, _ in labelled}
    unlike = sum(not set(a.split("-")) & set(b.split("-")) for a, b in missed)
    y = np.array(list(labelled.values()), dtype=bool)
    return NamePairs(x, y, np.array(fold, dtype=np.int64), len(missed), unlike)
