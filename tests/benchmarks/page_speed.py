"""How long the browser's main thread works on a review page, by the browser's own trace.

Give the address of a large page of a built site. Prints a table: milliseconds of tasks on the page's main thread for
loading, until the page is ready for a click, and for each action, from the event to the painted answer.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="of a review page, file: or http:")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        runs = [_measure(browser, options.address) for _ in range(options.times)]
        browser.close()
    print("| what | median ms | at most ms |\n|---|---|---|")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"| {name} | {median(values):.0f} | {max(values):.0f} |")


def _measure(browser: Browser, address: str) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    found = {}

    def trace(name: str, act: Callable[[], object]) -> None:
        browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
        act()
        page.evaluate(PAINTED)
        found[name] = _main_thread(browser.stop_tracing())

    def load() -> None:
        page.goto(address)
        page.wait_for_selector("[data-ar-dock]:not([hidden])")

    trace("load until ready", load)
    papers = page.locator("[data-ar-check]").count()
    largest = '[data-ar-check-group="A"]'
    trace(f"select the largest group ({papers} papers on the page)", lambda: page.click(largest))
    page.click("[data-ar-open-move]")
    moved = page.locator("[data-ar-check]:checked").count()
    trace(f"move {moved} papers", lambda: page.click('[data-ar-move=""]'))
    trace("undo", lambda: page.click("[data-ar-undo]"))
    trace("open what is missing or odd", lambda: _check(page, largest))
    page.keyboard.press("Escape")
    page.click("[data-ar-clear]")
    page.focus("[data-ar-filter]")
    trace("filter, first key", lambda: _key(page, "a"))
    trace("filter, second key", lambda: _key(page, "n"))
    page.fill("[data-ar-filter]", "")
    trace("select a paper", lambda: page.locator("[data-ar-check]").first.click())
    page.close()
    return found


def _check(page: Page, largest: str) -> None:
    page.click(largest)
    page.click("[data-ar-open-check]")


def _key(page: Page, key: str) -> None:
    """One key, then the pause after which the filter answers."""
    page.keyboard.press(key)
    page.wait_for_timeout(150)


def _main_thread(trace: bytes) -> float:
    """Milliseconds of tasks on the renderer's main thread that has most of them."""
    events = json.loads(trace)["traceEvents"]
    named = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    tasks: dict[tuple[int, int], float] = {}
    for event in events:
        thread = (event["pid"], event["tid"])
        if thread in named and event["ph"] == "X" and event["name"].endswith("RunTask"):
            tasks[thread] = tasks.get(thread, 0.0) + event["dur"] / 1000
    return max(tasks.values(), default=0.0)


if __name__ == "__main__":
    main()
