"""How common given and family names are in the whole Anthology.

A preview of a few pages does not show that Liu is a common name; these counts do.  Parts of names that fewer than
`MIN_COUNT` name slugs have are left out.

Computed from the Anthology's data by ``python -m generator.grouping.features.name_counts DATA``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from generator.anthology.data import AnthologyData
from generator.grouping.features.name_rarity import NameCounts, name_parts

MIN_COUNT = 10
"""Rarer parts of names are left out: they make no name common."""

UNLISTED = 2
"""Number of name slugs that have a part left out, on average over these name slugs, rounded down."""

SHIPPED = Path(__file__).with_name("name_counts.json")


@cache
def shipped_counts() -> NameCounts:
    """Return the counts that come with the package, read once per process."""
    return NameCounts(**json.loads(SHIPPED.read_text("utf-8")))


def count_names(data: AnthologyData) -> NameCounts:
    """Count the parts of all name slugs of the data."""
    names = {slot.name.slug: slot.name for item in data.items.values() for slot in item.slots}
    counts = NameCounts.of(map(name_parts, names.values()))
    return replace(
        counts,
        given_names=_common(counts.given_names),
        given_words=_common(counts.given_words),
        last_names=_common(counts.last_names),
        unlisted=UNLISTED,
    )


def _common(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted((name, count) for name, count in counts.items() if count >= MIN_COUNT))


def main(data_dir: str) -> None:
    """Write the counts that come with the package."""
    text = json.dumps(asdict(count_names(AnthologyData.read(Path(data_dir)))), ensure_ascii=False)
    SHIPPED.write_text(text.replace("{", "{\n", 1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
