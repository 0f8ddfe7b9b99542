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
from playwright.sync_api import expect, sync_playwright

from tests.browser.review import MIXED_PAGE, Review
from tests.cli.command import run
from tests.conftest import CHROMIUM_FLAGS, ROOT

IMAGES = ROOT / "content" / "docs" / "images"
WIDTH, HEIGHT = 1280, 900
COLOURS = 256
"""Of a picture; more make it larger and no better, since the pages have few: small marks keep theirs, too."""


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
        page.mouse.move(0, 0)
        expect(page.locator(".ar-look figure").nth(1)).to_be_visible()
        save(page.screenshot(), "review.png")
        review.select(*review.members("B"))
        page.check("input[name=target][value=new]")
        page.fill("[data-ar-new-degree]", "Lantern Bay Polytechnic")
        expect(page.locator("[data-ar-assign] .ar-consequence")).to_be_visible()
        page.evaluate("window.scrollTo(0, 0)")
        save(page.screenshot(), "assign.png")
        browser.close()


def save(png: bytes, name: str) -> None:
    """Write a picture with few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    image.save(IMAGES / name, optimize=True)
    print(f"{IMAGES / name}: {image.width} x {image.height}, {(IMAGES / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
