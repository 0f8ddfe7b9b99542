"""The summary of a finished review site for a pull request: the pages that most need review, as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.errors import ReviewError
from generator.model import UNVERIFIED
from generator.site.addresses import review_file
from generator.site.shared_files.queue import QUEUE_FILE
from generator.words import counted, say

COMMENT_MARKER = "<!-- anthology-review -->"
"""First line of the summary; a workflow finds the comment with an earlier summary by it."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|~@!&$])")
_LINKED = re.compile(r"[@#:]|www(?=\.)|(?<=[a-z])(?=-[0-9])|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""After what GitHub makes a link or an icon of a word: mentions, issues (``#1``, ``GH-1``), addresses, commits."""
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OF_ADDRESSES = "%/:?&=+,;"
"""What stays in an address as it is, besides letters, digits and ``_.-~``; a branch's name may hold anything."""


@dataclass(frozen=True, slots=True)
class QueuedPage:
    """One page of the queue, read from ``queue.js`` (`generator.site.shared_files.queue`).

    Attributes:
        id: page ID.
        name: full name.
        papers: number of papers under review.
        persons: number of people that it may show.
        reason: why it needs review, ``""`` if it is in the queue only because it changed.
        changed: how it differs from the base preview's, ``""`` if it doesn't.
    """

    id: str
    name: str
    papers: int
    persons: int
    reason: str
    changed: str


def pull_request_summary(site: Path, address: str, most: int = 20) -> str:
    """Markdown with links: the pages that this preview changes, then others that most need review.

    Args:
        site: folder of a review site that `build` has made.
        address: where it is published.
        most: maximum number of pages in a list; a quarter of it for the others if there are changed pages.

    Raises:
        ReviewError: ``site`` is no finished review site, or another version of this program made it.
    """
    waiting = _read_queue(site)
    changed = [page for page in waiting if page.changed]
    others = [page for page in waiting if not page.changed]
    base = quote(address.rstrip("/"), safe=_OF_ADDRESSES)
    lines = [COMMENT_MARKER, f"**[{say('site_summary_pages')}]({base}/index.html)**", ""]
    if changed:
        lines += [say("site_summary_changed", count=len(changed)), ""]
        lines += _table(changed[:most], base, say("site_changed"), lambda page: page.changed)
        lines += _more(len(changed) - most, base)
    if others:
        shown = others[: max(most // 4, 1) if changed else most]
        head = say("site_summary_besides", count=len(shown)) if changed else say("site_summary_most", count=len(shown))
        lines += [head[0].upper() + head[1:], ""]
        lines += _table(shown, base, say("site_why"), lambda page: page.reason)
    if not waiting:
        lines += [say("site_queue_empty")]
    return "\n".join(lines) + "\n"


def _read_queue(site: Path) -> list[QueuedPage]:
    file = site / QUEUE_FILE
    try:
        text = file.read_text("utf-8")
        _, rows = json.loads(text[text.index(".push(") + 6 : text.rindex(")")])
        found: dict[str, QueuedPage] = {}
        for row in filter(None, rows.split("\n")):
            page, name, papers, persons, _, _, _, reason, changed = row.split("\t")
            page_id = page.removesuffix("/") + (UNVERIFIED if page.endswith("/") else "")
            # A page stands in the queue once for each kind of trouble, the worst first.
            found.setdefault(page_id, QueuedPage(page_id, name, int(papers), int(persons), reason, changed))
        return list(found.values())
    except FileNotFoundError as exc:
        raise ReviewError(
            f"{site}: no finished review site, since {file} is missing. Run `anthology-review build` first."
        ) from exc
    except ValueError as exc:
        raise ReviewError(
            f"{file}: this version of anthology-review can't read it. Run `anthology-review build` again."
        ) from exc


def _table(pages: list[QueuedPage], base: str, head: str, why: Callable[[QueuedPage], str]) -> list[str]:
    heads = (say("site_author_page"), say("site_papers"), say("site_perhaps"), head)
    rows = [f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for page in pages:
        link = f"[{_escaped(page.name)}]({base}/{quote(review_file(page.id), safe=_OF_ADDRESSES)})"
        kind = f" ({say('not_verified')})" if page.id.endswith(UNVERIFIED) else ""
        people = counted("people", page.persons)
        rows.append(f"| {link}{kind} | {page.papers} | {people} | {_escaped(why(page))} |")
    return [*rows, ""]


def _more(left: int, base: str) -> list[str]:
    return [f"[{say('pile_more', count=left)}]({base}/index.html#changed=1)", ""] if left > 0 else []


def _escaped(text: str) -> str:
    """Escape text of a proposed change, so that it can't become markup, a mention on GitHub, or a link."""
    text = _MARKUP.sub(r"\\\1", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
    # GitHub looks for what it links in the rendered text, from which the backslashes are gone.
    return _LINKED.sub("\\g<0>\u200b", text)
