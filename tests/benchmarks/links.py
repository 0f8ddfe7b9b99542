"""Checks that all links of a built site resolve: pages, scripts, styles, pictures, fragments, and pages in lists.

Exit status 1 if a link leads nowhere.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.site.links import dead_entries, dead_links

SHOWN = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="its folder")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    begun = time.perf_counter()
    count, dead = dead_links(options.site, options.jobs)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        listed, missing = dead_entries(browser, options.site)
        browser.close()
    dead += missing
    for one in dead[:SHOWN]:
        print(f"{one.file}: {one.link}: {one.why}")
    seconds = time.perf_counter() - begun
    print(f"{count:,} links and {listed:,} pages in lists checked in {seconds:.0f} s, {len(dead):,} dead")
    sys.exit(1 if dead else 0)


if __name__ == "__main__":
    main()
