"""IDs of groups."""

from __future__ import annotations

from dataclasses import asdict

from generator.grouping.suggest.page_groups import group_id
from generator.model import Group


def test_group_ids_go_on_after_z() -> None:
    assert [group_id(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert asdict(Group("A", (), 0.5))["id"] == "A"
