"""The site lies in a folder of any name, unpacked from a zip, without a server, and does its job there alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Request, expect

from tests.browser.applying import apply_both_ways
from tests.browser.review import MIXED_PAGE, Review
from tests.conftest import DEMO

FOLDER = "Übersicht – my review (2) 100% #1 レビュー"


def unzipped(site: Path, folder: Path) -> Path:
    """A copy of a site that went through a zip."""
    packed = folder / "site.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in site.rglob("*"):
            archive.write(path, path.relative_to(site))
    copy = folder / FOLDER
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(copy)
    return copy


def failure(request: Request) -> list[str]:
    """The address, but where leaving a page ended what was still under way, its icon for instance."""
    return [] if "ABORTED" in (request.failure or "") else [request.url]


def test_a_review_is_completed_in_an_unzipped_copy(browser: Browser, demo_site: Path, tmp_path: Path) -> None:
    copy = unzipped(demo_site, tmp_path)
    context = browser.new_context(accept_downloads=True, offline=True)
    asked: list[str] = []
    wrong: list[str] = []
    # The whole context: frames, workers and downloads, too.
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: wrong.extend(failure(request)))
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)

    page.goto((copy / "index.html").as_uri())
    page.fill("#ar-search-box", "lanternby ari")
    page.locator("[data-ar-results]").get_by_role("link", name="Ari Lanternby").click()
    review = Review(page, (copy / MIXED_PAGE).as_uri())
    first = page.locator("[data-ar-paper][data-ar-abstract]").first
    first.locator(".ar-paper__title").click()
    expect(first.locator(".ar-abstract[data-ar-loaded]")).to_be_visible()
    keys = review.members("B")[:2]
    review.select(*keys)
    review.assign_existing("vera-stonebridger", search="stonebr")
    review.select(*review.members("A")[:1])
    review.assign_new(degree="University of Northhaven", person="ari-lanternby-un")
    review.open_decisions()
    patch, diff = review.download("json", tmp_path), review.download("diff", tmp_path)
    assigned = {f"{one['paper']}#{one['position']}" for one in json.loads(patch.read_text("utf-8"))["assignments"]}
    assert set(keys) < assigned
    apply_both_ways(DEMO / "data", patch, diff, tmp_path)
    page.get_by_role("link", name="Your patch").first.click()
    expect(page.locator("[data-ar-basket-list] li")).to_have_count(1)
    for name in ("authors.html", "help.html", "docs/build.html"):
        page.goto((copy / name).as_uri())
    expect(page.get_by_role("heading", name="Build a review site", level=1)).to_be_visible()
    context.close()

    inside = copy.as_uri() + "/"
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((inside, "blob:", "data:"))] == []
    assert wrong == []
