"""How fast the author search of a built site answers, and how large its list is.

In a cold load, a new browser profile opens the home page or the page of all authors, and a key is pressed as soon as
the page can be used, when the list is still to be read.  Times are the browser's own: from the key's event to the
result in the page, and to the painted frame.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from generator.model import AuthorPage
from generator.preview import read_preview
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.review_page_summary import ReviewPageSummary
from generator.site.addresses import DATA_FOLDER
from generator.site.shared_files.authors import write_authors
from tests.conftest import CHROMIUM_FLAGS, client_modules

BOX = "#ar-search-box"
LETTERS = "abcdghjklmnprstwyz"
WATCH = """window.watch = () => {
  window.times = [];
  const box = document.querySelector('#ar-search-box');
  const root = box.closest('[data-ar-author-search]');
  let pressed = null;
  box.addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (pressed === null || !root.querySelector('[role=status]').textContent) return;
    const [from, found] = [pressed, performance.now() - pressed];
    pressed = null;
    requestAnimationFrame(() => setTimeout(() => times.push([found, performance.now() - from])));
  }).observe(root, {childList: true, subtree: true, characterData: true});
}
"""
PRESS_AT_ONCE = """
addEventListener('DOMContentLoaded', () => {
  watch();
  const box = document.querySelector('#ar-search-box');
  box.focus();
  box.dispatchEvent(new KeyboardEvent('keydown', {key: 'KEY'}));
  box.value = 'KEY';
  box.dispatchEvent(new InputEvent('input', {bubbles: true}));
});
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="its folder")
    parser.add_argument("--preview", type=Path, help="first put the names of all its author pages into the site's list")
    parser.add_argument("--queries", type=int, default=36)
    parser.add_argument("--loads", type=int, default=12, help="cold loads")
    options = parser.parse_args()
    if options.preview:
        put_names(options.site, list(read_preview(options.preview, 2).pages.values()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        measure(browser, options.site, options.queries, options.loads)
        browser.close()


def put_names(site: Path, pages: Sequence[AuthorPage]) -> None:
    """Write the list as a build of these pages would, as if each with two papers could be reviewed."""
    reviewed = [page for page in pages if len(page.mentions) > 1]
    summaries = {
        p.id: ReviewPageSummary(p.id, p.name.full, p.verified, 2, 1 + i % 3, (), "", ()) for i, p in enumerate(reviewed)
    }
    write_authors(site, (AuthorPageSummary.of(page, page) for page in pages), summaries)


def measure(browser: Browser, site: Path, queries: int, loads: int) -> None:
    """Print the table."""
    content = (site / DATA_FOLDER / "authors.js").read_bytes()
    home = (site / "index.html").as_uri()
    page = browser.new_page(bypass_csp=True)
    page.goto(home)
    page.add_script_tag(content=client_modules())
    names = page.evaluate("AR.load.authors().then(list => list.all().map(author => author.name))")
    page.close()
    chosen = phrases(names, queries)
    cold = {name: [_cold(browser, site / name, n) for n in range(loads)] for name in ("index.html", "authors.html")}
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(home)
    page.evaluate("watch()")
    page.focus(BOX)
    _press(page, "a")
    later: list[list[float]] = []
    for phrase in chosen:
        page.fill(BOX, "")
        page.evaluate("times.length = 0")
        for key in phrase:
            _press(page, key)
        later += page.evaluate("times")
    page.close()
    packed = len(gzip.compress(content, 9, mtime=0))
    print(f"{len(names):,} names, list {len(content) / 1000:.0f} kB, {packed / 1000:.0f} kB gzipped\n")
    print("| what | least ms | median ms | 95 % within ms | at most ms |\n|---|---|---|---|---|")
    for name, times in cold.items():
        _row(f"first key of {loads} cold loads of {name}, result in the page", [found for found, _ in times])
        _row("the same, painted", [shown for _, shown in times])
    _row(f"each of {len(later)} further keys, result in the page", [found for found, _ in later])
    _row("the same, painted", [shown for _, shown in later])


def _cold(browser: Browser, file: Path, number: int) -> list[float]:
    """Milliseconds to the result of a cold load's first key, and to its frame."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH + PRESS_AT_ONCE.replace("KEY", LETTERS[number % len(LETTERS)]))
    page.goto(file.as_uri())
    page.wait_for_function("window.times.length", timeout=60_000)
    times: list[float] = page.evaluate("times[0]")
    context.close()
    return times


def phrases(names: Sequence[str], count: int) -> list[str]:
    """What people type for some of the names: as printed, turned round, without diacritics, beginnings only."""
    chance = random.Random(0)
    found = []
    for number, name in enumerate(chance.sample(list(names), count)):
        words = name.split()
        forms = (
            name,
            " ".join(reversed(words)),
            "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower(),
            " ".join(word[:3] for word in words),
        )
        found.append(forms[number % len(forms)])
    return found


def _press(page: Page, key: str) -> None:
    done = page.evaluate("times.length")
    page.keyboard.press("Space" if key == " " else key) if key.isascii() else page.keyboard.insert_text(key)
    # A letter that no key gives, and a space at the end, make no event that could be timed.
    if key.isascii() and key != " ":
        page.wait_for_function("done => times.length > done", arg=done, timeout=60_000)


def _row(what: str, values: Sequence[float]) -> None:
    print(
        f"| {what} | {min(values):.0f} | {median(values):.0f} | {quantiles(values, n=20)[-1]:.0f} | {max(values):.0f} |"
    )


if __name__ == "__main__":
    main()
