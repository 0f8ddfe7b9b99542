"""Labelled blocks -> fitted model; and the model as a JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from generator.errors import DataError
from generator.grouping.calibration import PAIRS, PAPER, Calibration
from generator.grouping.clusterer import Clusterer, agglomerate
from generator.grouping.clusters import MERGE, ClusterState
from generator.grouping.features import BlockFeatures, Matrix
from generator.grouping.same_person import PageScorer
from generator.grouping.scorer import MergeScorer, PairScorer
from generator.model import Block

VERSION = 2
_MOST_PAIRS = 400
_MOST_MERGES = 600

Rows = tuple[Matrix, NDArray[np.bool_], NDArray[np.float64]]


@dataclass(frozen=True)
class Labelled:
    """A block with known persons.

    Attributes:
        block: its instances, IDs and ORCIDs hidden.
        features: of its instances.
        labels: (n,) person of each mention as a number, -1 where unknown.
        tier: ``ambiguous`` or ``single`` for gold blocks, ``""`` for others.
        weight: how much it counts in training.
    """

    block: Block
    features: BlockFeatures
    labels: NDArray[np.int64]
    tier: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Model:
    """All that is learned.

    Attributes:
        pair, merge: the two scorers.
        calibration: from clusters to confidence.
        link_rarity, threshold, link_odds: as for `Clusterer`.
        gold_digest: SHA-256 of the gold file it was trained on, ``""`` if none.
        papers: from a paper in a cluster to the chance that it is by the cluster's person.
        pairs: from a pair score to a chance.
        page: scores pairs of pages of different names.
        figures: what `evaluate` found when the model was trained.
    """

    pair: PairScorer
    merge: MergeScorer
    calibration: Calibration
    link_rarity: float = 0.6
    threshold: float = 0.5
    link_odds: float = 1.0
    gold_digest: str = ""
    papers: Calibration = field(default_factory=lambda: Calibration(features=PAPER))
    pairs: Calibration = field(default_factory=lambda: Calibration(features=PAIRS))
    page: PageScorer = field(default_factory=PageScorer)
    figures: dict[str, Any] = field(default_factory=dict)

    def clusterer(self) -> Clusterer:
        """Return a clusterer with this model."""
        return Clusterer(self.pair, self.merge.decision_function, self.link_rarity, self.threshold, self.link_odds)

    def write(self, path: Path) -> None:
        """Write as indented JSON."""
        text = json.dumps(self.to_json(), indent=1, ensure_ascii=False)
        # Lists of numbers or names on one line.
        text = re.sub(r"\[[^\[\]{}]*\]", lambda found: " ".join(found[0].split()), text)
        path.write_text(text + "\n", encoding="utf-8")

    def to_json(self) -> dict[str, Any]:
        """Return all parameters and weights by name."""
        return {
            "version": VERSION,
            "gold_digest": self.gold_digest,
            "link_rarity": self.link_rarity,
            "threshold": self.threshold,
            "link_odds": self.link_odds,
            "pair": self.pair.to_json(),
            "merge": self.merge.to_json(),
            "calibration": self.calibration.to_json(),
            "papers": self.papers.to_json(),
            "pairs": self.pairs.to_json(),
            "page": self.page.to_json(),
            "figures": self.figures,
        }

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a model file.

        Raises:
            DataError: no such file, broken, or of another version.
        """
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            if saved["version"] != VERSION:
                raise DataError(f"{path}: model of version {saved['version']}, {VERSION} is needed; train it anew.")
            return cls(
                PairScorer.from_json(saved["pair"]),
                MergeScorer.from_json(saved["merge"]),
                Calibration.from_json(saved["calibration"]),
                saved["link_rarity"],
                saved["threshold"],
                saved["link_odds"],
                saved["gold_digest"],
                Calibration.from_json(saved["papers"]),
                Calibration.from_json(saved["pairs"]),
                PageScorer.from_json(saved["page"]),
                saved["figures"],
            )
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: no model file of this version ({error}); train it anew.") from error


def fit_scorers(
    blocks: Sequence[Labelled],
    link_rarity: float = 0.6,
    threshold: float = 0.5,
    link_odds: float = 1.0,
    seed: int = 0,
) -> Model:
    """Fit pair and merge scorer to labelled blocks; the calibration is left at its start.

    The merge scorer learns from cluster pairs that occur while clusters merge:
    first in order of the mean pair score, then in its own order, with labels as
    teacher (a wrong merge is seen, but not made).
    """
    rng = np.random.default_rng(seed)
    pair = PairScorer().fit(*_join(_pair_rows(blocks, rng)))
    model = Model(pair, MergeScorer(), Calibration(), link_rarity, threshold, link_odds)
    mean = MERGE.index("pair_mean")
    rows = list(_merge_rows(blocks, model, lambda x: x[:, mean], -2.0, rng))
    first = MergeScorer().fit(*_join(iter(rows)))
    rows += _merge_rows(blocks, model, first.decision_function, -1.0, rng)
    return replace(model, merge=MergeScorer().fit(*_join(iter(rows))))


def _pair_rows(blocks: Sequence[Labelled], rng: np.random.Generator) -> Iterator[Rows]:
    for item in blocks:
        known = np.flatnonzero(item.labels >= 0)
        left, right = np.triu_indices(len(known), 1)
        if len(left) > _MOST_PAIRS:
            chosen = rng.choice(len(left), _MOST_PAIRS, replace=False)
            left, right = left[chosen], right[chosen]
        left, right = known[left], known[right]
        if len(left):
            yield item.features.pairs[left, right], item.labels[left] == item.labels[right], _weights(item, len(left))


def _merge_rows(
    blocks: Sequence[Labelled], model: Model, score: Any, threshold: float, rng: np.random.Generator
) -> Iterator[Rows]:
    clusterer = model.clusterer()
    for item in blocks:
        if (item.labels >= 0).sum() < 2:
            continue
        odds = model.pair.matrix(item.features.pairs)
        start, apart = clusterer.start(item.block.instances, item.features, odds)
        state = ClusterState(item.features, odds, start)
        person = np.array([_majority(item.labels[members]) for members in state.members])
        apart |= (person[:, None] != person) & (person[:, None] >= 0) & (person >= 0)
        rows: list[Matrix] = []
        right: list[NDArray[np.bool_]] = []

        def seen(
            a: int,
            features: Matrix,
            state: ClusterState = state,
            person: NDArray[np.int64] = person,
            rows: list[Matrix] = rows,
            right: list[NDArray[np.bool_]] = right,
        ) -> None:
            others = np.flatnonzero(state.alive & (person >= 0))
            others = others[others != a]
            if person[a] >= 0 and len(others):
                rows.append(features[others])
                right.append(person[others] == person[a])

        def merged(a: int, b: int, score: float, person: NDArray[np.int64] = person) -> None:
            person[a] = max(person[a], person[b])

        agglomerate(state, apart, score, threshold, seen, merged)
        if rows:
            x, y = np.concatenate(rows), np.concatenate(right)
            if len(x) > _MOST_MERGES:
                chosen = rng.choice(len(x), _MOST_MERGES, replace=False)
                x, y = x[chosen], y[chosen]
            yield x, y, _weights(item, len(x))


def _weights(item: Labelled, count: int) -> NDArray[np.float64]:
    # A block with many pairs counts more than one with few, but not in proportion.
    return np.full(count, item.weight * count**-0.5)


def _majority(labels: NDArray[np.int64]) -> int:
    known = labels[labels >= 0]
    return int(np.bincount(known).argmax()) if len(known) else -1


def _join(rows: Iterator[Rows]) -> Rows:
    x, y, weights = zip(*rows, strict=True)
    return np.concatenate(x), np.concatenate(y), np.concatenate(weights)
