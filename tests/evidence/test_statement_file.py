"""Evidence files: what they may hold, and a clear sentence for each line that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import EvidenceError
from generator.evidence import statement_file
from generator.evidence.statement_file import read_statements, statement_line
from generator.model import Role, Statement
from tests.conftest import ROOT

LI = Statement("2023.acl-long.7", "dblp", 2, "Lei Li", identity="Lei Li 0003", affiliation="Lund, Sweden")
GOOD = '{"paper": "2023.acl-long.7", "position": 2, "source": "dblp", "identity": "Lei Li 0003"}'


def read(folder: Path, name: str, content: str | bytes) -> list[Statement]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [statement for said in read_statements([path]).values() for statement in said]


def refused(folder: Path, name: str, content: str | bytes) -> str:
    with pytest.raises(EvidenceError) as error:
        read(folder, name, content)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.csv",
            "\ufeffpaper,position,name,source,identity,affiliation\r\n"
            '2023.acl-long.7,2,Lei Li,dblp,Lei Li 0003,"Lund, Sweden"\r\n',
        ),
        (
            "a.csv",
            'source,affiliation,"paper", name,position,identity,role\n\n'
            'dblp,"Lund, Sweden",2023.acl-long.7,Lei  Li,2,Lei Li 0003\n',
        ),
        (
            "a.jsonl",
            '\n{"paper": "2023.acl-long.7", "position": 2, "name": "Lei Li", "source": "dblp",'
            ' "identity": "Lei Li 0003", "affiliation": "Lund, Sweden", "role": "author"}',
        ),
    ],
)
def test_csv_and_json_lines_say_the_same(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content) == [LI]


@pytest.mark.parametrize(
    "statement",
    [LI, Statement("P1", "x", None, "Ünal", Role.EDITOR, "", "Lund"), Statement("N18.1", "x", 0, identity='"\\ {')],
)
def test_what_is_written_is_read_again(tmp_path: Path, statement: Statement) -> None:
    assert read(tmp_path, "a.jsonl", statement_line(statement)) == [statement]


def test_a_name_with_characters_that_are_not_printed_is_written_without_them(tmp_path: Path) -> None:
    assert read(tmp_path, "a.jsonl", statement_line(Statement("P1", "x", 0, "\u202aLei Li", identity="1"))) == [
        Statement("P1", "x", 0, "Lei Li", identity="1")
    ]


def test_the_documented_examples_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "content" / "docs" / "evidence.md").read_text("utf-8")
    [csv], [lines] = (re.findall(rf"```{kind}\n(.*?)```", page, re.S) for kind in ("csv", "json"))
    first, second = read(tmp_path, "a.csv", csv)
    assert read(tmp_path, "a.jsonl", lines) == [first]
    assert (second.position, second.affiliation) == (None, "Outer Skerry College, Northhaven")


def test_the_statements_of_several_files_are_in_the_order_of_the_files(tmp_path: Path) -> None:
    for number in (2, 1):
        (tmp_path / f"{number}.jsonl").write_text(GOOD.replace("0003", f"000{number}") + "\n", "utf-8")
    found = read_statements([tmp_path / "2.jsonl", tmp_path / "1.jsonl"])
    assert [said.identity for said in found["2023.acl-long.7"]] == ["Lei Li 0002", "Lei Li 0001"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is no JSON object"),
        ("[" * 15000, "is nested too deeply"),
        ('{"a": ' * 3000, "is nested too deeply"),
        (GOOD.replace('"identity"', '"source": "x", "identity"'), "has a key twice"),
        (GOOD.replace("identity", "person"), "'person' is no key of a statement"),
        (GOOD.replace("2023.acl-long.7", "../people"), "paper '../people' is no Anthology ID"),
        (GOOD.replace("2023.acl-long.7", ""), "paper '' is no Anthology ID"),
        (GOOD.replace('"dblp"', "null"), "source None: write it as a text"),
        (GOOD.replace("dblp", "DBLP 2026"), "source 'DBLP 2026': name where this comes from"),
        (GOOD.replace("2,", "-1,"), "position -1: give the author's place"),
        (GOOD.replace("2,", "true,"), "position True: give the author's place"),
        (GOOD.replace("2,", "1e400,"), "position inf: give the author's place"),
        (GOOD.replace("2,", "9" * 5000 + ","), "Exceeds the limit"),
        (GOOD.replace('"position": 2, ', ""), "says of nobody; give the position of an author, or the name"),
        (GOOD.replace("Lei Li 0003", " "), "says nothing; give an identity, an affiliation, or both"),
        (GOOD.replace('"source"', '"role": "reader", "source"'), "role 'reader': give author or editor"),
        (GOOD.replace("Lei Li 0003", "x" * 301), "has more than 300 characters"),
        (GOOD.replace("0003", "\u202e3000"), "has characters that are not printed"),
        (GOOD.replace("0003", "\\u0000"), "has characters that are not printed"),
        (GOOD.replace("0003", "\\ud800"), "has characters that are not printed"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(tmp_path: Path, wrong: str, said: str) -> None:
    message = refused(tmp_path, "a.jsonl", f"{GOOD}\n{wrong}\n{GOOD}\n")
    assert message.startswith(f"{tmp_path / 'a.jsonl'}: line 2: ") and said in message
    assert message.isprintable() and len(message) < 400


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("paper;source;identity\n", 1, "has to name the columns"),
        ("paper,source,source\n", 1, "has to name the columns"),
        ("", 1, "has to name the columns"),
        ("paper,name,source,identity\nP1,Lei Li,x,1,2\n", 2, "has 5 cells where 4 columns are named"),
        ('paper,name,source,identity\nP1,Lei Li,x,"1\n2"\n', 2, "is not CSV; close each quote"),
        ("paper,position,source,identity\nP1,second,x,1\n", 2, "position 'second': give the author's place"),
        ("paper,position,source,identity\nP1,²,x,1\n", 2, "position '\\xb2': give the author's place"),
    ],
)
def test_a_wrong_csv_file_is_named_with_what_to_do(tmp_path: Path, content: str, line: int, said: str) -> None:
    message = refused(tmp_path, "a.csv", content)
    assert message.startswith(f"{tmp_path / 'a.csv'}: line {line}: ") and said in message


def test_all_wrong_lines_are_named_at_once_but_not_thousands(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.jsonl", f"x\n{GOOD}\ny\n").count("a.jsonl: line") == 2
    assert len(refused(tmp_path, "a.jsonl", "x\n" * 5000).splitlines()) == statement_file.MAX_ERRORS + 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "", "name the file .csv or .jsonl"),
        ("a.jsonl", "x" * 30_000_000, "line 1: has more than 20,000 bytes"),
        ("a.jsonl", f"{GOOD}\n".encode() + GOOD.replace("Lei", "Leí").encode("latin-1"), "line 2: is not UTF-8"),
        ("a.csv", "paper,name,source,identity\n".encode("utf-16"), "line 1: is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(tmp_path: Path, name: str, content: str, said: str) -> None:
    assert said in refused(tmp_path, name, content)


def test_a_file_with_far_too_many_lines_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_file, "MAX_LINES", 3)
    assert "has more than 3 lines" in refused(tmp_path, "a.jsonl", f"{GOOD}\n" * 4)
    assert len(read(tmp_path, "a.jsonl", f"{GOOD}\n" * 3)) == 3
