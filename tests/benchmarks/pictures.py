"""Takes the pictures of the README anew, from the demo.

    python -m tests.benchmarks.pictures

Look at them before you commit them.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.review import MIXED_PAGE, Review
from tests.cli.command import run
from tests.conftest import CHROMIUM_FLAGS, ROOT

IMAGES = ROOT / "content" / "docs" / "images"
WIDTH, HEIGHT = 1280, 1250
MARGIN = 16
COLOURS = 256
"""Of a picture; more make it larger and no better, since the pages have few."""


def main() -> None:
    """Build the demo and take all pictures."""
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("Chromium is missing: sudo apt-get install chromium, or brew install chromium.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        done = run("demo", folder=Path(folder))
        if done.returncode:
            raise SystemExit(done.stderr)
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        review = Review(page, (Path(folder) / "review-demo" / MIXED_PAGE).as_uri())
        page.click("text=Hide")  # the preview's own notice
        review.select(*review.members("B"))
        page.mouse.move(0, 0)
        page.evaluate("window.scrollTo(0, 0)")
        save(page.screenshot(), "review.png")
        take_figures(page)
        browser.close()


def take_figures(page: Page) -> None:
    """Take the two figures that follow the selection, below each other."""
    page.click("[data-ar-look] > summary")
    covers = page.locator("[data-ar-dock], .md-header")
    covers.evaluate_all("elements => elements.forEach(element => { element.style.display = 'none'; })")
    boxes = [page.locator(".ar-look figure").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0] and boxes[1], "the figures can't be seen"
    top, bottom = boxes[0]["y"], boxes[1]["y"] + boxes[1]["height"]
    scrolled = page.evaluate("window.scrollY")
    clip = {
        "x": boxes[0]["x"] - MARGIN,
        "y": top + scrolled - MARGIN,
        "width": boxes[0]["width"] + 2 * MARGIN,
        "height": bottom - top + 2 * MARGIN,
    }
    save(page.screenshot(full_page=True, clip=clip), "look.png")  # type: ignore[arg-type]


def save(png: bytes, name: str) -> None:
    """Write a picture with few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(IMAGES / name, optimize=True)
    print(f"{IMAGES / name}: {image.width} x {image.height}, {(IMAGES / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
