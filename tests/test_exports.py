"""What the program writes for others to read can't do more there than be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import markdown
import pytest

from generator.site.preview_links import link_author_pages
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


HEADING = "<h2 id=title class=x><span>A</span> <span>B</span></h2>"


@pytest.fixture
def preview(tmp_path: Path) -> Path:
    (tmp_path / "site" / "review").mkdir(parents=True)
    for name in ("ab", "cd"):
        (tmp_path / "site" / "review" / f"{name}.html").write_text("")
        (tmp_path / "preview" / "people" / name).mkdir(parents=True)
        (tmp_path / "preview" / "people" / name / "index.html").write_text(HEADING)
    return tmp_path / "preview"


def test_links_in_a_preview_lead_no_write_out_of_it(tmp_path: Path, preview: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text(HEADING)
    (outside / "precious").write_text("mine")
    (preview / "people" / "ab" / "index.html.part").symlink_to(outside / "precious")
    (preview / "people" / "cd" / "index.html").unlink()
    (preview / "people" / "cd").rmdir()
    (preview / "people" / "cd").symlink_to(outside)
    assert link_author_pages(preview, tmp_path / "site") == (1, 0)
    assert (outside / "precious").read_text() == "mine" and (outside / "index.html").read_text() == HEADING
    assert "Review paper assignments" in (preview / "people" / "ab" / "index.html").read_text()


@pytest.mark.parametrize("text", ["<h2 id=title>" * 100_000, "<h2 " + "id=title " * 100_000, "<h2 " * 100_000])
def test_a_heading_that_never_ends_is_not_searched_for_minutes(tmp_path: Path, preview: Path, text: str) -> None:
    (preview / "people" / "ab" / "index.html").write_text(text)
    assert link_author_pages(preview, tmp_path / "site") == (1, 0)
