"""Gold labels, and the labelled blocks to train and evaluate on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from generator.anthology.data import AnthologyData, blocks
from generator.errors import DataError
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.mention_pairs import BlockFeatures
from generator.grouping.training.fit import Labelled
from generator.grouping.training.mixtures import mixtures
from generator.grouping.training.name_pairs import NamePairs, name_pairs
from generator.model import Block, Instance


@dataclass(frozen=True)
class Gold:
    """A gold file.

    Attributes:
        blocks: slug -> key of each labelled mention -> person.
        tiers: slug -> ``ambiguous`` or ``single``.
        digest: SHA-256 of the file.
        merges: name slugs of each person who publishes under several.
    """

    blocks: dict[str, dict[str, str]]
    tiers: dict[str, str]
    digest: str
    merges: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Gold:
        """Read ``{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}]}``.

        Raises:
            DataError: no such file, or not of this form.
        """
        try:
            content = path.read_bytes()
            saved = json.loads(content)
            found = saved["blocks"]
            labels = {
                block["slug"]: {
                    f"{m['paper']}#{m['author_index']}": m["person"] for m in block["mentions"] if m["person"]
                }
                for block in found
            }
            merges = tuple(tuple(sorted(person["slugs"])) for person in saved.get("merges", ()))
            tiers = {block["slug"]: block["tier"] for block in found}
            return cls(labels, tiers, hashlib.sha256(content).hexdigest(), merges)
        except OSError as error:
            raise DataError(f"{path}: can't be read ({error.strerror}).") from error
        except (KeyError, TypeError, ValueError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else error
            form = '{"blocks": [{"slug", "tier", "mentions": [{"paper", "author_index", "person"}]}]}'
            raise DataError(f"{path}: not a gold file, which has the form {form} ({reason}).") from error


@dataclass(frozen=True)
class Material:
    """What training and evaluation work on.

    Attributes:
        gold: labelled blocks of the gold file, in its order; IDs and ORCIDs hidden.
        extra: other blocks, with explicit IDs as labels, and mixtures of certain persons.
        corpus: statistics of all papers.
        names: pairs of names, labelled.
    """

    gold: tuple[Labelled, ...]
    extra: tuple[Labelled, ...]
    corpus: Corpus
    names: NamePairs


EXTRA_WEIGHT, MIXTURE_WEIGHT = 0.5, 0.08
_MOST_MENTIONS = 60
_EVERY = 6
"""One in six blocks of one person is taken: more of them only teach that all is one person's."""


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
    names = name_pairs([block for block in found if block.instances], gold.merges, corpus)
    extra = list(_extra(found, gold, corpus)) if with_extra else []
    return Material(tuple(scored), tuple(extra), corpus, names)


def _extra(found: Sequence[Block], gold: Gold, corpus: Corpus) -> Iterator[Labelled]:
    several = [b for b in found if _is_extra(b, gold) and len({i.person for i in b.instances if i.person}) > 1]
    one = [b for b in found if _is_extra(b, gold) and len({i.person for i in b.instances if i.person}) == 1]
    for block in [*several, *one[::_EVERY]]:
        yield label(block, [i.person for i in block.instances], corpus, weight=EXTRA_WEIGHT)
    for block, persons in mixtures([b for b in found if b.slug not in gold.blocks], corpus):
        yield label(block, persons, corpus, weight=MIXTURE_WEIGHT)


def label(block: Block, persons: Sequence[str], corpus: Corpus, tier: str = "", weight: float = 1.0) -> Labelled:
    """Return a block with its labels (``""`` = unknown), its own IDs and ORCIDs hidden."""
    hidden = tuple(_hide(instance) for instance in block.instances)
    code: dict[str, int] = {}
    labels = np.array([code.setdefault(person, len(code)) if person else -1 for person in persons])
    return Labelled(Block(block.slug, hidden), BlockFeatures.of(hidden, corpus), labels, tier, weight)


def _is_extra(block: Block, gold: Gold) -> bool:
    persons = [instance.person for instance in block.instances if instance.person]
    if block.slug in gold.blocks or len(persons) < 2:
        return False
    # Very large blocks of one person add little and take most of the time.
    return len(set(persons)) > 1 or len(block.instances) <= _MOST_MENTIONS


def _hide(instance: Instance) -> Instance:
    return replace(instance, person="", orcid="") if instance.person or instance.orcid else instance
