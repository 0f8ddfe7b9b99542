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
    assert given[:2] == ["bin/correct/verify_author.py", "--degree"]
    assert given[2].split() == text.split() and given[3:5] == ["--suffix", "x"]
    seen = subprocess.run(
        ["sh", "-c", f"set -- {line}; printf '%s' \"$3\""], capture_output=True, text=True, check=True
    )
    assert seen.stdout == given[2]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_orcid_of_hostile_data_is_one_argument(run: Run, text: str) -> None:
    data = page(
        [mention("2023.acl-long.1")], candidates=[{"id": "wang-song", "name": "", "comment": "", "orcid": text}]
    )
    for line in commands(run, data, to_existing([ONE], "wang-song"))["commands"]:
        assert shlex.split(line) == ["bin/correct/verify_author.py", text, "2023.acl-long.1:song-wang"]
