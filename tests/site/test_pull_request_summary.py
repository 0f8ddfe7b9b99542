"""The summary for a pull request names pages of a proposed change, whose text can do nothing there but be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import markdown
import pytest

from generator.site.pull_request_summary import pull_request_summary

NAMES = [
    *("<script>x</script>", "<img src=x onerror=y>", "[x](http://evil.invalid)", "![x](http://evil.invalid/p)"),
    *("@everyone", "http://evil.invalid", "www.evil.invalid", "#1", "a|b|c", "`code`", "**b**", "<!-- x", "-->"),
    *("&lt;b&gt;", "\\", "\\[x](y)"),
    *("[x]: http://evil.invalid", "</td>", "javascript:x", "<https://evil.invalid>", "~~~", "=cmd|'/c calc'!A0"),
    *("GH-123", "see gh-1", "WWW.evil.invalid", "HTTP://evil.invalid", "owner/repo#1", "a@b.invalid", ":smile:"),
    "$x$",
    *("1234567", "see 0123456789abcdef0123456789abcdef01234567.", "ABC-12", "mailto:a", "a\rb", "a\u2028# b"),
    "\u202ea",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_summary_is_text(tmp_path: Path, name: str) -> None:
    row = "\t".join(["x-y/", name, "5", "2", "2020", "acl", "mixes-people", name, name])
    (tmp_path / "assets" / "data").mkdir(parents=True)
    script = f'(globalThis.anthologyReview||=[]).push(["queue",{json.dumps(row)}]);\n'
    (tmp_path / "assets" / "data" / "queue.js").write_text(script)
    text = pull_request_summary(tmp_path, "https://preview.example.org/review")
    html = markdown.markdown(text, extensions=["tables"])
    assert set(re.findall(r'(?:href|src)="([^"]*)"', html)) <= {
        "https://preview.example.org/review/review/x-y.unverified.html",
        "https://preview.example.org/review/index.html",
        "https://preview.example.org/review/index.html#changed=1",
    }
    assert not re.search(r"<(?:script|img|b|code|del)\b", html) and html.count("<strong>") == 1
    shown = html.partition("<td>")[2]
    assert not re.search(r"(?i)\b[0-9a-f]{7,40}\b|\bwww\.|[a-z]-[0-9]|:\w", re.sub(r"<[^>]*>", " ", shown))
    assert not re.search("[\r\u2028\u202e]|(?<!\\\\)\\$", text)
    assert not re.search(r"@\w|#\d", text) and "http://evil" not in text and "www.evil" not in text


def test_the_name_of_a_branch_in_the_address_stays_in_the_address(tmp_path: Path) -> None:
    (tmp_path / "assets" / "data").mkdir(parents=True)
    row = "\t".join(["x-y/", "X Y", "5", "2", "2020", "acl", "mixes-people", "why", "new"])
    script = f"(globalThis.anthologyReview||=[]).push({json.dumps(['queue', row])});\n"
    (tmp_path / "assets" / "data" / "queue.js").write_text(script)
    text = pull_request_summary(tmp_path, "https://preview.example.org/x)@name <b>&a_[b](c) `d`/review")
    html = markdown.markdown(text, extensions=["tables"])
    assert "@" not in text and "<b>" not in text and html.count("<a ") == 2
    for href in re.findall(r'href="([^"]*)"', html):
        assert href.startswith(
            "https://preview.example.org/x%29%40name%20%3Cb%3E&amp;a_%5Bb%5D%28c%29%20%60d%60/review/"
        )


def test_a_page_with_several_kinds_of_trouble_is_one_page_in_the_summary(tmp_path: Path) -> None:
    (tmp_path / "assets" / "data").mkdir(parents=True)
    rows = [f"x-y/\tX Y\t5\t2\t2020\tacl\t{kind}\t{kind}\tnew" for kind in ("mixes-people", "twice-on-paper")]
    script = f"(globalThis.anthologyReview||=[]).push({json.dumps(['queue', chr(10).join(rows)])});\n"
    (tmp_path / "assets" / "data" / "queue.js").write_text(script)
    text = pull_request_summary(tmp_path, "https://preview.example.org/review")
    assert "1 author page to review changed" in text and text.count("x-y.unverified.html") == 1
