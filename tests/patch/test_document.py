"""What a patch file may hold, and what a careless or malicious hand could put into it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.errors import PatchError
from generator.patch.document import MAX_BYTES, parse_patch, read_patch, to_json
from generator.patch.show import show
from tests.patch.build import snapshot, split_song


def test_a_patch_survives_writing_and_reading() -> None:
    assert parse_patch(to_json(split_song())) == split_song()


def test_the_example_of_the_format_is_read() -> None:
    text = """{"format": "anthology-assignment-patch", "version": 1, "created": "2026-11-23T18:00:00Z",
      "generator": "anthology-review 0.1.0",
      "base": {"preview": "author-assignments", "data_commit": null, "data_digest": null},
      "persons": [{"id": "song-wang-602x", "action": "create", "names": [{"first": "Song", "last": "Wang"}],
        "orcid": "0009-0009-2087-602X", "degree": "University", "disable_name_matching": true}],
      "assignments": [{"paper": "2022.acl-long.333", "role": "author", "position": 0,
        "name": {"first": "Song", "last": "Wang"}, "from": "song-wang-9656", "to": null}],
      "undecided": [{"paper": "N19-2007", "role": "author", "position": 1}], "note": "free text"}"""
    patch = parse_patch(text)
    assert patch.assignments[0].target is None
    assert patch.undecided[0].key == "N19-2007#1"


def broken(place: list[str | int], value: Any) -> str:
    document = json.loads(to_json(split_song()))
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (["version"], 2, "/version: .*upgrade"),
        (["format"], "zip", "/format"),
        (["extra"], 1, "extra"),
        (["persons", 0, "email"], "a@b", "/persons/0: .*email"),
        (["persons", 0, "id"], "Song Wang", "/persons/0/id"),
        (["persons", 0, "id"], "song-wang\n", "/persons/0/id: .*control"),
        (["persons", 0, "orcid"], "0009-0009-2087-6020", "/persons/0/orcid: .*check digit"),
        (["persons", 0, "names"], [], "/persons/0/names"),
        (["persons", 0, "degree"], "x\ud800", "/persons/0/degree"),
        (["assignments", 1, "paper"], "../../etc-1", "/assignments/1/paper"),
        (["assignments", 1, "paper"], "2022.toy-long.1\n", "/assignments/1/paper"),
        (["assignments", 1, "to"], "song-wang/unverified", "/assignments/1/to"),
        (["assignments", 1, "to"], "", "/assignments/1/to"),
        (["assignments", 1, "position"], -1, "/assignments/1/position"),
        (["assignments", 1, "position"], True, "/assignments/1/position"),
        (["assignments", 1, "name", "last"], "", "/assignments/1/name/last"),
        (["assignments"], {}, "/assignments"),
    ],
)
def test_malformed_patch_is_refused_with_its_place(place: list[str | int], value: Any, message: str) -> None:
    with pytest.raises(PatchError, match=f"(?s){message}"):
        parse_patch(broken(place, value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1, column 2: not JSON"),
        ("[]", "/format"),
        ('{"format": 1, "format": 2}', "'format' is there twice"),
        ('{"format": NaN}', "NaN"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_patch_is_refused(text: str, message: str) -> None:
    with pytest.raises(PatchError, match=message):
        parse_patch(text)


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for content, what in ((b"{", "not JSON"), (b"\xff", "UTF-8"), (b" " * 10_000_001, "at most")):
        path.write_bytes(content)
        with pytest.raises(PatchError, match=f"mine.json: .*{what}"):
            read_patch(path)
    with pytest.raises(PatchError, match=r"nothing\.json"):
        read_patch(tmp_path / "nothing.json")


def test_show_names_every_paper_and_what_stays_open() -> None:
    text = show(split_song())
    for expected in ("song-wang-602x", "2022.toy-long.2, author 1", "no ID", "2022.toy-long.1, author 1", "“lines”"):
        assert expected in text


GOOD = to_json(split_song())


RIGHT_TO_LEFT = "\u202egnaW"


def refused(toy: Path, content: bytes, command: tuple[str, ...] = ("apply",)) -> str:
    """Give a file to the command line; return its message."""
    path = toy.parent / "hostile.json"
    path.write_bytes(content)
    before = snapshot(toy)
    data = ["--data", str(toy)] if command == ("apply",) else []
    result = CliRunner().invoke(main, [*command, str(path), *data])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.exception  # no traceback
    assert snapshot(toy) == before
    assert result.stderr.startswith("anthology-review: ") and len(result.stderr) < 20_000
    return result.stderr


def changed(*steps: str | int, to: Any) -> bytes:
    """The good patch with one value replaced or added."""
    document = json.loads(GOOD)
    inner = document
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    return json.dumps(document).encode()


def deep(levels: int, opening: str = "[", closing: str = "]") -> bytes:
    """A value nested so deeply, in a place where text belongs."""
    return (
        GOOD.replace('"two', opening * levels + '"two').replace('note"\n', 'note"' + closing * levels + "\n").encode()
    )


def with_text(old: str, new: str) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new, 1).encode()


@pytest.mark.parametrize("end", [0, 1, 20, len(GOOD) // 2, len(GOOD) - 3])
def test_download_that_broke_off_is_refused(toy: Path, end: int) -> None:
    assert "not JSON" in refused(toy, GOOD[:end].encode())


CASES: dict[str, tuple[bytes, str]] = {
    "too large": (GOOD.encode() + b" " * MAX_BYTES, "too large"),
    "not text": (GOOD.encode("utf-16"), "byte 0 is not UTF-8"),
    "packed": (b"\x1f\x8b\x08\x00", "byte 1 is not UTF-8"),
    "deep lists": (deep(100_000), "nested too deeply"),
    "deep objects": (deep(50_000, '{"a":', "}"), "nested too deeply"),
    "less deep": (deep(300), "/note"),
    "just too deep": (deep(950), "deeply|/note"),
    "NaN": (with_text('"position": 0', '"position": NaN'), "NaN is not a JSON value"),
    "infinity": (with_text('"position": 0', '"position": 1e999'), "1e999 is far too large"),
    "endless integer": (with_text('"position": 0', '"position": ' + "9" * 5000), "is far too large"),
    "key twice": (with_text('"version": 1', '"version": 1, "version": 1'), "'version' is there twice"),
    "inner key twice": (with_text('"role"', '"to": "bo-li", "role"'), "'to' is there twice"),
    "other format": (changed("format", to="zip"), "/format"),
    "newer version": (changed("version", to=2), "/version: .*upgrade"),
    "version of another kind": (changed("version", to="1"), "/version"),
    "list of lists": (b"[[]]", "/format"),
    "null": (b"null", "/format"),
    "assignments no list": (changed("assignments", to={"0": {}}), "/assignments"),
    "assignment no object": (changed("assignments", 0, to=None), "/assignments/0"),
    "unknown key": (changed("script", to="x"), "script"),
    "unknown inner key": (changed("assignments", 1, "file", to="/etc/passwd"), "/assignments/1: .*file"),
    "unknown person key": (changed("persons", 0, "__proto__", to={}), "/persons/0: .*__proto__"),
    "key with escape codes": (changed("\x1b[31mred", to=1), r"\\x1b\[31mred"),
    "role": (changed("assignments", 0, "role", to="Author"), "/assignments/0/role"),
    "position negative": (changed("assignments", 0, "position", to=-1), "/assignments/0/position"),
    "position enormous": (changed("assignments", 0, "position", to=10**15), "/assignments/0/position"),
    "position off the list": (changed("assignments", 0, "position", to=99_999), "found only 2 authors"),
    "position a fraction": (changed("assignments", 0, "position", to=0.5), "/assignments/0/position"),
    "path": (changed("assignments", 0, "paper", to="../../etc/passwd"), "/assignments/0/paper"),
    "path with an ID": (changed("assignments", 0, "paper", to="../2022.toy-long.2"), "/assignments/0/paper"),
    "path absolute": (changed("assignments", 0, "paper", to="/etc/passwd-1"), "/assignments/0/paper"),
    "paper with a null byte": (changed("assignments", 0, "paper", to="2022.toy-long.2\0"), "/assignments/0/paper"),
    "undecided path": (changed("undecided", 0, "paper", to="../x-1"), "/undecided/0/paper"),
    "no such collection": (changed("assignments", 0, "paper", to="2022.none-long.2"), "2022.none-long.2.*no such"),
    "markup in the target": (changed("assignments", 0, "to", to='x"><script>'), "/assignments/0/to"),
    "markup in the new ID": (changed("persons", 0, "id", to="x' onload='y"), "/persons/0/id"),
    "markup in similar": (changed("persons", 0, "similar", to=["a&b"]), "/persons/0/similar/0"),
    "path as ID": (changed("persons", 0, "id", to="../x"), "/persons/0/id"),
    "line end in the name": (changed("persons", 0, "names", 0, "last", to="Wang\n"), "/persons/0/names/0/last"),
    "line separator": (changed("persons", 0, "names", 0, "last", to="Wa\u2028ng"), "names/0/last: .*U\\+2028"),
    "C1 control": (changed("persons", 0, "degree", to="\x9b31m"), "/persons/0/degree: .*U\\+009B"),
    "half a character": (changed("persons", 0, "degree", to="\ud800"), "/persons/0/degree: .*U\\+D800"),
    "escape codes in the note": (changed("note", to="\x1b[2J"), "/note: .*U\\+001B"),
    "bidi in the note": (changed("note", to=RIGHT_TO_LEFT), "/note: .*U\\+202E"),
    "bidi in the comment": (changed("persons", 0, "comment", to=RIGHT_TO_LEFT), "/persons/0/comment: .*U\\+202E"),
    "bidi in a new name": (changed("persons", 0, "names", 0, "last", to=RIGHT_TO_LEFT), "song-wang-602x: .*direction"),
    "bidi in a printed name": (changed("assignments", 0, "name", "last", to=RIGHT_TO_LEFT), "long.2, author 1"),
    "long name": (changed("persons", 0, "names", 0, "last", to="x" * 1001), "/persons/0/names/0/last"),
    "long ID": (changed("assignments", 0, "to", to="x" * 201), "/assignments/0/to"),
    "ORCID with a wrong digit": (changed("persons", 0, "orcid", to="0009-0009-2087-6021"), "/persons/0/orcid"),
    "ORCID in other digits": (changed("persons", 0, "orcid", to="٠٠٠٩-0009-2087-602X"), "/persons/0/orcid"),
    "person twice": (changed("persons", to=json.loads(GOOD)["persons"] * 2), "/persons/1/id"),
    "delete with values": (changed("persons", 0, "action", to="delete"), "/persons/0"),
    "slot again and again": (changed("assignments", to=json.loads(GOOD)["assignments"][:1] * 5_000), "5,000 times"),
    "long collection": (changed("assignments", 0, "paper", to=f"2022.{'x' * 300}-long.2"), "/assignments/0/paper"),
    "hundred thousand texts": (changed("persons", 0, "similar", to=["bo-li"] * 110_000), "more than 100,000 texts"),
    "million errors": (changed("assignments", to=[1] * 1_000_000), "/assignments/0.*and 990 more at least"),
    "late twin of many keys": (
        b"{" + b"".join(b'"k%d":1,' % n for n in range(90_000)) + b'"k89999":1}', "'k89999' is there twice"),
    "thousands of errors": (changed("assignments", to=[{"paper": "x"}] * 5_000), "/assignments/0.*and [0-9]+ more"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_hostile_patch_is_refused_with_place_and_reason(toy: Path, case: str) -> None:
    content, message = CASES[case]
    assert re.search(message, refused(toy, content), re.DOTALL)


@pytest.mark.parametrize("command", [("patch", "show"), ("patch", "invert", "--out", "never.json")])
@pytest.mark.parametrize("case", ["deep lists", "endless integer", "escape codes in the note", "path"])
def test_the_other_commands_refuse_a_hostile_patch_too(
    toy: Path, case: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(toy.parent)
    refused(toy, CASES[case][0], command)
    assert not (toy.parent / "never.json").exists()


def test_endless_file_is_not_read_to_its_end(toy: Path) -> None:
    result = CliRunner().invoke(main, ["apply", "/dev/zero", "--data", str(toy)])
    assert result.exit_code == 1 and "too large" in result.stderr


def test_name_that_a_paper_prints_with_a_direction_mark_can_still_be_assigned(toy: Path) -> None:
    xml = toy / "xml" / "2022.toy.xml"
    name = "\u202aSong"
    xml.write_text(xml.read_text().replace("<author><first>Song<", f"<author><first>{name}<"))
    document = json.loads(GOOD)
    document["assignments"] = [{**document["assignments"][0], "name": {"first": name, "last": "Wang"}}]
    document["persons"][0]["names"] = [{"first": name, "last": "Wang"}]
    path = toy.parent / "patch.json"
    path.write_text(json.dumps(document))
    result = CliRunner().invoke(main, ["apply", str(path), "--data", str(toy)])
    assert result.exit_code == 0, result.output
    assert f'"first": "{name}"' in (toy / "json" / "people.json").read_text()


@pytest.mark.parametrize(
    ("file", "spoil", "message"),
    [
        ("json/people.json", lambda data: data[:-5], "people.json, line"),
        ("json/people.json", lambda data: b"[" * 100_000, "people.json"),
        ("json/people.json", lambda data: data.replace(b"{", b'{"a":' * 100_000, 1), "people.json"),
        ("json/people.json", lambda data: data.replace(b'"bo-li": {', b'"ada-byron": {'), "there twice"),
        ("json/people.json", lambda data: data.replace(b"Byron", b"\xff"), "not UTF-8"),
        ("xml/2022.toy.xml", lambda data: data[:-30], "2022.toy.xml, line"),
        ("xml/2022.toy.xml", lambda data: data.replace(b"bold", b"\xff"), "2022.toy.xml, line"),
        ("xml/2022.toy.xml", lambda data: data.replace(b"Third", b"\xff"), "2022.toy.xml, line"),
    ],
)
def test_broken_data_are_refused_with_file_and_line(
    toy: Path, file: str, spoil: Callable[[bytes], bytes], message: str
) -> None:
    (toy / file).write_bytes(spoil((toy / file).read_bytes()))
    assert message in refused(toy, GOOD.encode())
