"""A diff is only as exact as the lines around each slot that the page carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.anthology.xml import scan_file
from generator.model import Slot
from generator.review.windows import CONTEXT, read_windows

AUTHORS = ["<author><first>Ada</first><last>Exämple 𝔸</last></author>", "<author><last>Bob</last></author>"]


def write(folder: Path, text: str) -> list[Slot]:
    (folder / "xml").mkdir(exist_ok=True)
    (folder / "xml" / "2024.x.xml").write_bytes(text.encode())
    return [slot for item in scan_file(folder, "xml/2024.x.xml") for slot in item.slots]


def collection(*papers: str, eol: str = "\n") -> str:
    body = "".join(
        f'<paper id="{i}">{eol}<title>T{i}</title>{eol}{p}{eol}</paper>{eol}' for i, p in enumerate(papers, 1)
    )
    meta = f"<meta>{eol}<booktitle>B</booktitle>{eol}<year>2024</year>{eol}</meta>{eol}"
    return f'<collection id="2024.x">{eol}<volume id="1">{eol}{meta}{body}</volume>{eol}</collection>{eol}'


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_windows_hold_the_files_own_lines(tmp_path: Path, eol: str) -> None:
    text = collection(eol.join(AUTHORS), "filler " * 3000 + eol + AUTHORS[0], eol=eol)
    slots = write(tmp_path, text)
    windows, texts = read_windows(tmp_path, slots)
    lines = text.split("\n")
    for window in windows["xml/2024.x.xml"]:
        assert list(window.lines) == lines[window.first - 1 : window.first - 1 + len(window.lines)]
    for slot in slots:
        line = lines[slot.line - 1].encode("utf-16-le")
        column = texts[slot].column * 2
        assert line[column:].decode("utf-16-le").startswith(texts[slot].text)
        shown = {w.first + i for w in windows["xml/2024.x.xml"] for i in range(len(w.lines))}
        assert set(range(max(1, slot.line - CONTEXT), slot.line + CONTEXT + 1)) <= shown


def test_two_slots_on_one_line_have_their_own_columns(tmp_path: Path) -> None:
    slots = write(tmp_path, collection("".join(AUTHORS)))
    _, texts = read_windows(tmp_path, slots)
    # The double-struck A counts twice in a browser.
    assert [texts[slot].column for slot in slots] == [0, len(AUTHORS[0]) + 1]


def test_a_file_that_ends_without_a_newline_says_so(tmp_path: Path) -> None:
    text = collection(AUTHORS[0]).rstrip("\n")
    windows, _ = read_windows(tmp_path, write(tmp_path, text))
    assert [w.eof_no_newline for w in windows["xml/2024.x.xml"]] == [True]
    windows, _ = read_windows(tmp_path, write(tmp_path, text + "\n"))
    assert [w.eof_no_newline for w in windows["xml/2024.x.xml"]] == [False]


def test_a_file_of_one_line_is_its_own_window(tmp_path: Path) -> None:
    text = collection(AUTHORS[0]).replace("\n", "")
    windows, _ = read_windows(tmp_path, write(tmp_path, text))
    assert [(w.first, w.lines, w.eof_no_newline) for w in windows["xml/2024.x.xml"]] == [(1, (text,), True)]
