"""Every kind of page is valid HTML, as it is sent and as our script completes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.review import MIXED_PAGE, Review
from tests.site.npx import npx

VALIDATOR = "html-validate@10.17.0"
VERIFIED_PAGE = "review/marit-okstad-fjeldby.html"


def faults(files: Iterable[Path]) -> list[str]:
    """What the validator says against files, by the HTML standard alone, no matters of style."""
    done = npx(VALIDATOR, "html-validate", "--preset", "standard", "--formatter", "json", *map(str, files))
    assert done.returncode in (0, 1) and done.stdout, done.stderr
    said = json.loads(done.stdout)
    return [f"{Path(one['filePath']).name}:{m['line']} {m['message']}" for one in said for m in one["messages"]]


def test_the_validator_finds_what_is_wrong(demo_site: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    markup = (demo_site / MIXED_PAGE).read_text("utf-8")
    broken.write_text(
        markup.replace("<h1 ", "<p><div></div></p><h1 ", 1).replace('id="author"', 'id="group-A"'), "utf-8"
    )
    assert len(faults([broken])) >= 2


def test_every_page_of_the_demo_is_valid(demo_site: Path) -> None:
    pages = sorted(demo_site.rglob("*.html"))
    assert {"404.html", "index.html", "basket.html"} <= {page.name for page in pages} and len(pages) > 40
    assert faults(pages) == []


def test_review_pages_of_real_authors_are_valid(real_site: Path) -> None:
    pages = sorted((real_site / "review").glob("*.html"), key=lambda page: page.stat().st_size)
    chosen = pages[:3] + pages[:: len(pages) // 15] + pages[-3:]
    assert len(set(chosen)) >= 20
    assert faults(chosen) == []


def test_pages_are_still_valid_when_the_script_has_completed_them(page: Page, demo_site: Path, tmp_path: Path) -> None:
    site = f"{demo_site.as_uri()}/"

    def keep(name: str) -> Path:
        path = tmp_path / f"{name}.html"
        path.write_text(page.content(), "utf-8")
        return path

    review = Review(page, site + MIXED_PAGE)
    review.select(*review.members("B")[:2])
    review.assign_new(degree="University of Northhaven")
    page.click("[data-ar-open-figures]")
    expect(page.locator("[data-ar-look] [data-ar-figure]")).to_have_count(2)
    kept = [keep("figures")]
    review.select(*review.members("A")[:1])
    kept.append(keep("assign"))
    page.click("[data-ar-open-move]")
    kept.append(keep("move"))
    page.click('[data-ar-move="?"]')
    review.select(*review.members("A")[:1])
    page.click("[data-ar-open-check]")
    kept.append(keep("check"))
    review.open_decisions()
    kept.append(keep("decided"))
    Review(page, site + VERIFIED_PAGE)
    page.click("[data-ar-edit]")
    kept.append(keep("verified"))
    for name in ("index", "authors"):
        page.goto(f"{site}{name}.html")
        page.fill("#ar-search-box", "a")
        expect(page.locator("[data-ar-results] li, [data-ar-rows] tr").first).to_be_visible()
        kept.append(keep(name))
    page.goto(f"{site}basket.html")
    expect(page.locator("[data-ar-basket-list] li")).to_have_count(1)
    kept.append(keep("basket"))
    assert faults(kept) == []
