"""How common given and family names are in the whole Anthology.

A preview of a few pages does not show that Liu is a common name; these counts do.  Given and family names that fewer
than `MIN_COUNT` name slugs have are left out.

Computed from the Anthology's data by ``python -m generator.grouping.features.name_counts DATA``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Self

from generator.anthology.data import AnthologyData
from generator.grouping.features.name_rarity import log_expected_namesakes, name_parts

MIN_COUNT = 20
"""Rarer given or family names are left out: they make no name common."""

SHIPPED = Path(__file__).with_name("name_counts.json")


@dataclass(frozen=True)
class NameCounts:
    """Name counts of the whole Anthology.

    Attributes:
        authors: number of name slugs.
        first_names, last_names: slug of a given name (its first word) or of a family name -> number of name slugs
            that have it.
    """

    authors: int
    first_names: dict[str, int]
    last_names: dict[str, int]

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Return the counts that come with the package, read once per process."""
        return cls(**json.loads(SHIPPED.read_text("utf-8")))

    def log_expected_namesakes(self, first: str, last: str) -> float:
        """Return log10 of the number of people to expect with a name, see `name_rarity.log_expected_namesakes`."""
        return log_expected_namesakes(self.first_names, self.last_names, self.authors, first, last)


def count_names(data: AnthologyData) -> NameCounts:
    """Count the parts of all name slugs of the data."""
    names = {slot.name.slug: slot.name for item in data.items.values() for slot in item.slots}
    parts = [name_parts(name) for name in names.values()]

    def at_least_minimum(counts: Counter[str]) -> dict[str, int]:
        return dict(sorted((name, n) for name, n in counts.items() if n >= MIN_COUNT))

    return NameCounts(
        len(names),
        at_least_minimum(Counter(first for first, _ in parts)),
        at_least_minimum(Counter(last for _, last in parts)),
    )


def main(data_dir: str) -> None:
    """Write the counts that come with the package."""
    text = json.dumps(asdict(count_names(AnthologyData.read(Path(data_dir)))), ensure_ascii=False)
    SHIPPED.write_text(text.replace("{", "{\n", 1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
