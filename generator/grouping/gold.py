"""Gold labels, and the labelled blocks to train and evaluate on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from generator.anthology.data import AnthologyData, blocks
from generator.errors import DataError
from generator.grouping.corpus import Corpus
from generator.grouping.features import BlockFeatures
from generator.grouping.fit import Labelled
from generator.model import Block, Instance


@dataclass(frozen=True)
class Gold:
    """A gold file.

    Attributes:
        blocks: slug -> key of each labelled mention -> person.
        tiers: slug -> ``ambiguous`` or ``single``.
        digest: SHA-256 of the file.
    """

    blocks: dict[str, dict[str, str]]
    tiers: dict[str, str]
    digest: str

    @classmethod
    def read(cls, path: Path) -> Gold:
        """Read ``{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}]}``.

        Raises:
            DataError: no such file, or not of this form.
        """
        try:
            content = path.read_bytes()
            found = json.loads(content)["blocks"]
            labels = {
                block["slug"]: {
                    f"{m['paper']}#{m['author_index']}": m["person"] for m in block["mentions"] if m["person"]
                }
                for block in found
            }
            return cls(labels, {block["slug"]: block["tier"] for block in found}, hashlib.sha256(content).hexdigest())
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: not a gold file ({error!r}).") from error


@dataclass(frozen=True)
class Material:
    """What training and evaluation work on.

    Attributes:
        gold: labelled blocks of the gold file, in its order; IDs and ORCIDs hidden.
        extra: other blocks with two or more explicit IDs, which are the labels there.
        corpus: statistics of all papers.
    """

    gold: tuple[Labelled, ...]
    extra: tuple[Labelled, ...]
    corpus: Corpus


EXTRA_WEIGHT = 0.5
_MOST_MENTIONS = 60


def prepare(gold: Gold, data_dir: Path, with_extra: bool = True) -> Material:
    """Read the data and compute the features of all labelled blocks.

    IDs and ORCIDs of gold blocks are never read; co-authors are known by
    their printed names alone, so they don't give them away either.

    Raises:
        DataError: the data can't be read, or lack a block of the gold file.
    """
    found = list(blocks(AnthologyData.read(data_dir), hide=frozenset(gold.blocks)))
    corpus = Corpus.build(instance for block in found for instance in block.instances)
    by_slug = {block.slug: block for block in found}
    missing = sorted(gold.blocks.keys() - by_slug.keys())
    if missing:
        raise DataError(f"{data_dir}: no mention of {missing[0]} there; do the data belong to the gold file?")
    scored = [
        label(by_slug[slug], [labels.get(i.mention.key, "") for i in by_slug[slug].instances], corpus, gold.tiers[slug])
        for slug, labels in gold.blocks.items()
    ]
    extra = (
        [label(b, [i.person for i in b.instances], corpus) for b in found if _is_extra(b, gold)] if with_extra else []
    )
    return Material(tuple(scored), tuple(extra), corpus)


def label(block: Block, persons: Sequence[str], corpus: Corpus, tier: str = "") -> Labelled:
    """Return a block with its labels (``""`` = unknown), its own IDs and ORCIDs hidden."""
    hidden = tuple(_hide(instance) for instance in block.instances)
    code: dict[str, int] = {}
    labels = np.array([code.setdefault(person, len(code)) if person else -1 for person in persons])
    weight = 1.0 if tier else EXTRA_WEIGHT
    return Labelled(Block(block.slug, hidden), BlockFeatures.of(hidden, corpus), labels, tier, weight)


def _is_extra(block: Block, gold: Gold) -> bool:
    persons = [instance.person for instance in block.instances if instance.person]
    if block.slug in gold.blocks or len(persons) < 2:
        return False
    # Very large blocks of one person add little and take most of the time.
    return len(set(persons)) > 1 or len(block.instances) <= _MOST_MENTIONS


def _hide(instance: Instance) -> Instance:
    return replace(instance, person="", orcid="") if instance.person or instance.orcid else instance
