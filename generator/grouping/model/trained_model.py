"""The trained model: scorers, calibrations and thresholds, and the JSON file that holds them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from generator.errors import DataError
from generator.grouping.model.calibration import PAIR_CONFIDENCE_FEATURES, PAPER_CONFIDENCE_FEATURES, Calibration
from generator.grouping.model.clusterer import Clusterer
from generator.grouping.model.page_pairs import PagePairScorer
from generator.grouping.model.scorers import ClusterPairScorer, MentionPairScorer

VERSION = 5
SHIPPED = Path(__file__).with_name("trained_model.json")
"""File of the model that comes with the package."""


@dataclass(frozen=True)
class Model:
    """Everything that is trained.

    Attributes:
        mention_pairs, cluster_pairs: scorers for clustering.
        group_calibration: probability that all mentions of a cluster are one person's.
        link_coauthor_weight, threshold, link_log_odds, neutral_log_namesakes: as for `Clusterer`.
        gold_digest: SHA-256 of the gold file it was trained on, ``""`` if none.
        paper_calibration: probability that a paper of a cluster is by the cluster's person.
        pair_calibration: probability that two mentions are one person's, from their pair score and their groups.
        page_pairs: scorer of pairs of pages of different names.
        figures: held-out scores, from `generator.grouping.training.measure.measure`.
    """

    mention_pairs: MentionPairScorer
    cluster_pairs: ClusterPairScorer
    group_calibration: Calibration
    link_coauthor_weight: float = 0.6
    threshold: float = 0.25
    link_log_odds: float = 1.0
    neutral_log_namesakes: float = -0.6
    gold_digest: str = ""
    paper_calibration: Calibration = field(default_factory=lambda: Calibration(features=PAPER_CONFIDENCE_FEATURES))
    pair_calibration: Calibration = field(default_factory=lambda: Calibration(features=PAIR_CONFIDENCE_FEATURES))
    page_pairs: PagePairScorer = field(default_factory=PagePairScorer)
    figures: dict[str, Any] = field(default_factory=dict)

    def clusterer(self) -> Clusterer:
        """Return a clusterer with this model's scorers and thresholds."""
        return Clusterer(
            self.mention_pairs,
            self.cluster_pairs.decision_function,
            self.link_coauthor_weight,
            self.threshold,
            self.link_log_odds,
            self.neutral_log_namesakes,
        )

    def write(self, path: Path) -> None:
        """Write as indented JSON."""
        text = json.dumps(self.to_json(), indent=1, ensure_ascii=False)
        # Lists of numbers or names stand on one line.
        text = re.sub(r"\[[^\[\]{}]*\]", lambda found: " ".join(found[0].split()), text)
        path.write_text(text + "\n", encoding="utf-8")

    def to_json(self) -> dict[str, Any]:
        """Return all parameters and weights by name."""
        return {
            "version": VERSION,
            "gold_digest": self.gold_digest,
            "link_coauthor_weight": self.link_coauthor_weight,
            "threshold": self.threshold,
            "link_log_odds": self.link_log_odds,
            "neutral_log_namesakes": self.neutral_log_namesakes,
            "mention_pairs": self.mention_pairs.to_json(),
            "cluster_pairs": self.cluster_pairs.to_json(),
            "group_calibration": self.group_calibration.to_json(),
            "paper_calibration": self.paper_calibration.to_json(),
            "pair_calibration": self.pair_calibration.to_json(),
            "page_pairs": self.page_pairs.to_json(),
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
                raise DataError(
                    f"{path}: has version {saved['version']} of the model format, but {VERSION} is needed."
                    " Train the model again."
                )
            return cls(
                MentionPairScorer.from_json(saved["mention_pairs"]),
                ClusterPairScorer.from_json(saved["cluster_pairs"]),
                Calibration.from_json(saved["group_calibration"]),
                saved["link_coauthor_weight"],
                saved["threshold"],
                saved["link_log_odds"],
                saved["neutral_log_namesakes"],
                saved["gold_digest"],
                Calibration.from_json(saved["paper_calibration"]),
                Calibration.from_json(saved["pair_calibration"]),
                PagePairScorer.from_json(saved["page_pairs"]),
                saved["figures"],
            )
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{path}: not a model file of version {VERSION} ({error!r}). Train the model again."
            ) from error
