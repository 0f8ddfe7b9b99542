"""DBLP's dump: papers are found, namesakes and ORCIDs go to the right author, and no file can do harm."""

from __future__ import annotations

import gzip
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.errors import EvidenceError
from generator.evidence import dblp_records
from generator.evidence.dblp import PaperIndex, read_dblp
from generator.evidence.dblp_records import DblpRecord
from generator.model import Statement
from tests.conftest import DEMO

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'
PAPER, ORCID = "2023.talkmaps-1.1", "0000-0002-1825-0097"
"""Ari Lanternby, Wren Ottervale, Ari Brackenfield."""
RECORD = (
    '<inproceedings mdate="2025-01-01" key="conf/talkmaps/LanternbyOB23"><author orcid="{orcid}">Ari Lanternby 0002'
    "</author>\n<author>Wren Ottervale</author><author>Ari Br&auml;ckenfield 0003</author><title>{title}</title>"
    "<year>{year}</year><booktitle>TalkMaps</booktitle>{ee}</inproceedings>\n"
)
SAID = [
    Statement(PAPER, "dblp", 0, "Ari Lanternby", identity="Ari Lanternby 0002"),
    Statement(PAPER, "dblp-orcid", 0, "Ari Lanternby", identity=ORCID),
    Statement(PAPER, "dblp", 2, "Ari Brackenfield", identity="Ari Bräckenfield 0003"),
]


@pytest.fixture(scope="module")
def data() -> AnthologyData:
    return AnthologyData.read(DEMO / "data")


def record(ee: str = "", title: str = "?", year: int = 2023, orcid: str = ORCID) -> str:
    return RECORD.format(ee=f"<ee>{ee}</ee>" if ee else "", title=title, year=year, orcid=orcid)


def read(folder: Path, data: AnthologyData, content: str | bytes, head: str = HEAD) -> list[Statement]:
    path = folder / "dblp.xml.gz"
    path.write_bytes(
        gzip.compress(f"{head}{content}</dblp>\n".encode("latin-1") if isinstance(content, str) else content)
    )
    return read_dblp(path, data, lambda records: None)


@pytest.mark.parametrize(
    "ee",
    [
        f"https://aclanthology.org/{PAPER}",
        f"https://aclanthology.org/{PAPER}/",
        f"https://www.aclweb.org/anthology/{PAPER}.pdf",
        f"http://aclweb.org/anthology/2023/{PAPER}v2.pdf",
        f"https://aclanthology.info/papers/{PAPER}/{PAPER}",
        f"https://doi.org/10.18653/v1/{PAPER}",
        f"https://doi.org/10.18653/V1/{PAPER.upper()}",
    ],
)
def test_a_paper_is_found_by_its_address_or_doi(tmp_path: Path, data: AnthologyData, ee: str) -> None:
    assert read(tmp_path, data, record() + record(ee)) == SAID


def test_a_doi_of_the_data_finds_a_paper(data: AnthologyData) -> None:
    items = dict(data.items) | {PAPER: replace(data.items[PAPER], doi="10.1162/TACL_a_00001")}
    wanted = DblpRecord(("A",), ("",), "?", "1", ("https://doi.org/10.1162/tacl%5Fa_00001", "http://["))
    assert PaperIndex(items).find(wanted) == (PAPER, 1)


def test_a_paper_without_address_is_found_by_title_and_year_if_the_authors_agree(
    tmp_path: Path, data: AnthologyData
) -> None:
    title = data.items[PAPER].title
    assert read(tmp_path, data, record(title=f"{title.lower()}.")) == SAID
    assert read(tmp_path, data, record(title=title, year=2022)) == []
    strangers = record(title=title).replace("Lanternby", "Nobody").replace("Ottervale", "Noone")
    assert read(tmp_path, data, strangers) == []


def test_the_record_with_the_papers_own_address_counts_before_one_of_the_same_title(
    tmp_path: Path, data: AnthologyData
) -> None:
    preprint = record(title=data.items[PAPER].title).replace("0002", "0009")
    own = record(f"https://aclanthology.org/{PAPER}")
    assert read(tmp_path, data, preprint + own) == read(tmp_path, data, own + preprint) == SAID


def test_names_without_a_number_and_wrong_orcids_say_nothing(tmp_path: Path, data: AnthologyData) -> None:
    ee = f"https://aclanthology.org/{PAPER}"
    assert read(tmp_path, data, record(ee, orcid="0000-0002-1825-0098")) == [SAID[0], SAID[2]]
    assert read(tmp_path, data, record(ee, orcid="").replace(" 0002", "").replace(" 0003", "")) == []
    person = record(ee).replace("inproceedings", "www")
    assert read(tmp_path, data, person) == []


BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    ("content", "head", "said"),
    [
        ("", f'<!DOCTYPE dblp [<!ENTITY e0 "ha">{BOMB}]><dblp>&e12;', "declares entities of its own"),
        ("", '<!DOCTYPE dblp SYSTEM "dblp.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><dblp>', "of its own"),
        ("", HEAD.replace("dblp>", "html>"), "is not DBLP's XML"),
        ("<article>", HEAD, "is not well-formed XML (mismatched tag, line 4)"),
        ("<article><author>&nobody;</author></article>", "<dblp>", "is not well-formed XML (undefined entity"),
        (record("\xe9"), HEAD.replace("ISO-8859-1", "UTF-8"), "well-formed XML (not well-formed (invalid token)"),
        ("", HEAD.replace("ISO-8859-1", "klingon"), "has an encoding that can't be read"),
        (f"<article><author>{'x' * 30_000}</author></article>", HEAD, "element with more than 20,000 characters"),
        (f"<article>{'<author>x</author>' * 10_001}</article>", HEAD, "has a record with more than 10,000 elements"),
        ("<a>" * 30 + "</a>" * 30, HEAD, "has elements within elements to no end"),
        (b"<dblp><article><author>x</author>", "", "is not well-formed XML (no element found"),
        (b"", "", "is not well-formed XML (no element found"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_dblps_is_refused_in_one_sentence(
    tmp_path: Path, data: AnthologyData, content: str | bytes, head: str, said: str
) -> None:
    with pytest.raises(EvidenceError) as error:
        read(tmp_path, data, content, head)
    assert said in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(("cut", "said"), [(slice(0, -30), "ends in the middle"), (slice(0, 4), "ends in the middle")])
def test_a_download_that_was_cut_off_or_damaged_is_refused(
    tmp_path: Path, data: AnthologyData, cut: slice, said: str
) -> None:
    path = tmp_path / "dblp.xml.gz"
    packed = gzip.compress((HEAD + record() * 1000 + "</dblp>").encode())
    for content, message in ((packed[cut], said), (packed[:50] + b"\0" * 50 + packed[100:], "is damaged")):
        path.write_bytes(content)
        with pytest.raises(EvidenceError, match=message):
            read_dblp(path, data, lambda records: None)


@pytest.mark.parametrize("filling", ['<article key="', "<!-- ", "<article><note>", "<article><author>"])
def test_a_line_of_a_gigabyte_takes_little_memory(
    tmp_path: Path, data: AnthologyData, filling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fifty megabytes show what a gigabyte would: with the limit at two, a tenth of that may be in memory.
    monkeypatch.setattr(dblp_records, "MAX_WITHOUT_TAG", 2_000_000)
    path = tmp_path / "dblp.xml"
    path.write_bytes(HEAD.encode() + filling.encode() + b"x" * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(EvidenceError, match=r"has no tag in 2,000,000 bytes|more than 20,000 characters"):
            read_dblp(path, data, lambda records: None)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
