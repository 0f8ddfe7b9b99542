"""The packed list of all authors says in the browser what the builder knew."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from generator.model import AuthorPage, Name
from generator.review.record import PageRecord
from generator.site.indexes import write_authors
from tests.conftest import ROOT

JS = ROOT / "site_templates" / "assets" / "js"
SCRIPTS = ("core/search", "ui/dom", "ui/load")
NAMES = {
    "ada-byron": Name("Ada", "Byron"),
    "ada-byron/unverified": Name("Ada", "Byron"),
    "ada-byron-kings": Name("Ada", "Byron"),
    "adele-o-neil/unverified": Name("Adèle", "O’Neil"),
    "a-x/unverified": Name("𝔸", "Exämple"),
    "a-y/unverified": Name("𝔸", "Exämpel"),
    "li-ru/unverified": Name("李", "茹"),
    "soren-kierkegard/unverified": Name("Søren", "Kierkegård"),
    "strasse/unverified": Name("", "Straße"),
}


def test_every_name_and_page_survives_the_packing(browser: Browser, tmp_path: Path) -> None:
    pages = [PageRecord.of(page, page) for page in (AuthorPage(key, name, (), ()) for key, name in NAMES.items())]
    write_authors(tmp_path, pages, {})
    scripts = "".join(f'<script src="assets/review/js/{name}.js"></script>' for name in SCRIPTS)
    for name in SCRIPTS:
        path = tmp_path / "assets" / "review" / "js" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((JS / f"{name}.js").read_bytes())
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{scripts}", "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    found = page.evaluate("AR.load.authors()")
    page.close()
    assert {author["id"]: author["name"] for author in found} == {page.id: page.name.full for page in pages}
    assert {author["id"] for author in found if author["verified"]} == {"ada-byron", "ada-byron-kings"}
