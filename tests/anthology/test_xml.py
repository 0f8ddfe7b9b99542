from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.anthology.data import AnthologyData
from generator.anthology.item import ItemKind
from generator.anthology.people import People
from generator.anthology.xml import scan
from generator.errors import DataError
from generator.model import Mention, Name, Role
from tests.anthology.toy import PEOPLE, XML_NEW


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


def test_variant_in_another_script_does_not_replace_the_printed_name(toy: Path) -> None:
    assert AnthologyData.read(toy).slot(Mention("2022.toy-long.3", 1)).name == Name("Bo", "Li")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("~Song_Wang1", "~Song_Wang1"),
        ("~宋_Wáng2", "~宋_Wáng2"),
        ("~&lt;img/onerror=x&gt;1", "~<img/onerror=x>1"),
        ("Song_Wang1", ""),
        ("~Song Wang1", ""),
        ("~Song\u202eWang1", ""),
        (f"~{'a' * 200}1", ""),
        ("~", ""),
    ],
)
def test_an_openreview_account_is_read_and_what_has_not_its_form_is_none(written: str, read: str) -> None:
    text = XML_NEW.replace('id="song-wang-9656" orcid', f'openreview="{written}" orcid')
    slot = next(item for item in scan(text.encode(), "xml/2022.toy.xml") if item.id == "2022.toy-long.1").slots[0]
    assert (slot.openreview, slot.orcid) == (read, "0000-0002-1825-0097")


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


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


XML = {
    "billion laughs": (
        "<collection id=", f'<!DOCTYPE c [<!ENTITY a0 "ha">{LAUGHS}]><collection note="&a9;" id=', "DOCTYPE"),
    "external entity": (
        "<collection", '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><collection', "line 2: a DOCTYPE"),
    "external DTD": ("<collection", '<!DOCTYPE c SYSTEM "http://evil.invalid/x.dtd"><collection', "DOCTYPE"),
    "undefined entity": ("Second", "&evil;", "line 23: not well-formed"),
    "other encoding": ("UTF-8", "UTF-7", "encoding"),
    "volume out of the folder": ('<volume id="long"', '<volume id="../../../evil"', "line 3: volume '../../../evil'"),
    "paper out of the folder": ('<paper id="2"', '<paper id="/../../evil"', "line 22: .*an ID has letters"),
    "paper with a null byte's place": ('<paper id="2"', '<paper id="2&#10;"', "an ID has letters"),
    "long paper": ('<paper id="2"', f'<paper id="{"2" * 500}"', "an ID has letters"),
    "paper in other digits": ('<paper id="2"', '<paper id="٢"', "an ID has letters"),
    "collection out of the folder": ('id="2022.toy"', 'id="../2022.toy"', "line 2: '../2022.toy' is not the ID"),
    "paper twice": ('<paper id="2"', '<paper id="1"', "2022.toy-long.1 is there twice"),
    "no last name": ("<last>Mausam</last>", "", "without a <last> name"),
}  # fmt: skip


@pytest.mark.parametrize("case", XML)
def test_hostile_xml_is_refused_with_file_and_place(case: str) -> None:
    old, new, words = XML[case]
    assert old in XML_NEW
    with pytest.raises(DataError, match=f"^xml/2022.toy.xml.*{words}"):
        scan(XML_NEW.replace(old, new, 1).encode(), "xml/2022.toy.xml")


def test_strange_but_harmless_xml_is_read() -> None:
    deep = XML_NEW.replace("Second", "<b>" * 100_000 + "x" + "</b>" * 100_000).replace(
        ">2022</year>", f">{'9' * 5000}</year>"
    )
    items = {item.id: item for item in scan(deep.encode(), "xml/2022.toy.xml")}
    assert items["2022.toy-long.2"].title == "x" and items["2022.toy-long.2"].year is None


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_data_are_read_or_refused(data: st.DataObject) -> None:
    for good, use in ((XML_NEW.encode(), lambda b: scan(b, "xml/2022.toy.xml")), (PEOPLE.encode(), _people)):
        content = bytearray(good)
        for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), max_size=3)):
            content[at] = byte
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(good)), st.integers(0, len(good)))))
        try:
            use(bytes(content[:start] + content[end:]))
        except DataError as error:
            assert str(error)


def _people(content: bytes) -> People:
    return People.parse(content.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_refused_in_words(encoding: str) -> None:
    text = XML_NEW.partition("?>")[2].lstrip()  # without a declaration, which would name the encoding
    with pytest.raises(DataError, match=r"2022.toy.xml: not UTF-8; save"):
        scan(text.encode(encoding), "xml/2022.toy.xml")
