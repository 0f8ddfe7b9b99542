"""How common given and family names are in the whole Anthology.

A preview of a few pages can't tell that Liu is a common name.  These counts
can; they are statistics only, and no name below `LEAST` is in them.

Made anew from the Anthology's data by ``python -m generator.grouping.features.name_counts DATA``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from generator.anthology.data import AnthologyData
from generator.grouping.features.name_rarity import expected_namesakes, name_parts

LEAST = 20
"""Rarer names are left out: they are as good as unknown."""

SHIPPED = Path(__file__).with_name("name_counts.json")


@dataclass(frozen=True)
class Background:
    """Name counts of the whole Anthology.

    Attributes:
        authors: number of name slugs.
        firsts, lasts: given name (its first word) or family name as slug -> name slugs that have it.
    """

    authors: int
    firsts: dict[str, int]
    lasts: dict[str, int]

    @classmethod
    @cache
    def read(cls) -> Self:
        """The counts that come with the package."""
        return cls(**json.loads(SHIPPED.read_text("utf-8")))

    def namesakes(self, first: str, last: str) -> float:
        """See `expected_namesakes`."""
        return expected_namesakes(self.firsts, self.lasts, self.authors, first, last)


def count(data: AnthologyData) -> Background:
    """Count the names of all slots."""
    names = {slot.name.slug: slot.name for item in data.items.values() for slot in item.slots}
    parts = [name_parts(name) for name in names.values()]

    def common(counts: Counter[str]) -> dict[str, int]:
        return dict(sorted((name, n) for name, n in counts.items() if n >= LEAST))

    return Background(
        len(names), common(Counter(first for first, _ in parts)), common(Counter(last for _, last in parts))
    )


def main(data_dir: str) -> None:
    """Write the counts that come with the package."""
    found = count(AnthologyData.read(Path(data_dir)))
    text = json.dumps({"authors": found.authors, "firsts": found.firsts, "lasts": found.lasts}, ensure_ascii=False)
    SHIPPED.write_text(text.replace("{", "{\n", 1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
