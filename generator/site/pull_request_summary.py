"""What a finished review site has to say in a few lines: the pages that most need review, as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ReviewError
from generator.model import UNVERIFIED
from generator.review.phrases import count
from generator.site.addresses import DATA, review_file

MARK = "<!-- anthology-review -->"
"""First line of the summary, by which a comment is found again that holds an earlier one."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#|~@!&])")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the queue, as `generator.site.shared_files.queue.write_queue` writes it."""

    id: str
    name: str
    papers: int
    people: int
    reason: str
    changed: str


def summary(site: Path, address: str, most: int = 20) -> str:
    """Markdown with links: what this preview changes first, then what else most needs review.

    Args:
        site: a review site that `build` has made.
        address: where it is published.
        most: pages in each list.

    Raises:
        ReviewError: no review site.
    """
    waiting = _queue(site)
    changed = [page for page in waiting if page.changed]
    others = [page for page in waiting if not page.changed]
    base = address.rstrip("/")
    lines = [MARK, f"**[Review pages for this preview]({base}/index.html)**", ""]
    if changed:
        lines += [f"{count(len(changed), 'author page')} to review changed in this preview:", ""]
        lines += _table(changed[:most], base, "Changed", lambda page: page.changed)
        lines += _more(len(changed) - most, base)
    if others:
        lines += ["Besides, these most need review:" if changed else "These most need review:", ""]
        shown = others[: most if not changed else most // 4]
        lines += _table(shown, base, "Why", lambda page: page.reason)
    if not waiting:
        lines += ["No author page looks mixed."]
    return "\n".join(lines) + "\n"


def _queue(site: Path) -> list[Waiting]:
    file = site / DATA / "queue.js"
    try:
        text = file.read_text("utf-8")
        _, rows = json.loads(text[text.index(".push(") + 6 : text.rindex(")")])
        found = []
        for row in filter(None, rows.split("\n")):
            page, name, papers, people, _, _, reason, changed = row.split("\t")
            page_id = page.removesuffix("/") + (UNVERIFIED if page.endswith("/") else "")
            found.append(Waiting(page_id, name, int(papers), int(people), reason, changed))
        return found
    except FileNotFoundError as exc:
        raise ReviewError(
            f"{site}: no finished review site, since {file} is missing. Run `anthology-review build` first."
        ) from exc
    except ValueError as exc:
        raise ReviewError(
            f"{file}: this version of anthology-review can't read it. Run `anthology-review build` again."
        ) from exc


def _table(pages: list[Waiting], base: str, head: str, why: Callable[[Waiting], str]) -> list[str]:
    rows = [f"| author page | papers | perhaps | {head.lower()} |", "|---|---|---|---|"]
    for page in pages:
        link = f"[{_plain(page.name)}]({base}/{review_file(page.id)})"
        kind = " (not verified)" if page.id.endswith(UNVERIFIED) else ""
        rows.append(
            f"| {link}{kind} | {page.papers} | {count(page.people, 'person', 'people')} | {_plain(why(page))} |"
        )
    return [*rows, ""]


def _more(left: int, base: str) -> list[str]:
    return [f"[{left:,} more]({base}/index.html#changed=1)", ""] if left > 0 else []


def _plain(text: str) -> str:
    """Text of a proposed change, which must not become markup, a mention or a link."""
    text = _MARKUP.sub(r"\\\1", text).replace("://", ":\u200b//").replace("www.", "www\u200b.")
    # GitHub looks for these in what Markdown has become, where a backslash is gone.
    return text.replace("@", "@\u200b").replace("#", "#\u200b")
