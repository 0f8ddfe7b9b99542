"""OpenReview accounts put on labelled papers, since the data that labels were made from have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from generator.grouping.features.accounts import TWO_ACCOUNTS, WRONG_ACCOUNT
from generator.grouping.training.labelled_block import LabelledBlock
from generator.model import Block

SHARE, SINCE = 0.8, 2023
"""Share of the slots that get an account, and the first year of these."""


def with_accounts(blocks: Iterable[LabelledBlock], seed: int = 0) -> Iterator[LabelledBlock]:
    """Yield the blocks with accounts on `SHARE` of the labelled slots since `SINCE`, a few of them wrong or second.

    Args:
        blocks: labelled blocks.
        seed: of the random choice.
    """
    rng = np.random.default_rng(seed)
    for item in blocks:
        persons = int(item.labels.max()) + 1
        found = []
        for instance, person in zip(item.block.instances, item.labels.tolist(), strict=True):
            chosen, wrong, second = rng.random() < SHARE, rng.random() < WRONG_ACCOUNT, rng.random() < TWO_ACCOUNTS
            if person >= 0 and (instance.year or 0) >= SINCE and chosen:
                owner = (person + 1) % persons if wrong else person
                instance = replace(instance, openreview=f"~Person{owner}{'b' if second else ''}1")
            found.append(instance)
        yield replace(item, block=Block(item.block.slug, tuple(found)))


def recent_labels(
    blocks: Iterable[LabelledBlock], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the labels of papers since `SINCE`: name slug -> key of the mention -> person; only names that have some.

    Args:
        blocks: the blocks of a gold file.
        labels: its labels in this form.
    """
    found = {}
    for item in blocks:
        recent = {i.mention.key for i in item.block.instances if (i.year or 0) >= SINCE}
        of_block = {key: person for key, person in labels[item.block.slug].items() if key in recent}
        if of_block:
            found[item.block.slug] = of_block
    return found
