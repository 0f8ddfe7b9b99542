"""Whatever is pasted is answered line by line, in a moment: nothing throws, nothing searches for minutes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.client.conftest import Run
from tests.client.test_wording import ROWS
from tests.patch.patches import documents

LENGTH = 200_000
"""The most that the box reads."""
ATOMS = [
    *("((((", "[", "{", "@a{", "http://", "a://", "https://aclanthology.org/", "1", "2023", "2023."),
    *("2023.a-", "-", "- ", "2023.acl-long.", "a", "a-", "A ", "1. ", "1.1.", "\\", "\\a", "\\a ", '\\"'),
    *("<", "<a", "<a>", "</a>", ">", "&", "#", "'", '"', "`", "* ", ".", ". ", ",", "; ", ":", " ", "\t"),
    *("\n", "a\n", "\r", "and ", "with ", "from ", "not ", "mine ", "except ", "all ", "first "),
    *("2019-2020 ", "before 2013 ", "those ", "a@b.", "é", "\u0301", "\u200b", "\U0001f600", "ß"),
    *("word-2020-", "wang-etal-2022-x ", "a-a-a-a-2020-b-", "volumes/", "0000-0002-1825-", "university of "),
    *("[ ] ", "“"),
]  # fmt: skip
STARTS = ["", "2023.acl-long.372 and those ", "Institution: "]
NUMBERED = [
    "2024.acl-long.{} ",
    "wang-li-2023-paper{} ",
    "wang-etal-2022-x{} ",
    "All before {}. With Bo Li; ",
    "P12-{} ",
]
TRY = """([start, atom, length, rows]) => {
    const parts = [];
    for (let i = 0, size = start.length; size < length; i++) {
        parts.push(atom.replace("{}", 1000 + i));
        size += parts[i].length;
    }
    const lines = (start + parts.join("")).slice(0, length).split("\\n").slice(0, 2000);
    const answer = AR.wording.read(lines.join("\\n") + "x", rows);
    return [answer.lines, new Set(answer.answers.map((a) => a.line)).size];
}"""


@pytest.mark.parametrize("start", STARTS)
def test_long_texts_that_make_regular_expressions_go_back_and_forth_are_read(tab: Page, start: str) -> None:
    tab.set_default_timeout(60_000)
    for atom in (*ATOMS, *NUMBERED):
        lines, answered = tab.evaluate(TRY, [start, atom, LENGTH, ROWS])
        assert lines == answered, atom


WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [*ATOMS, *STARTS, *(row["title"] for row in ROWS), "D18-2022", "P12", "in 2019", "co-author Bo Li", "\n"]
    ),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=20).map("".join))
def test_every_line_of_any_text_gets_an_answer(tab: Page, text: str) -> None:
    answer: dict[str, Any] = tab.evaluate("([text, rows]) => AR.wording.read(text, rows)", [_whole(text), ROWS])
    assert answer["lines"] == len({a["line"] for a in answer["answers"]})
    keys = {row["key"] for row in ROWS}
    assert all(set(a["keys"]) <= keys for a in answer["answers"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_text_is_a_patch_or_gets_a_reason(tab: Page, data: st.DataObject) -> None:
    good = json.dumps(data.draw(st.sampled_from(documents())))
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(good)), st.integers(0, len(good)))))
    text = good[:start] + data.draw(st.text(max_size=20)) + good[end:]
    found = tab.evaluate("(text) => AR.document.parse(text)", _whole(text))
    assert "patch" in found or found["error"].strip()


@pytest.mark.parametrize(
    "text", ["[" * 1_000_000, '{"a":' * 1_000_000, '"' * 1_000_000, '{"format":"x",' + '"a":1,' * 100_000]
)
def test_deep_and_enormous_patches_get_a_reason(tab: Page, text: str) -> None:
    assert tab.evaluate("(text) => AR.document.parse(text)", text)["error"].strip()


def _whole(text: str) -> str:
    """Without halves of characters, which the driver can't send."""
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://evil.invalid/x.js", "https://evil.invalid.example/"),
        ("file:///site/x.js?y", "file:///site/"),
        ("file:///site/x.html", "file:///site/"),
    ],
)
def test_nothing_but_data_files_of_the_site_is_loaded_as_a_script(run: Run, address: str, base: str) -> None:
    body = "try { return AR.dom.scriptAddress(a[0], a[1]) } catch (error) { return error.message }"
    assert run(body, address, base) == f"{address} is no data file of this site"
    assert run(body, "file:///site/data/x.js", "file:///site/") == "file:///site/data/x.js"
