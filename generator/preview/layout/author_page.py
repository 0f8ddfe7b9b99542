"""One author page: HTML in, `AuthorPage` out.

Pure: no files, no network.  Knows the three generations of the Anthology's
layout (2025 with Bootstrap 4, early 2026 with Bootstrap 5 and entries as
``<p>``, and August 2026 with entries as ``<div>``); they differ in classes,
not in order, so one extraction reads them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.errors import PreviewError
from generator.model import UNVERIFIED, AuthorPage, Mention, Name, Notice, Paper, PersonLink
from generator.preview.html.dom import Node, classes, parse_fast
from generator.preview.html.markup import fold
from generator.preview.layout.cut import Entries, Rest, parse_rest
from generator.preview.layout.page_frame import notice_of
from generator.preview.layout.paper_entry import person_id, read_list
from generator.preview.limits import MAX_PATIENCE, ExcessError, check_id, check_markup, check_page

__all__ = ["Entries", "Parsed", "is_redirect", "parse_page", "parse_page_with", "parse_part", "parse_whole"]

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
        entries: what was read before; grows.

    Raises:
        PreviewError: the page can't be understood; the message says where.
    """
    check_id(page_id)
    if entries is not None and (cut := entries.cut(markup)):
        part = parse_part(page_id, cut.rest)
        papers = entries.join(cut, part.papers if part else None)
        if part and papers is not None:
            return part.page(papers, cut.notice)
    whole = parse_whole(page_id, markup)
    return whole.page(map(entries.once, whole.papers) if entries is not None else whole.papers)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser found on a page or a part of it.

    Attributes:
        head: the page without papers and mentions.
        papers: those that were parsed, in page order.
    """

    head: AuthorPage
    papers: tuple[Paper, ...]

    def page(self, papers: Iterable[Paper], notice: Notice | None = None) -> AuthorPage:
        """The whole page.

        Args:
            papers: all that it lists.
            notice: if the heading lacks it.

        Raises:
            ExcessError: it has more than can be reviewed.
        """
        papers, page_id = _unique(papers), self.head.id
        mentions = [
            Mention(paper.id, position, paper.role)
            for paper in papers
            for position, author in enumerate(paper.authors)
            if author.person == page_id
        ]
        page = replace(self.head, papers=papers, mentions=tuple(mentions), notice=notice or self.head.notice)
        check_page(page)
        return page


def parse_part(page_id: str, rest: Rest) -> Parsed | None:
    """Read what is left of a page that was cut; None if only the whole page tells."""
    try:
        parts = parse_rest(rest)
        return Parsed(_head(page_id, parts[0], None), tuple(parts[1])) if parts else None
    except PreviewError:
        return None


def parse_whole(page_id: str, markup: str) -> Parsed:
    """Read a page in one piece.

    Raises:
        PreviewError: it can't be understood.
    """
    check_markup(markup)
    try:
        return _whole(page_id, parse_fast(markup))
    except ExcessError:
        raise
    except PreviewError:
        if len(markup) > MAX_PATIENCE:
            raise
        from generator.preview.html.tolerant import parse_tolerant  # few builds ever need it

        return _whole(page_id, parse_tolerant(markup))


def parse_page_with(parse: Callable[[str], Node], page_id: str, markup: str) -> AuthorPage:
    """Like `parse_page`, with one parser only and the page in one piece; for comparing."""
    whole = _whole(page_id, parse(markup))
    return whole.page(whole.papers)


def _whole(page_id: str, root: Node) -> Parsed:
    _heading(root)
    listing = root.first("div.col-lg-9")
    if listing is None:
        raise PreviewError("no list of papers (div.col-lg-9): the page is cut off or of an unknown layout")
    papers = tuple(read_list(listing))
    if root.first("div.col-lg-3") is None:
        raise PreviewError("the page ends within its list of papers: it was cut off")
    return Parsed(_head(page_id, root, notice_of(root)), papers)


def _heading(root: Node) -> tuple[Node, Node, Node]:
    """The heading, and in it the first and the last name."""
    title = root.first("#title")
    if title is None:
        raise PreviewError("no heading with id=title: this is no author page of a known layout")
    spans = [span for span in title.children() if span.tag == "span"]
    if len(spans) < 2 or not fold(spans[1].text()):
        raise PreviewError("the heading holds no first and last name")
    return title, spans[0], spans[1]


def _head(page_id: str, root: Node, notice: Notice | None) -> AuthorPage:
    title, first, last = _heading(root)
    notes = _notes(root)
    return AuthorPage(
        id=page_id,
        name=Name(fold(first.text()), fold(last.text())),
        papers=(),
        mentions=(),
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
