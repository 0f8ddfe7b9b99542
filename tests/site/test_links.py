"""No link of the site leads nowhere, and none depends on where the site lies."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from generator.site.addresses import DATA_FOLDER
from tests.site.links import Dead, dead_entries, dead_links


def test_every_link_of_the_demo_resolves(demo_site: Path) -> None:
    count, dead = dead_links(demo_site)
    assert count > 1000
    assert dead == []


def test_every_page_in_the_search_and_in_the_queue_is_there(browser: Browser, demo_site: Path) -> None:
    count, dead = dead_entries(browser, demo_site)
    assert count > 30
    assert dead == []


def test_the_check_finds_each_kind_of_dead_link(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "style.css").write_text("a { background: url('gone.png') }", "utf-8")
    (tmp_path / "docs" / "here.html").write_text('<p id="place">', "utf-8")
    good = "docs/here.html", "docs/here.html?x=1#place", "docs/h%65re.html", "#top", "https://example.org/", "style.css"
    bad = {
        "docs/There.html": "no such file",
        "docs/here.html#other": "no #other there",
        "docs/": "no such file",
        "#nothing": "no #nothing there",
        "#": "leads nowhere",
        "/docs/here.html": "leaves the site by an absolute address",
        "//example.org/": "leaves the site by an absolute address",
        "javascript:alert(1)": "leaves the site by an absolute address",
        "../other/": "leaves the site's folder",
    }
    body = "".join(f'<a href="{link}">x</a>' for link in (*good, *bad))
    paper = '<li data-ar-abstract data-ar-paper="2023.x-1.1#0"></li><img src="docs/none.png">'
    (tmp_path / "page.html").write_text(f'<p id="top">{body}', "utf-8")
    (tmp_path / "docs" / "paper.html").write_text(paper, "utf-8")
    _, dead = dead_links(tmp_path)
    expected = [Dead("page.html", link, why) for link, why in bad.items()]
    expected += [
        Dead("style.css", "gone.png", "no such file"),
        Dead("docs/paper.html", "docs/none.png", "no such file"),
        Dead("docs/paper.html", f"../{DATA_FOLDER}/abstracts/2023.x-1.0.js", "no such file"),
    ]
    assert sorted(map(str, dead)) == sorted(map(str, expected))
