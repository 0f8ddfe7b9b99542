"""One author page: HTML in, `AuthorPage` out.

Pure: no files, no network.  Knows the three generations of the Anthology's
layout (2025 with Bootstrap 4, early 2026 with Bootstrap 5 and entries as
``<p>``, and August 2026 with entries as ``<div>``); they differ in classes,
not in order, so one extraction reads them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generator.errors import PreviewError
from generator.model import UNVERIFIED, AuthorPage, Mention, Name, Notice, Paper, PersonLink
from generator.preview.cut import Entries
from generator.preview.dom import Node, classes, parse_fast
from generator.preview.entry import person_id, read_list
from generator.preview.frame import notice_of
from generator.preview.limits import MAX_PATIENCE, ExcessError, check_id, check_markup, check_page
from generator.preview.markup import fold

__all__ = ["Entries", "is_redirect", "parse_page", "parse_page_with"]

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ALSO, _SIMILAR, _SIMILAR_UNVERIFIED, _MAY_BELONG = (
    "also published as",
    "other people with similar names",
    "unverified author pages with similar names",
    "papers on this page may belong to the following people",
)


def is_redirect(markup: str) -> bool:
    """True for Hugo's alias pages, which only point elsewhere."""
    return len(markup) < 4096 and "http-equiv" in markup and "refresh" in markup and "id=title" not in markup


def parse_page(page_id: str, markup: str, entries: Entries | None = None) -> AuthorPage:
    """Read one author page.

    Args:
        page_id: the page's path below ``people/``, without a final slash.
        markup: the whole page.
        entries: what was read before; grows. A paper that it knows comes without its abstract.

    Raises:
        PreviewError: the page can't be understood; the message says where.
    """
    check_id(page_id)
    page = _from_parts(page_id, markup, entries) if entries is not None else None
    if page is None:
        page = _from_all(page_id, markup)
    check_page(page)
    return page


def _from_all(page_id: str, markup: str) -> AuthorPage:
    check_markup(markup)
    try:
        return _whole(page_id, parse_fast(markup))
    except ExcessError:
        raise
    except PreviewError:
        if len(markup) > MAX_PATIENCE:
            raise
        from generator.preview.tolerant import parse_tolerant  # few builds ever need it

        return _whole(page_id, parse_tolerant(markup))


def parse_page_with(parse: Callable[[str], Node], page_id: str, markup: str) -> AuthorPage:
    """Like `parse_page`, with one parser only and the page in one piece; for comparing."""
    return _whole(page_id, parse(markup))


def _from_parts(page_id: str, markup: str, entries: Entries) -> AuthorPage | None:
    try:
        parts = entries.cut(markup)
        if parts is None:
            return None
        page = _page(page_id, parts.root, parts.papers, parts.notice)
    except PreviewError:
        return None  # whatever it is, the whole page tells
    entries.keep(parts)
    return page


def _whole(page_id: str, root: Node) -> AuthorPage:
    _heading(root)
    listing = root.first("div.col-lg-9")
    if listing is None:
        raise PreviewError("no list of papers (div.col-lg-9): the page is cut off or of an unknown layout")
    papers = list(read_list(listing))
    if root.first("div.col-lg-3") is None:
        raise PreviewError("the page ends within its list of papers: it was cut off")
    return _page(page_id, root, papers, notice_of(root))


def _heading(root: Node) -> tuple[Node, Node, Node]:
    """The heading, and in it the first and the last name."""
    title = root.first("#title")
    if title is None:
        raise PreviewError("no heading with id=title: this is no author page of a known layout")
    spans = [span for span in title.children() if span.tag == "span"]
    if len(spans) < 2 or not fold(spans[1].text()):
        raise PreviewError("the heading holds no first and last name")
    return title, spans[0], spans[1]


def _page(page_id: str, root: Node, listed: Iterable[Paper], notice: Notice | None) -> AuthorPage:
    title, first, last = _heading(root)
    papers = _unique(listed)
    notes = _notes(root)
    return AuthorPage(
        id=page_id,
        name=Name(fold(first.text()), fold(last.text())),
        papers=papers,
        mentions=tuple(
            Mention(paper.id, position, paper.role)
            for paper in papers
            for position, author in enumerate(paper.authors)
            if author.person == page_id
        ),
        notice=notice,
        verified="fw-bold" in classes(last) and not page_id.endswith(UNVERIFIED),
        orcid=next((m.group() for a in title.all("a") if (m := _ORCID.search(a.attr("href")))), ""),
        comment=next((fold(note.text()) for label, note in notes if not label), ""),
        also_published_as=tuple(n for label, note in notes if label == _ALSO for n in _names(note)),
        similar=_links(notes, _SIMILAR),
        similar_unverified=_links(notes, _SIMILAR_UNVERIFIED),
        may_belong_to=_links(notes, _MAY_BELONG),
    )


def _notes(root: Node) -> list[tuple[str, Node]]:
    """The muted paragraphs under the heading, each with its label ("" for the comment)."""
    found = []
    main = root.first("#main")
    for child in main.children() if main else ():
        if child.tag == "hr":
            break
        if child.tag == "p" and "text-muted" in classes(child):
            label = child.first("span.fst-italic") or child.first("span.font-italic")
            found.append((fold(label.text()).rstrip(":").lower() if label else "", child))
    return found


def _names(note: Node) -> Iterable[Name]:
    """Names of "Also published as": text is the first name, the span after it the last."""
    first = ""
    for child in note.children():
        if child.tag == "#text":
            first = fold(child.text())
            first = first.removeprefix(",").lstrip()
        elif child.tag == "span" and not {"fst-italic", "font-italic"} & set(classes(child)):
            if last := fold(child.text()):
                yield Name(first, last)
            first = ""


def _links(notes: list[tuple[str, Node]], wanted: str) -> tuple[PersonLink, ...]:
    links: list[PersonLink] = []
    for label, note in notes:
        if label != wanted:
            continue
        for child in note.children():
            if child.tag == "a" and (person := person_id(child.attr("href"))):
                links.append(PersonLink(person, fold(child.text())))
            elif child.tag == "#text" and links:
                comment = fold(child.text()).rstrip(",").strip()
                if comment.startswith("(") and comment.endswith(")"):
                    links[-1] = PersonLink(links[-1].id, links[-1].name, comment[1:-1])
    return tuple(links)


def _unique(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    found: dict[str, Paper] = {}
    for paper in papers:
        found.setdefault(paper.id, paper)  # the first has the abstract
    return tuple(found.values())
