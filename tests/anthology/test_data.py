from __future__ import annotations

from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData, digests_of_data
from generator.anthology.instances import blocks, instances
from generator.anthology.library_check import items_by_person
from generator.errors import DataError
from generator.model import Mention


def test_every_person_has_the_papers_that_the_anthology_gives_them(toy: Path) -> None:
    data = AnthologyData.read(toy)
    pages = {data.resolve(slot)[0] for item in data.items.values() for slot in item.slots} | set(data.people.persons)
    ours = {page: sorted({mention.paper for mention in data.mentions_of(page)}) for page in pages}
    assert ours == items_by_person(toy, pages)
    assert ours["ada-byron"] == ["2022.toy-long.0", "W18-63"]


def test_missing_slot_is_a_key_error(toy: Path) -> None:
    with pytest.raises(KeyError):
        AnthologyData.read(toy).slot(Mention("2022.toy-long.3", 2))


def test_folder_without_xml_is_refused(toy: Path) -> None:
    for path in (toy / "xml").glob("*.xml"):
        path.unlink()
    with pytest.raises(DataError, match="no XML files"):
        AnthologyData.read(toy)


def test_the_digests_of_a_folder_without_persons_say_which_folder_is_meant(toy: Path) -> None:
    (toy / "json" / "people.json").unlink()
    with pytest.raises(DataError, match="the one that holds xml/ and json/"):
        digests_of_data(toy)


def test_grouping_sees_coauthors_and_certain_ids(toy: Path) -> None:
    data = AnthologyData.read(toy)
    (instance,) = instances(data, [Mention("2022.toy-long.1", 0)])
    assert instance.coauthors == ("zoe-muller-nandu",)
    assert instance.coauthor_names == ("Zoë Müller-Ñandú",)
    assert (instance.person, instance.orcid) == ("song-wang-9656", "0000-0002-1825-0097")
    assert (instance.venue, instance.year) == ("toy", 2022)


def test_blind_evaluation_sees_no_id_and_no_orcid(toy: Path) -> None:
    data = AnthologyData.read(toy)
    hide: bool | frozenset[str]
    for hide in (True, frozenset({"song-wang"})):
        hidden = [i for block in blocks(data, hide) for i in block.instances if block.slug == "song-wang"]
        assert len(hidden) == 4
        assert not any(instance.person or instance.orcid for instance in hidden)


def test_catch_all_person_is_no_must_link(toy: Path) -> None:
    path = toy / "json" / "people.json"
    path.write_text(path.read_text().replace('"disable', '"comment": "May refer to multiple people",\n    "disable'))
    (instance,) = instances(AnthologyData.read(toy), [Mention("2022.toy-long.3", 0)])
    assert instance.person == ""


def test_blocks_hold_every_slot_once(toy: Path) -> None:
    data = AnthologyData.read(toy)
    found = [instance.mention for block in blocks(data) for instance in block.instances]
    assert sorted(found) == sorted(slot.mention for item in data.items.values() for slot in item.slots)


def test_openreview_accounts_are_evidence_in_a_blind_evaluation_too(toy: Path) -> None:
    path = toy / "xml" / "2022.toy.xml"
    path.write_text(path.read_text("utf-8").replace(" orcid=", ' openreview="~Song_Wang1" orcid='), "utf-8")
    for hide in (False, True):
        (instance,) = instances(AnthologyData.read(toy), [Mention("2022.toy-long.1", 0)], hide)
        assert instance.openreview == "~Song_Wang1"
