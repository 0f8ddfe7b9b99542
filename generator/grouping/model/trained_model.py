"""All that is learned, and the JSON file that holds it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from generator.errors import DataError
from generator.grouping.model.calibration import PAIRS, PAPER, Calibration
from generator.grouping.model.clusterer import Clusterer
from generator.grouping.model.page_pairs import PageScorer
from generator.grouping.model.scorers import MergeScorer, PairScorer

VERSION = 2
SHIPPED = Path(__file__).with_name("trained_model.json")
"""The model that comes with the package."""


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
