"""The lines of the data around each slot, from which a page makes its diff, are exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.anthology.item import Item
from generator.anthology.xml import scan_file
from generator.review.data_lines import CONTEXT_LINES, DataLines, Excerpt, bundle_name, data_lines

AUTHORS = ["<author><first>Ada</first><last>Exämple 𝔸</last></author>", "<author><last>Bob</last></author>"]


FILE = "xml/2024.x.xml"


def scanned(folder: Path, text: str) -> list[Item]:
    (folder / "xml").mkdir(exist_ok=True)
    (folder / FILE).write_bytes(text.encode())
    return scan_file(folder, FILE)


def excerpts(folder: Path, text: str) -> tuple[Excerpt, ...]:
    (one,) = data_lines(FILE, text.encode(), scanned(folder, text))
    return one[1].excerpts


def collection(*papers: str, eol: str = "\n") -> str:
    body = "".join(
        f'<paper id="{i}">{eol}<title>T{i}</title>{eol}{p}{eol}</paper>{eol}' for i, p in enumerate(papers, 1)
    )
    meta = f"<meta>{eol}<booktitle>B</booktitle>{eol}<year>2024</year>{eol}</meta>{eol}"
    return f'<collection id="2024.x">{eol}<volume id="1">{eol}{meta}{body}</volume>{eol}</collection>{eol}'


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_excerpts_hold_the_files_own_lines_and_say_where_each_slot_stands(tmp_path: Path, eol: str) -> None:
    text = collection(eol.join(AUTHORS), "filler " * 3000 + eol + AUTHORS[0], eol=eol)
    items = scanned(tmp_path, text)
    (found,) = data_lines(FILE, text.encode(), items)
    name, bundle = found
    assert (name, bundle.file) == ("2024.x-1.0", FILE)
    lines = text.split("\n")
    for excerpt in bundle.excerpts:
        assert list(excerpt.lines) == lines[excerpt.first - 1 : excerpt.first - 1 + len(excerpt.lines)]
    shown = {w.first + i for w in bundle.excerpts for i in range(len(w.lines))}
    for slot in (slot for item in items for slot in item.slots):
        line, column = place(bundle, slot.mention.paper, slot.mention.position)
        assert line == slot.line
        assert lines[line - 1].encode("utf-16-le")[column * 2 :].decode("utf-16-le").startswith("<author>")
        assert set(range(max(1, line - CONTEXT_LINES), line + CONTEXT_LINES + 1)) <= shown


def place(bundle: DataLines, paper: str, position: int) -> tuple[int, int]:
    every = [(line + n, column) for line, column, count in bundle.slots[f"{paper}/author"] for n in range(count)]
    return every[position]


def test_two_slots_on_one_line_have_their_own_columns(tmp_path: Path) -> None:
    text = collection("".join(AUTHORS))
    (found,) = data_lines(FILE, text.encode(), scanned(tmp_path, text))
    # The double-struck A counts twice in a browser.
    assert [place(found[1], "2024.x-1.1", n)[1] for n in (0, 1)] == [0, len(AUTHORS[0]) + 1]


def test_a_file_that_ends_without_a_newline_says_so(tmp_path: Path) -> None:
    text = collection(AUTHORS[0]).rstrip("\n")
    assert [excerpt.eof_no_newline for excerpt in excerpts(tmp_path, text)] == [True]
    assert [excerpt.eof_no_newline for excerpt in excerpts(tmp_path, text + "\n")] == [False]


def test_a_file_of_one_line_is_its_own_excerpt(tmp_path: Path) -> None:
    text = collection(AUTHORS[0]).replace("\n", "")
    assert excerpts(tmp_path, text) == (Excerpt(1, (text,), True),)


@pytest.mark.parametrize(
    ("paper", "bundle"),
    [
        ("2023.acl-long.7", "2023.acl-long.0"),
        ("2023.acl-long.137", "2023.acl-long.1"),
        ("2023.acl-long", "2023.acl-long"),
        ("N18-2007", "N18-20"),
        ("W18-6300", "W18-63"),
    ],
)
def test_up_to_a_hundred_papers_share_a_file(paper: str, bundle: str) -> None:
    assert bundle_name(paper) == bundle


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<author><first>A</first><last>B &amp; C</last></author>", ""),
        ('<author id="a-b" orcid="0000-0001-2345-6789"><first>A</first><last>B</last></author>', ""),
        ("<author><last>B</last><affiliation>X</affiliation></author>", "<affiliation>X</affiliation>"),
        ("<author ><last>B</last></author>", "<author ><last>B</last></author>"),
    ],
)
def test_only_what_is_unusual_in_a_slot_is_kept(tmp_path: Path, text: str, kept: str) -> None:
    slots = [slot for item in scanned(tmp_path, collection(text)) for slot in item.slots]
    assert [slot.unusual_text for slot in slots] == [kept]


def test_lines_around_slots_that_no_page_can_change_are_left_out_but_every_slot_keeps_its_place(tmp_path: Path) -> None:
    filler = "\n".join(["filler"] * (2 * CONTEXT_LINES + 1))
    text = collection(f"{AUTHORS[0]}\n{filler}\n{AUTHORS[1]}")
    items = scanned(tmp_path, text)
    ((_, all_of_it),) = data_lines(FILE, text.encode(), items)
    ((_, one),) = data_lines(FILE, text.encode(), items, lambda slot: slot.mention.position == 1)
    assert one.slots == all_of_it.slots
    shown = "\n".join(line for excerpt in one.excerpts for line in excerpt.lines)
    assert AUTHORS[1] in shown and AUTHORS[0] not in shown
