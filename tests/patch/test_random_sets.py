"""A short run of the benchmark's round trips, on a few real collections."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks.round_trips import Trips

NEEDED = ("people.json", "venues.json", "sigs.json", "schema.rnc", "2023.acl.xml", "W18.xml", "L18.xml", "2021.wmt.xml")


def test_random_decisions_do_what_they_say_and_can_be_taken_back(real_data: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    for file in real_data.rglob("*.*"):
        if file.name in NEEDED:
            target = few / file.relative_to(real_data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    trips = Trips(few, tmp_path / "work", seed=4)
    trips.run(10)
    assert trips.failures == []
    assert trips.counts["applied"] > 5 and trips.counts["judged together"] > 3
