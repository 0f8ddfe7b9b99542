"""Command lines for maintainers: whatever names and institutions hold, the shell sees one argument."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from tests.client.conftest import Run
from tests.client.pages import mention, page, to_existing, to_new
from tests.client.test_patch import commands

ONE = "2023.acl-long.1#0"
HOSTILE = [
    *("$(touch x)", "`touch x`", "; touch x", "| touch x", "&& touch x", "> x", "x' ; touch '"),
    *('" ; touch x "', "\\"),
    *("$HOME", "~", "*", "x\ntouch x", "!!", "#", "%s", "--only", "=cmd|'/c calc'!A0", "\u202ex", "'", "''", "$'\\n'"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_an_institution_is_one_argument(run: Run, text: str) -> None:
    data = page([mention("2023.acl-long.1")])
    (line,) = commands(run, data, to_new([ONE], "song-wang-x", person={"degree": text}))["commands"]
    given = shlex.split(line)
    assert given[0] == "bin/correct/verify_author.py" and given[1].startswith("--degree=")
    assert given[1].removeprefix("--degree=").split() == text.split() and given[2] == "--suffix=x"
    seen = subprocess.run(
        ["sh", "-c", f"set -- {line}; printf '%s' \"$2\""], capture_output=True, text=True, check=True
    )
    assert seen.stdout == given[1]


def test_what_is_no_id_or_orcid_of_hostile_data_gets_no_command_and_a_slug_is_quoted(run: Run) -> None:
    for text in HOSTILE:
        candidate = {"id": "wang-song", "name": "", "comment": "", "orcid": text}
        data = page([mention("2023.acl-long.1")], candidates=[candidate])
        assert commands(run, data, to_existing([ONE], "wang-song"))["commands"] == []
        data = page(
            [mention("2023.acl-long.1", slug=text)], forms=[{"first": "Song", "last": "Wang", "slug": "song-wang"}]
        )
        (line,) = commands(run, data, to_new([ONE], "song-wang-x"))["commands"]
        assert shlex.split(line)[-1] == f"2023.acl-long.1:{text}"
        data = page([mention(f"{text}", explicit=True)], id=f"{text}")
        made = commands(run, data, {"id": "d", "kind": "unverified", "person": None, "mentions": [f"{text}#0"]})
        assert made["commands"] == [] and made["uncovered"] == [f"{text}#0"]


def test_the_name_of_a_file_is_one_argument_and_no_option(run: Run) -> None:
    for text in HOSTILE:
        (given,) = shlex.split(run("return AR.shell.file(a[0])", text))
        assert given == (f"./{text}" if text.startswith("-") else text)
