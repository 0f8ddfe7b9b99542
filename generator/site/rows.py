"""The parts of a paper's row that are too many for a template: the names, the volume.

Written by hand, since they are most of what a build writes; all text is escaped.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from generator.model import Paper
from generator.review.page import Byline, Row

_RIGHT_TO_LEFT = "\u0590"
"""From here on Unicode has letters that run from right to left."""
_LONG = 90


@lru_cache(maxsize=1 << 16)
def isolated(name: str) -> str:
    """A name that does not disturb the direction of what stands beside it."""
    text = str(escape(name))
    return f"<bdi>{text}</bdi>" if name and max(name) >= _RIGHT_TO_LEFT else text


def authors(row: Row) -> Markup:
    """The list of authors, each marked with where else they stand."""
    editors = " (editors)" if row.mention.role == "editor" else ""
    return Markup(", ".join(map(_author, row.authors)) + editors)


def _author(author: Byline) -> str:
    name = isolated(author.name)
    if author.mark == "self":
        return f'<b class="ar-self">{name}</b>'
    if author.mark == "shared":
        inside = f' data-in="{author.groups}"' if author.groups else ""
        return f'<span class="ar-shared"{inside}>{name}</span>'
    if author.mark == "elsewhere":
        return f'<span class="ar-elsewhere">{name}<sup>{author.groups}</sup></span>'
    return name


def volume(paper: Paper) -> Markup:
    """The volume's title, cut where it is long; the venue if there is none."""
    return _volume(paper.volume_title or paper.venue)


@lru_cache(maxsize=1 << 14)
def _volume(title: str) -> Markup:
    if len(title) <= _LONG:
        return Markup(escape(title))
    short = title[: _LONG - 1].rsplit(" ", 1)[0]
    return Markup(f'<span title="{escape(title)}">{escape(short)}…</span>')
