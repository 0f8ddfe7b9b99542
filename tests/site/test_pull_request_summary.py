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
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_the_summary_is_text(tmp_path: Path, name: str) -> None:
    row = "\t".join(["x-y/", name, "5", "2", "2020", "acl", name, name])
    (tmp_path / "assets" / "data").mkdir(parents=True)
    script = f'(AR.received=AR.received||[]).push(["queue",{json.dumps(row)}]);\n'
    (tmp_path / "assets" / "data" / "queue.js").write_text(script)
    text = pull_request_summary(tmp_path, "https://preview.example.org/review")
    html = markdown.markdown(text, extensions=["tables"])
    assert set(re.findall(r'(?:href|src)="([^"]*)"', html)) <= {
        "https://preview.example.org/review/review/x-y.unverified.html",
        "https://preview.example.org/review/index.html",
        "https://preview.example.org/review/index.html#changed=1",
    }
    assert not re.search(r"<(?:script|img|b|code|del)\b", html) and html.count("<strong>") == 1
    assert not re.search(r"@\w|#\d", text) and "http://evil" not in text and "www.evil" not in text
