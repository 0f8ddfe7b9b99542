"""How long the browser's main thread works on a review page, by the browser's own trace.

Give the address of a large page of a built site. Prints a table for loading, until the page is ready for a click, and
for each action: milliseconds of processor time on the page's main thread, which other work on the machine hardly
changes, from the event to the painted answer, and in all, with what is done while nobody waits; the longest of its
tasks; how many elements were given their style anew.
Several addresses, such as the same page before and after a change, are measured in turn.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Thread = tuple[int, int]
"""Process and thread."""
FILTER_PAUSE = 150
"""Milliseconds after a key until the filter has answered."""


@dataclass(frozen=True)
class Work:
    """What the main thread did.

    Attributes:
        answer: processor time of its tasks until the answer was painted, in milliseconds
        time: that of all its tasks
        longest: that of the longest task
        styled: elements whose style was made anew
    """

    answer: float
    time: float
    longest: float
    styled: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="+", metavar="ADDRESS", help="of a review page, file: or http:")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    runs: dict[str, list[dict[str, Work]]] = {address: [] for address in options.addresses}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for _ in range(options.times):
            for address, found in runs.items():
                found.append(_measure(browser, address))
        browser.close()
    for address, found in runs.items():
        print(f"{address}\n\n| what | answer ms | at most ms | in all ms | longest task ms | elements styled |")
        print("|---|---|---|---|---|---|")
        for name in found[0]:
            works = [run[name] for run in found]
            answers, time = [work.answer for work in works], median(work.time for work in works)
            longest, styled = median(work.longest for work in works), median(work.styled for work in works)
            print(
                f"| {name} | {median(answers):.0f} | {max(answers):.0f} | {time:.0f} | {longest:.0f} | {styled:.0f} |"
            )
        print()


def _measure(browser: Browser, address: str) -> dict[str, Work]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    # Playwright's own waiting and clicking put scripts into the page, which would be measured with it.
    tools = page.context.new_cdp_session(page)
    found = {}

    def trace(name: str, act: Callable[[], object]) -> None:
        browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
        act()
        tools.send("Runtime.evaluate", {"expression": PAINTED, "awaitPromise": True})
        found[name] = _main_thread(json.loads(browser.stop_tracing())["traceEvents"])

    def click(name: str, selector: str) -> None:
        place = page.locator(selector).first
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        if not box:
            raise ValueError(f"{selector} is not on the page")
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(300)

        def press() -> None:
            page.mouse.down()
            page.mouse.up()

        trace(name, press)

    def key(name: str, pressed: str) -> None:
        def press() -> None:
            page.keyboard.press(pressed)
            page.wait_for_timeout(FILTER_PAUSE)

        page.wait_for_timeout(300)
        trace(name, press)

    trace("load until ready", lambda: page.goto(address))
    page.wait_for_selector("[data-ar-dock]")
    papers = page.locator("[data-ar-check]").count()
    largest = '[data-ar-check-group="A"]'
    click(f"select the largest group ({papers} papers on the page)", largest)
    page.click("[data-ar-open-move]")
    moved = page.locator("[data-ar-check]:checked").count()
    click(f"move {moved} papers", '[data-ar-move=""]')
    click("undo", "[data-ar-undo]")
    page.click(largest)
    click("open what is missing or odd", "[data-ar-open-check]")
    page.keyboard.press("Escape")
    page.click("[data-ar-clear]")
    page.focus("[data-ar-filter]")
    key("filter, first key", "a")
    key("filter, second key", "n")
    page.fill("[data-ar-filter]", "")
    page.wait_for_timeout(FILTER_PAUSE)
    click("select a paper", "[data-ar-check]")
    page.close()
    return found


def _main_thread(events: list[dict[str, Any]]) -> Work:
    """The work of the renderer's main thread that has most of it."""
    named = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    tasks: dict[Thread, list[dict[str, Any]]] = {}
    styled: dict[Thread, int] = {}
    clicks: dict[Thread, list[float]] = {}
    paints: dict[Thread, list[float]] = {}
    for event in events:
        thread = (event["pid"], event["tid"])
        if thread not in named or event["ph"] != "X":
            continue
        if event["name"].endswith("RunTask"):
            tasks.setdefault(thread, []).append(event)
        elif event["name"] == "UpdateLayoutTree":
            styled[thread] = styled.get(thread, 0) + event["args"].get("elementCount", 0)
        elif event["name"] == "EventDispatch" and event["args"]["data"]["type"] == "click":
            clicks.setdefault(thread, []).append(event["ts"])
        elif event["name"] == "Paint":
            paints.setdefault(thread, []).append(event["ts"])

    def total(some: list[dict[str, Any]]) -> float:
        return sum(map(_milliseconds, some))

    busiest = max(tasks, key=lambda thread: total(tasks[thread]), default=(0, 0))
    own = tasks.get(busiest, [])
    clicked = min(clicks.get(busiest, []), default=None)
    # What no click began, such as loading, is answered once all is done.
    painted = min((at for at in paints.get(busiest, []) if clicked is not None and at > clicked), default=inf)
    return Work(
        total([task for task in own if task["ts"] <= painted]),
        total(own),
        max(map(_milliseconds, own), default=0.0),
        styled.get(busiest, 0),
    )


def _milliseconds(task: dict[str, Any]) -> float:
    return float(task.get("tdur", 0)) / 1000


if __name__ == "__main__":
    main()
