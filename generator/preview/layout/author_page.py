"""One author page: HTML in, `AuthorPage` out.

No files or network are used.  The elements and phrases that are looked for
stand in `generator.preview.layout.landmarks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.errors import PreviewError
from generator.model import UNVERIFIED, AuthorPage, Mention, Name, Notice, Paper, PersonLink
from generator.preview.html.dom import Node, classes, parse_fast
from generator.preview.html.markup import collapse_spaces
from generator.preview.layout.landmarks import (
    ALSO_PUBLISHED_AS,
    HEADING,
    LABEL_CLASSES,
    MAIN_SECTION,
    MAY_BELONG_TO,
    MUTED_CLASS,
    NOTE_LABEL,
    PAPER_LIST,
    SIDE_COLUMN,
    SIMILAR_NAMES,
    SIMILAR_UNVERIFIED_NAMES,
    VERIFIED_CLASS,
)
from generator.preview.layout.page_cutting import EntryCache, UnparsedPart, parse_document
from generator.preview.layout.page_frame import notice_of
from generator.preview.layout.paper_entry import parse_list, person_id
from generator.preview.limits import MAX_TOLERANT_LENGTH, LimitError, check_id, check_markup, check_page

_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_MAX_REDIRECT_LENGTH = 4096


def is_redirect(markup: str) -> bool:
    """True for Hugo's alias pages, which only point elsewhere."""
    return (
        len(markup) < _MAX_REDIRECT_LENGTH
        and "http-equiv" in markup
        and "refresh" in markup
        and "id=title" not in markup
    )


def parse_page(page_id: str, markup: str, entries: EntryCache | None = None) -> AuthorPage:
    """Parse one author page.

    Args:
        page_id: the page's path below ``people/``, without a final slash.
        markup: the whole page.
        entries: cache of the entries of pages parsed before, to which those of this page are added.

    Raises:
        PreviewError: the page can't be understood; the message says where.
    """
    check_id(page_id)
    if entries is not None and (cut := entries.cut(markup)):
        parsed = parse_part(page_id, cut.unparsed)
        papers = entries.papers_of(cut, parsed.papers if parsed else None)
        if parsed and papers is not None:
            return parsed.with_papers(papers, cut.notice)
    whole = parse_whole(page_id, markup)
    return whole.with_papers(map(entries.first_of_version, whole.papers) if entries is not None else whole.papers)


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What was parsed of a page: all of it, or the part that was not in the cache of entries.

    Attributes:
        heading: the page without papers and mentions.
        papers: those that were parsed, in page order.
    """

    heading: AuthorPage
    papers: tuple[Paper, ...]

    def with_papers(self, papers: Iterable[Paper], notice: Notice | None = None) -> AuthorPage:
        """The whole page.

        Args:
            papers: all papers that the page lists.
            notice: the preview's notice, if ``heading`` lacks it since only a part of the page was parsed.

        Raises:
            LimitError: the page has more than can be reviewed.
        """
        papers, page_id = _unique(papers), self.heading.id
        mentions = [
            Mention(paper.id, position, paper.role)
            for paper in papers
            for position, author in enumerate(paper.authors)
            if author.person == page_id
        ]
        page = replace(self.heading, papers=papers, mentions=tuple(mentions), notice=notice or self.heading.notice)
        check_page(page)
        return page


def parse_part(page_id: str, part: UnparsedPart) -> ParsedPage | None:
    """Parse the part of a page that was not in the cache; None if the page has to be parsed whole."""
    try:
        parsed = parse_document(part)
        if parsed is None:
            return None
        root, papers = parsed
        return ParsedPage(_parse_heading(page_id, root, None), tuple(papers))
    except PreviewError:
        return None


def parse_whole(page_id: str, markup: str) -> ParsedPage:
    """Parse a page in one piece.

    Raises:
        PreviewError: it can't be understood.
    """
    check_markup(markup)
    try:
        return _parse_document(page_id, parse_fast(markup))
    except LimitError:
        raise
    except PreviewError:
        if len(markup) > MAX_TOLERANT_LENGTH:
            raise
        from generator.preview.html.tolerant import parse_tolerant  # few builds ever need it

        return _parse_document(page_id, parse_tolerant(markup))


def parse_page_with(parse: Callable[[str], Node], page_id: str, markup: str) -> AuthorPage:
    """Like `parse_page`, but with one parser only and the page in one piece, so that parsers can be compared."""
    whole = _parse_document(page_id, parse(markup))
    return whole.with_papers(whole.papers)


def _parse_document(page_id: str, root: Node) -> ParsedPage:
    _find_heading(root)
    listing = root.first(PAPER_LIST)
    if listing is None:
        raise PreviewError(f"no list of papers ({PAPER_LIST}): the page is cut off or of an unknown layout")
    papers = tuple(parse_list(listing))
    if root.first(SIDE_COLUMN) is None:
        raise PreviewError("the page ends within its list of papers: it was cut off")
    return ParsedPage(_parse_heading(page_id, root, notice_of(root)), papers)


def _find_heading(root: Node) -> tuple[Node, Node, Node]:
    """The heading, and in it the first and the last name."""
    heading = root.first(HEADING)
    if heading is None:
        raise PreviewError("no heading with id=title: this is no author page of a known layout")
    spans = [span for span in heading.children() if span.tag == "span"]
    if len(spans) < 2 or not collapse_spaces(spans[1].text()):
        raise PreviewError("the heading holds no first and last name")
    return heading, spans[0], spans[1]


def _parse_heading(page_id: str, root: Node, notice: Notice | None) -> AuthorPage:
    heading, first, last = _find_heading(root)
    notes = _notes(root)
    return AuthorPage(
        id=page_id,
        name=Name(collapse_spaces(first.text()), collapse_spaces(last.text())),
        papers=(),
        mentions=(),
        notice=notice,
        verified=VERIFIED_CLASS in classes(last) and not page_id.endswith(UNVERIFIED),
        orcid=next((m.group() for a in heading.all("a") if (m := _ORCID.search(a.attr("href")))), ""),
        comment=next((collapse_spaces(note.text()) for label, note in notes if not label), ""),
        also_published_as=tuple(n for label, note in notes if label == ALSO_PUBLISHED_AS for n in _names(note)),
        similar=_links(notes, SIMILAR_NAMES),
        similar_unverified=_links(notes, SIMILAR_UNVERIFIED_NAMES),
        may_belong_to=_links(notes, MAY_BELONG_TO),
    )


def _notes(root: Node) -> list[tuple[str, Node]]:
    """The muted paragraphs under the heading, each with its label ("" for the comment)."""
    found = []
    main = root.first(MAIN_SECTION)
    for child in main.children() if main else ():
        if child.tag == "hr":
            break
        if child.tag == "p" and MUTED_CLASS in classes(child):
            label = child.first(NOTE_LABEL[0]) or child.first(NOTE_LABEL[1])
            found.append((collapse_spaces(label.text()).rstrip(":").lower() if label else "", child))
    return found


def _names(note: Node) -> Iterator[Name]:
    """Names of an "Also published as" note: each is text with the first name, then a span with the last name."""
    first = ""
    for child in note.children():
        if child.tag == "#text":
            first = collapse_spaces(child.text())
            first = first.removeprefix(",").lstrip()
        elif child.tag == "span" and not LABEL_CLASSES.intersection(classes(child)):
            if last := collapse_spaces(child.text()):
                yield Name(first, last)
            first = ""


def _links(notes: list[tuple[str, Node]], wanted: str) -> tuple[PersonLink, ...]:
    """The links of the notes with this label, each with the comment in brackets after it."""
    links: list[PersonLink] = []
    for label, note in notes:
        if label != wanted:
            continue
        for child in note.children():
            if child.tag == "a" and (person := person_id(child.attr("href"))):
                links.append(PersonLink(person, collapse_spaces(child.text())))
            elif child.tag == "#text" and links:
                comment = collapse_spaces(child.text()).rstrip(",").strip()
                if comment.startswith("(") and comment.endswith(")"):
                    links[-1] = PersonLink(links[-1].id, links[-1].name, comment[1:-1])
    return tuple(links)


def _unique(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    found: dict[str, Paper] = {}
    for paper in papers:
        found.setdefault(paper.id, paper)  # the first has the abstract
    return tuple(found.values())
