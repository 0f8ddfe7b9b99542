"""Links put into a preview change nothing outside of it, and take no longer on a hostile page."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.preview_links import link_author_pages

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
