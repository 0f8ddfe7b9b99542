"""Which links of a built site lead nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from generator.review.data_lines import bundle_name
from generator.site.addresses import DATA_FOLDER
from tests.conftest import client_modules

_ATTRIBUTES = ("href", "src", "action", "data", "poster")
_ELEMENTS = ",".join(f"[{name}]" for name in _ATTRIBUTES)
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_ELSEWHERE = {"http", "https", "mailto", "data"}
LISTED = """async () => [...(await AR.load.authors()).all().filter(page => page.groups),
    ...AR.queue.linesOf(await AR.load.queue()).map(AR.queue.parse)]
    .map(page => page.file)"""


@dataclass(frozen=True, slots=True)
class Dead:
    """A link that leads nowhere.

    Attributes:
        file: where it stands, below the site.
        link: as it is written.
        why: what is missing.
    """

    file: str
    link: str
    why: str


def dead_links(site: Path, jobs: int = 1) -> tuple[int, list[Dead]]:
    """Number of links checked, and those that lead nowhere, in all pages and style sheets of a site.

    Links to other hosts are not followed.  A link to a folder counts as dead,
    since only a server turns it into a page, and so does one that starts at
    the host's root.

    Args:
        site: its folder.
        jobs: processes.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    sources = sorted(file for file in files if file.endswith((".html", ".css")))
    check = partial(_check, site, frozenset(files))
    with ProcessPoolExecutor(jobs) as pool:
        parts = list(pool.map(check, (sources[at : at + 500] for at in range(0, len(sources), 500))))
    count = sum(part[0] for part in parts)
    dead = [one for part in parts for one in part[1]]
    wanted: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for part in parts:
        for file, link, target, fragment in part[2]:
            wanted[target].add((file, link, fragment))
    for target, links in wanted.items():
        there = _anchors(LexborHTMLParser((site / target).read_bytes()))
        dead += [Dead(file, link, f"no #{fragment} there") for file, link, fragment in links if fragment not in there]
    return count, sorted(dead, key=lambda one: (one.file, one.link))


def dead_entries(browser: Browser, site: Path) -> tuple[int, list[Dead]]:
    """The same for the pages that the search and the queue lead to, as the site's own modules read its lists."""
    page = browser.new_page(bypass_csp=True)
    page.goto((site / "index.html").as_uri())
    page.add_script_tag(content=client_modules())
    files = page.evaluate(LISTED)
    page.close()
    return len(files), [Dead("assets/data", file, "no such file") for file in files if not (site / file).is_file()]


def _check(
    site: Path, files: frozenset[str], sources: Iterable[str]
) -> tuple[int, list[Dead], list[tuple[str, str, str, str]]]:
    """Count, dead links, and links to places in other pages: (file, link, target, fragment)."""
    count, dead, away = 0, [], []
    for file in sources:
        content = (site / file).read_bytes()
        tree = LexborHTMLParser(content) if file.endswith(".html") else None
        links = set(_links(tree)) if tree else set(_CSS_URL.findall(content.decode()))
        here: set[str] | None = None
        for link in links:
            target, fragment, why = _resolve(file.rpartition("/")[0], link)
            count += 1
            if why:
                dead.append(Dead(file, link, why))
            elif target is None:
                continue
            elif target and target not in files:
                dead.append(Dead(file, link, "no such file"))
            elif fragment and tree and target in ("", file):
                here = here if here is not None else _anchors(tree)
                if fragment not in here:
                    dead.append(Dead(file, link, f"no #{fragment} there"))
            elif fragment and target.endswith(".html"):
                away.append((file, link, target, fragment))
    return count, dead, away


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_ELEMENTS):
        for name in _ATTRIBUTES:
            value = node.attributes.get(name)
            if value is not None:
                yield value.strip()
    # What the script loads when a paper is opened.
    for node in tree.css("[data-ar-abstract]"):
        paper = (node.attributes.get("data-ar-paper") or "").rpartition("#")[0]
        yield f"../{DATA_FOLDER}/abstracts/{bundle_name(paper)}.js"


def _anchors(tree: LexborHTMLParser) -> set[str]:
    return {node.attributes.get("id") or "" for node in tree.css("[id]")} | {"__top"}


@lru_cache(maxsize=100_000)
def _resolve(folder: str, link: str) -> tuple[str | None, str, str]:
    """File below the site ("" for the page itself, None for elsewhere), place in it, and what is wrong."""
    parts = urlsplit(link)
    if parts.scheme in _ELSEWHERE:
        return None, "", ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None, "", "leaves the site by an absolute address"
    if not parts.path:
        return "", unquote(parts.fragment), "" if parts.fragment else "leads nowhere"
    target = normpath(join(folder, unquote(parts.path)))
    if target.startswith(".."):
        return None, "", "leaves the site's folder"
    return target, unquote(parts.fragment), ""
