"""Data from a proposed change: what is wrong is refused with its place, and no name leads out of a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.anthology.data import AnthologyData
from generator.anthology.people import People
from generator.anthology.xml import scan
from generator.errors import DataError
from tests.anthology.toy import PEOPLE, XML_NEW

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


def test_what_is_no_file_is_not_waited_for(toy: Path) -> None:
    os.mkfifo(toy / "xml" / "2023.toy.xml")
    with pytest.raises(DataError, match=r"2023.toy.xml: is not a regular file"):
        AnthologyData.read(toy)
    (toy / "xml" / "2023.toy.xml").unlink()
    (toy / "xml" / "2023.toy.xml").symlink_to("/dev/zero")
    with pytest.raises(DataError, match=r"2023.toy.xml: is not a regular file"):
        AnthologyData.read(toy)


PERSONS = {
    "a list": ("[]", "line 1: broken JSON"),
    "nothing": ("", "line 1: broken JSON"),
    "deep": ('{"a": ' * 100_000, "line 1: "),
    "deep names": (PEOPLE.replace('"London"', "[" * 100_000), "line 2: this is not a valid entry"),
    "number of thousands of digits": (PEOPLE.replace('"London"', "9" * 5000), "line 2: this is not a valid entry"),
    "entry twice": (PEOPLE.replace('"bo-li": {', '"ada-byron": {'), "line 12: ada-byron is there twice"),
    "key twice": (PEOPLE.replace('"comment"', '"degree"'), "line 2: the key degree is there twice"),
    "a hundred thousand keys, one twice": (
        PEOPLE.replace('"comment"', "".join(f'"k{n}": 1, ' for n in range(100_000)) + '"k99999": 1, "comment"'),
        "the key k99999 is there twice"),
    "names no list": ('{"ab": {"names": "x"}}', "ab: .names. must be a list"),
    "no names": ('{"ab": {"names": []}}', "ab: .names. must be a list"),
    "last no text": ('{"ab": {"names": [{"last": 5}]}}', 'each name needs a "last"'),
    "first no text": ('{"ab": {"names": [{"last": "x", "first": 5}]}}', '"first" must be text'),
    "long name": (f'{{"ab": {{"names": [{{"last": "{"x" * 1_000_000}"}}]}}}}', "a name has more than 1,000"),
    "long comment": (PEOPLE.replace("London", "x" * 1001), "ada-byron: .comment. has more than 1,000"),
    "flag as text": (PEOPLE.replace("true", '"false"'), "bo-li: .disable_name_matching. must be true or false"),
    "comment a list": (PEOPLE.replace('"London"', '["x"]'), "ada-byron: .comment. must be text"),
    "similar a text": ('{"ab": {"names": [{"last": "x"}], "similar": "cd"}}', "list of IDs"),
    "half a character": (PEOPLE.replace("London", "\\ud800"), "line 1[0-9]: this is not a valid entry"),
    "half a character as ID": (PEOPLE.replace("bo-li", "\\ud800"), "people.json, line"),
    "ID that leads out": (PEOPLE.replace('"bo-li": {', '"../bo-li": {'), r"line 12: \.\./bo-li: an ID is"),
    "long ID": (PEOPLE.replace('"bo-li": {', f'"{"b" * 10_000}": {{'), "line 12: b{60}: an ID is"),
    "unfinished": (PEOPLE[:-20], "broken JSON"),
    "more after the end": (PEOPLE + "x", "broken JSON"),
}  # fmt: skip


@pytest.mark.parametrize("case", PERSONS)
def test_hostile_people_file_is_refused_with_its_line(case: str) -> None:
    text, words = PERSONS[case]
    with pytest.raises(DataError) as refused:
        People.parse(text)
    assert re.search(words, str(refused.value)) and len(str(refused.value)) < 500


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
