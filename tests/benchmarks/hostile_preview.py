"""Builds a site from hundreds of hostile texts and opens it: no script of theirs runs, no request leaves.

The texts stand as text and as markup in titles, abstracts, names, links and notes of author pages, in correction
requests, and in evidence from elsewhere.

    python -m tests.benchmarks.hostile_preview --seed 1 --inputs 300 --work /dev/shm
"""

from __future__ import annotations

import argparse
import html
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from generator.evidence.statement_file import statement_line
from generator.model import Statement
from tests.benchmarks.mutate import HOSTILE
from tests.browser.test_hostile_preview import PAYLOADS, RUN, author_page
from tests.conftest import CHROMIUM_FLAGS

PER_PAGE = 5
"""Few, since one that swallows what follows hides the others of its page."""
_CLICK = """() => {
    const openers = "[data-ar-look] summary, .ar-paper__title[aria-expanded], summary, [data-ar-select=all]";
    document.querySelectorAll(openers).forEach((one) => one.click());
}"""
_FOREIGN = """() => {
    const foreign = "iframe, object, embed, base, meta, link, style, [onclick], [onerror], [onload], [ontoggle]";
    const found = [...document.querySelectorAll("main")].flatMap((main) => [...main.querySelectorAll(foreign)]);
    const leads = [...document.querySelectorAll("main a[href], main area[href]")];
    found.push(...leads.filter((one) => !["http:", "https:", "file:", "mailto:", "blob:"].includes(one.protocol)));
    return found.map((one) => one.outerHTML);
}"""


def inputs(seed: int, count: int) -> list[str]:
    """The payloads of the browser test, then copies of them that are changed, joined or encoded."""
    chance = random.Random(seed)
    found = list(PAYLOADS[:count])
    while len(found) < count:
        text, other = chance.choice(PAYLOADS)[:3000], chance.choice([*PAYLOADS, *HOSTILE])[:3000]
        at = chance.randrange(len(text) + 1)
        changed = (
            text[:at] + other + text[at:], text.swapcase(), html.escape(text), html.escape(html.escape(text)),
            quote(text), text.replace(" ", "/"), text.replace(" ", "\n"), f"\ufeff{text}\0", f'x" {text[1:]} y="',
            text.replace("<", "\uff1c"), "".join(f"&#{ord(one)};" for one in text[:200]), f"`{text}` ${{{RUN}}}",
        )  # fmt: skip
        # Halves of characters can't stand in a file of UTF-8.
        found.append(chance.choice(changed).encode("utf-8", "replace").decode())
    return found


def write_input(folder: Path, texts: list[str]) -> int:
    """Write preview, requests and evidence; return the number of author pages."""
    pages = [texts[start : start + PER_PAGE] for start in range(0, len(texts), PER_PAGE)]
    issues, statements = [], []
    for n, own in enumerate(pages):
        place = folder / "preview" / "people" / f"song-number{n}" / "unverified" / "index.html"
        place.parent.mkdir(parents=True)
        place.write_text(author_page(n, own), "utf-8")
        for at, text in enumerate(own):
            issues.append(
                {
                    "number": 1 + PER_PAGE * n + at,
                    "title": f"Author Page: song-number{n}/unverified {text}"[:1000],
                    "body": f"### Author Pages\n\n/people/song-number{n}/unverified/\n\n### Supporting\n\n{text}",
                    "url": "https://github.com/acl-org/acl-anthology/issues/1",
                    "labels": [{"name": text[:1000]}],
                    "createdAt": "2026-01-01T00:00:00Z",
                    "comments": [{"body": text, "author": {"login": "a"}, "authorAssociation": "MEMBER"}],
                }
            )
            words = " ".join("".join(one if one.isprintable() else " " for one in text).split())[:300]
            if words:
                paper = f"2024.x-main.{1000 * n + 10 * at + 1}"
                statements.append(Statement(paper, "x", 0, "", identity=words, affiliation=words))
    (folder / "issues.json").write_text(json.dumps(issues), "utf-8")
    (folder / "evidence.jsonl").write_text("".join(map(statement_line, statements)), "utf-8")
    return len(pages)


def build(folder: Path) -> str:
    """Build the site; return what the command said."""
    command = [sys.executable, "-m", "generator", "build", "--preview", "preview", "--out", "site", "--jobs", "1"]
    more = ["--requests", "issues.json", "--evidence", "evidence.jsonl", "--state", "state"]
    done = subprocess.run([*command, *more], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the build failed: {done.stderr}")
    return done.stdout


def provoked(browser: Browser, address: str, text: str) -> Iterator[str]:
    """Open a page, click what opens something, give its boxes a hostile text; yield what should not have happened."""
    context = browser.new_context()
    happened: list[str] = []
    page = context.new_page()
    context.on("request", lambda request: happened.append(request.url) if _leaves(request.url) else None)
    page.on("dialog", lambda dialog: happened.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.on("console", lambda said: happened.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(address)
    page.evaluate(_CLICK)
    _assign(page, text)
    page.wait_for_timeout(300)
    if page.evaluate("window.ran") is not None:
        happened.append("a script ran")
    happened += [f"in the page: {one}" for one in page.evaluate(_FOREIGN)]
    context.close()
    yield from (f"{address.rpartition('/')[2]}: {one[:300]}" for one in happened)


def _leaves(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:"))


def _assign(page: Page, text: str) -> None:
    """Give all papers of a review page to a new author with this text as institution, and read what that does."""
    button = page.locator("[data-ar-open-assign]")
    if button.count() and button.first.is_visible():
        if button.first.get_attribute("aria-expanded") == "false":
            button.first.click()
        page.check("input[name=target][value=new]")
        page.fill("[data-ar-new-degree]", text)
        if page.locator("[data-ar-confirm]").is_enabled():
            page.click("[data-ar-confirm]")
            page.click("[data-ar-open-decisions]")


def main() -> None:
    """Print what was opened and what happened; exit status 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=300)
    parser.add_argument("--work", type=Path, help="folder for preview and site")
    options = parser.parse_args()
    texts = inputs(options.seed, options.inputs)
    happened: list[str] = []
    with tempfile.TemporaryDirectory(dir=options.work) as place, sync_playwright() as playwright:
        folder = Path(place)
        pages = write_input(folder, texts)
        said = build(folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        reviewed = sorted((folder / "site" / "review").glob("song-*.html"))
        for number, file in enumerate([*reviewed, *sorted((folder / "site").glob("*.html"))]):
            happened += provoked(browser, file.as_uri(), texts[number % len(texts)])
        browser.close()
    print(next(line for line in said.splitlines() if line.startswith("Author pages refused")))
    print(f"seed {options.seed}: {len(texts)} texts on {pages} author pages, {len(reviewed)} review pages opened")
    for one in happened:
        print(f"HAPPENED {one}")
    sys.exit(bool(happened))


if __name__ == "__main__":
    main()
