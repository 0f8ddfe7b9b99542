from __future__ import annotations

from generator.anthology.ids import build_id, is_valid_orcid


def test_ids_are_built_as_the_anthology_builds_them() -> None:
    assert build_id("P18", "1", "1") == "P18-1001"
    assert build_id("W18", "63", "10") == "W18-6310"
    assert build_id("D19", "57", "2") == "D19-5702"
    assert build_id("C69", "1") == "C69-01"
    assert build_id("2022.acl", "long", "0") == "2022.acl-long.0"


def test_mistyped_orcid_is_noticed() -> None:
    assert is_valid_orcid("0000-0002-1825-0097")
    assert is_valid_orcid("0009-0009-2087-602X")
    assert not is_valid_orcid("0000-0002-1825-0098")
    assert not is_valid_orcid("https://orcid.org/0000-0002-1825-0097")
