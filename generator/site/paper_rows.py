"""The rows of a review page's papers.

Written by hand: they are most of what a build writes, and a template takes
several times as long.  All text is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from markupsafe import Markup, escape

from generator.review.group_section import GroupSection
from generator.review.paper_row import ListedAuthor, PaperRow

_RIGHT_TO_LEFT = "\u0590"
"""From here on Unicode has letters that run from right to left."""
_LONG = 90
_LONG_AFFILIATION, _LEEWAY = 80, 5
_FIXED_BY = {
    "": "",
    "ORCID": ' <span class="ar-lock" title="The paper itself names this author\'s ORCID">ORCID on the paper</span>',
    "ID": ' <span class="ar-lock" title="An editor gave this paper this author\'s ID">ID on the paper</span>',
}


def papers(section: GroupSection, address: Callable[[str], str], added_papers: Collection[str] = ()) -> Markup:
    """All rows of a group.

    Args:
        section: the group.
        address: makes a link of the preview one that works from anywhere.
        added_papers: IDs of papers that are new on this page.
    """
    letter = section.group.id
    return Markup(
        "".join([_paper(row, f"{letter}{at}", address, added_papers) for at, row in enumerate(section.rows, 1)])
    )


def _paper(row: PaperRow, n: str, address: Callable[[str], str], added_papers: Collection[str]) -> str:
    paper = row.paper
    key, url, pdf = _text(row.mention.key), address(paper.url), paper.pdf and address(paper.pdf)
    abstract = " data-ar-abstract" if paper.has_abstract else ""
    # Where the PDF lies beside the page, the script adds the link.
    beside = pdf == f"{url.rstrip('/')}.pdf"
    shown = " data-ar-pdf" if beside else ""
    new = ' <b class="ar-changed">new here</b>' if paper.id in added_papers else ""
    link = f' <a href="{_text(pdf)}">PDF</a>' if pdf and not beside else ""
    return f"""<li class="ar-paper" data-ar-paper="{key}"{abstract}{shown}>\
<input type="checkbox" id="p-{n}" value="{key}" data-ar-check disabled>
<div class="ar-paper__body"><label class="ar-paper__title" for="p-{n}">{paper.title_html or _text(paper.title)}</label>
<p class="ar-paper__authors">{_authors(row)}</p>
<p class="ar-paper__meta" data-ar-meta><span>{_about(row)}</span>{new} \
<a href="{_text(url)}">{_text(paper.id)}</a>{link}{_FIXED_BY[row.fixed_by]}</p>{_fit(row)}</div></li>
"""


def _about(row: PaperRow) -> str:
    """Year, volume (the venue if it has no title), affiliation and awards."""
    paper, slot = row.paper, row.slot
    parts = [str(paper.year)] if paper.year else []
    parts.append(_volume(paper.volume_title or paper.venue))
    if slot is not None and slot.affiliation:
        parts.append(_affiliation(slot.affiliation))
    parts += map(_text, paper.awards)
    return " · ".join(parts)


def _fit(row: PaperRow) -> str:
    """Why the paper may not belong to its group, and why it may."""
    if not row.doubts:
        return ""
    first, *more = map(_text, row.doubts)
    against = "".join([f'<li class="ar-against">{phrase}</li>' for phrase in more])
    support = "".join([f'<li class="ar-for">{_text(phrase)}</li>' for phrase in row.support])
    return (
        f'<details class="ar-why ar-fit"><summary>May not belong here: {first}</summary>'
        f"<ul>{against}{support}</ul></details>"
    )


def _authors(row: PaperRow) -> str:
    """The list of authors, each marked with where else they stand."""
    return ", ".join(map(_author, row.authors)) + (" (editors)" if row.mention.role == "editor" else "")


def _author(author: ListedAuthor) -> str:
    name = isolated(author.name)
    if author.mark == "":
        return name
    if author.mark == "self":
        return f'<b class="ar-self">{name}</b>'
    if author.mark == "shared":
        inside = f' data-in="{author.other_groups}"' if author.other_groups else ""
        return f'<span class="ar-shared"{inside}>{name}</span>'
    return f'<span class="ar-elsewhere">{name}<sup>{author.other_groups}</sup></span>'


@lru_cache(maxsize=1 << 16)
def isolated(name: str) -> str:
    """A name that does not disturb the direction of what stands beside it."""
    text = _text(name)
    return f"<bdi>{text}</bdi>" if name and max(name) >= _RIGHT_TO_LEFT else text


@lru_cache(maxsize=1 << 14)
def _volume(title: str) -> str:
    """A volume's title, cut where it is long."""
    if len(title) <= _LONG:
        return _text(title)
    short = title[: _LONG - 1].rsplit(" ", 1)[0]
    return f'<span title="{_text(title)}">{_text(short)}…</span>'


def _affiliation(text: str) -> str:
    if len(text) > _LONG_AFFILIATION + _LEEWAY:
        text = text[: _LONG_AFFILIATION - 3].rsplit(" ", 1)[0] + "..."
    return _text(text)


def _text(text: str) -> str:
    return str(escape(text))
