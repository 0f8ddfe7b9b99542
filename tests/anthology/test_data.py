from __future__ import annotations

from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData, blocks, instances
from generator.anthology.item import ItemKind
from generator.anthology.library_check import items_by_person
from generator.anthology.xml import scan
from generator.errors import DataError
from generator.model import Mention, Name, Role
from tests.anthology.toy import XML_NEW


def test_every_person_has_the_papers_that_the_anthology_gives_them(toy: Path) -> None:
    data = AnthologyData.read(toy)
    pages = {data.resolve(slot)[0] for item in data.items.values() for slot in item.slots} | set(data.people.persons)
    ours = {page: sorted({mention.paper for mention in data.mentions_of(page)}) for page in pages}
    assert ours == items_by_person(toy, pages)
    assert ours["ada-byron"] == ["2022.toy-long.0", "W18-63"]


def test_slot_offsets_cut_out_exactly_the_element(toy: Path) -> None:
    data = AnthologyData.read(toy)
    for item in data.items.values():
        for slot in item.slots:
            raw = (toy / slot.file).read_bytes()
            element = raw[slot.start : slot.end].decode()
            assert element.startswith(f"<{slot.mention.role}") and element.endswith(f"</{slot.mention.role}>")
            assert element.count("<last>") == 1 + element.count("<variant")
            assert raw[slot.start : slot.tag_end].endswith(b">")
            assert raw.decode().split("\n")[slot.line - 1].lstrip().startswith(f"<{slot.mention.role}")


def test_titles_and_abstracts_are_plain_text(toy: Path) -> None:
    paper = AnthologyData.read(toy).items["2022.toy-long.1"]
    assert paper.title == "On x > 1 and bold claims"
    assert paper.abstract == "First line. second <line>."
    assert (paper.year, paper.venues, paper.volume) == (2022, ("toy",), "2022.toy-long")


def test_editors_stand_under_the_front_matter_or_else_the_volume(toy: Path) -> None:
    data = AnthologyData.read(toy)
    front, volume = data.items["2022.toy-long.0"], data.items["W18-63"]
    assert (front.kind, front.role, len(front.slots)) == (ItemKind.FRONTMATTER, Role.EDITOR, 2)
    assert (volume.kind, volume.slots[0].mention) == (ItemKind.VOLUME, Mention("W18-63", 0, Role.EDITOR))
    assert "2022.toy-long" not in data.items and "W18-6300" not in data.items


def test_variant_in_another_script_does_not_replace_the_printed_name(toy: Path) -> None:
    assert AnthologyData.read(toy).slot(Mention("2022.toy-long.3", 1)).name == Name("Bo", "Li")


def test_missing_slot_is_a_key_error(toy: Path) -> None:
    with pytest.raises(KeyError):
        AnthologyData.read(toy).slot(Mention("2022.toy-long.3", 2))


def test_placeholder_for_no_person_counts_as_no_id() -> None:
    text = XML_NEW.replace('id="song-wang-9656" orcid', 'id="__NO_PERSON_ID__" orcid')
    items = {item.id: item for item in scan(text.encode(), "xml/2022.toy.xml")}
    assert items["2022.toy-long.1"].slots[0].person == ""


def test_skipping_papers_changes_nothing_for_the_others() -> None:
    full = {item.id: item for item in scan(XML_NEW.encode(), "xml/2022.toy.xml")}
    part = {item.id: item for item in scan(XML_NEW.encode(), "xml/2022.toy.xml", {"2022.toy-long.3"})}
    assert part == {key: full[key] for key in ("2022.toy-long.0", "2022.toy-long.3")}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<collection", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><collection', "line 2: a DOCTYPE"),
        ("</collection>", "", "not well-formed"),
        ("UTF-8", "ISO-8859-1", "UTF-8"),
        ('<paper id="2">', '<paper id="1">', "2022.toy-long.1 is there twice"),
        ('<paper id="2">', "<paper>", "without an id"),
        ("<last>Mausam</last>", "", "without a <last> name"),
        ('"2022.toy"', '"2023.toy"', "name the file 2023.toy.xml"),
    ],
)
def test_broken_xml_is_refused_with_file_and_reason(old: str, new: str, what: str) -> None:
    with pytest.raises(DataError, match=f"xml/2022.toy.xml.*{what}"):
        scan(XML_NEW.replace(old, new).encode(), "xml/2022.toy.xml")


def test_folder_without_xml_is_refused(toy: Path) -> None:
    for path in (toy / "xml").glob("*.xml"):
        path.unlink()
    with pytest.raises(DataError, match="no XML files"):
        AnthologyData.read(toy)


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
