"""One author page: HTML in, `AuthorPage` out.

Pure: no files, no network.  Knows the three generations of the Anthology's
layout (2025 with Bootstrap 4, early 2026 with Bootstrap 5 and entries as
``<p>``, and August 2026 with entries as ``<div>``); they differ in classes,
not in order, so one extraction reads them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from urllib.parse import unquote, urlsplit

from generator.errors import PreviewError
from generator.model import UNVERIFIED, Author, AuthorPage, Mention, Name, Notice, Paper, PersonLink, Role
from generator.preview.dom import Node, classes, parse_fast, parse_tolerant
from generator.preview.limits import MAX_PATIENCE, ExcessError, check_id, check_markup, check_page
from generator.preview.markup import fold, safe_abstract, safe_title

_PERSON = re.compile(r"/people/([^/?#]+)(/unverified)?/?$")
_PAPER_ID = re.compile(r"[A-Z][0-9]{2}-[0-9]{1,5}|[0-9]{4}\.[a-z0-9]{1,40}-[a-z0-9]{1,40}(?:\.[0-9]{1,6})?")
# Workshops of the old scheme, C69 and the end of D19 have two digits for the volume, all others one.
_OLD_FRONT_MATTER = re.compile(r"(?:W\d\d|C69|D19(?=-[5-9]))-\d\d00|(?!W|C69|D19-[5-9])[A-Z]\d\d-\d000")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_YEAR = re.compile(r"(?:1[89]|2\d)\d\d")
_ALSO, _SIMILAR, _SIMILAR_UNVERIFIED, _MAY_BELONG = (
    "also published as",
    "other people with similar names",
    "unverified author pages with similar names",
    "papers on this page may belong to the following people",
)


def is_redirect(markup: str) -> bool:
    """True for Hugo's alias pages, which only point elsewhere."""
    return len(markup) < 4096 and "http-equiv" in markup and "refresh" in markup and "id=title" not in markup


class Entries:
    """Papers by the markup of their entry, so that one that many pages list is read once.

    Kept without their abstracts, and the markup as a digest: a worker process
    sees nearly every paper of a preview, and joblib restarts one that grows.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._papers: dict[bytes, Paper] = {}

    def paper(self, entry: Node, abstract: Node | None, year: int | None) -> Paper:
        """Read an entry; one that was read before comes without its abstract."""
        key = blake2b(entry.html().encode(), digest_size=16).digest()
        known = self._papers.get(key)
        if known is not None:
            return known
        paper = _paper(entry, abstract, year)
        self._papers[key] = replace(paper, abstract="", abstract_html="")
        return paper

    def forget(self) -> None:
        """Start anew, after a page whose papers were read in vain."""
        self._papers.clear()


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
    check_markup(markup)
    try:
        page = _extract(page_id, parse_fast(markup), entries or Entries())
    except PreviewError as error:
        if entries:
            entries.forget()
        if isinstance(error, ExcessError) or len(markup) > MAX_PATIENCE:
            raise
        page = _extract(page_id, parse_tolerant(markup), Entries())
    check_page(page)
    return page


def parse_page_with(parse: Callable[[str], Node], page_id: str, markup: str) -> AuthorPage:
    """Like `parse_page`, with one parser only; for comparing the two."""
    return _extract(page_id, parse(markup), Entries())


def _extract(page_id: str, root: Node, entries: Entries) -> AuthorPage:
    title = root.first("#title")
    if title is None:
        raise PreviewError("no heading with id=title: this is no author page of a known layout")
    spans = [span for span in title.children() if span.tag == "span"]
    if len(spans) < 2 or not fold(spans[1].text()):
        raise PreviewError("the heading holds no first and last name")
    listing = root.first("div.col-lg-9")
    if listing is None:
        raise PreviewError("no list of papers (div.col-lg-9): the page is cut off or of an unknown layout")
    papers = _unique(_papers(listing, entries))
    if root.first("div.col-lg-3") is None:
        raise PreviewError("the page ends within its list of papers: it was cut off")
    notes = _notes(root)
    orcid = next((m.group() for a in title.all("a") if (m := _ORCID.search(a.attr("href")))), "")
    bootstrap5 = "fw-bold" in classes(spans[1])
    return AuthorPage(
        id=page_id,
        name=Name(fold(spans[0].text()), fold(spans[1].text())),
        papers=papers,
        mentions=tuple(
            Mention(paper.id, position, paper.role)
            for paper in papers
            for position, author in enumerate(paper.authors)
            if author.person == page_id
        ),
        notice=_notice(root),
        verified=bootstrap5 and not page_id.endswith(UNVERIFIED),
        orcid=orcid,
        comment=next((fold(note.text()) for label, note in notes if not label), ""),
        also_published_as=tuple(n for label, note in notes if label == _ALSO for n in _names(note)),
        similar=_links(notes, _SIMILAR),
        similar_unverified=_links(notes, _SIMILAR_UNVERIFIED),
        may_belong_to=_links(notes, _MAY_BELONG),
    )


def _notice(root: Node) -> Notice | None:
    for alert in root.all("[role=alert]"):
        text = fold(alert.text())
        if "preview" in text.lower():
            # Every page links to itself below the preview's own address.
            canonical = next((link.attr("href") for link in root.all("link[rel=canonical]")), "")
            for href in chain((canonical,), (a.attr("href") for a in root.all("a"))):
                before, found, _ = href.partition("/people/")
                if found and before:
                    url = f"{before}/" if href == canonical and before.startswith("https://") else ""
                    return Notice(text, before.rpartition("/")[2], url)
            return Notice(text, "")
    return None


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
            if child.tag == "a" and (person := _person_id(child.attr("href"))):
                links.append(PersonLink(person, fold(child.text())))
            elif child.tag == "#text" and links:
                comment = fold(child.text()).rstrip(",").strip()
                if comment.startswith("(") and comment.endswith(")"):
                    links[-1] = PersonLink(links[-1].id, links[-1].name, comment[1:-1])
    return tuple(links)


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:  # such as http://[
        return ""


@lru_cache(maxsize=1 << 16)
def _person_id(href: str) -> str:
    match = _PERSON.search(_path(href))
    return unquote(match.group(1)) + (match.group(2) or "") if match else ""


def _papers(listing: Node, entries: Entries) -> Iterable[Paper]:
    year: int | None = None
    entry: Node | None = None
    abstract: Node | None = None
    for child in listing.children():
        if child.tag == "#text":
            continue
        kinds = classes(child)
        if "abstract-collapse" in kinds:
            abstract = child.first(".card-body") or child
            continue
        if entry is not None:
            yield entries.paper(entry, abstract, year)
            entry = abstract = None
        if child.tag == "h4":
            match = _YEAR.search(child.text())
            year = int(match.group()) if match else None
        elif "d-sm-flex" in kinds:
            entry = child
    if entry is not None:
        yield entries.paper(entry, abstract, year)


def _paper(entry: Node, abstract: Node | None, year: int | None) -> Paper:
    strong = entry.first("strong")
    link = strong.first("a") if strong else None
    body = next((c for c in entry.children() if c.tag == "span" and c.first("strong")), None)
    if strong is None or link is None or body is None:
        raise PreviewError(f"an entry without title link: {fold(entry.text())[:80]!r}")
    paper_id = unquote(_path(link.attr("href")).rstrip("/").rpartition("/")[2])
    if not _PAPER_ID.fullmatch(paper_id):
        raise PreviewError(f"an entry whose link is no Anthology ID: {link.attr('href')[:120]!r}")
    authors, volume, volume_title = [], "", ""
    for child in body.children():
        if child.tag == "a":
            if "text-muted" in classes(child):
                volume = _path(child.attr("href")).rstrip("/").rpartition("/")[2]
                volume_title = fold(child.text())
            else:
                authors.append(Author(fold(child.text()), _person_id(child.attr("href"))))
    pdf = next((a.attr("href") for a in entry.all("a") if {"badge-primary", "text-bg-primary"} & set(classes(a))), "")
    awards = tuple(
        fold(span.attr("title")) for span in entry.all("span[title]") if span.first("i.fa-award") is not None
    )
    plain = fold(abstract.text()) if abstract else ""
    marked_up = safe_abstract(abstract.html()) if abstract else ""
    return Paper(
        id=paper_id,
        title=fold(strong.text()),
        authors=tuple(authors),
        role=Role.EDITOR if is_front_matter(paper_id) or not authors else Role.AUTHOR,
        volume=volume,
        volume_title=volume_title,
        venue=venue_of(volume or paper_id),
        year=year,
        abstract=plain,
        title_html=safe_title(strong.html()),
        abstract_html=plain if marked_up == plain else marked_up,  # one string where they agree: most do
        url=link.attr("href"),
        pdf=pdf if pdf.startswith(("https://", "http://", "/")) else "",
        awards=awards,
    )


def is_front_matter(paper_id: str) -> bool:
    """True for ``….0`` and its older forms (``P18-1000``, ``W18-6300``)."""
    return paper_id.endswith(".0") or _OLD_FRONT_MATTER.fullmatch(paper_id) is not None


def venue_of(item_id: str) -> str:
    """Venue as far as an ID tells: ``2023.acl-long`` gives ``acl``, ``N18-1`` gives ``N``."""
    collection = item_id.partition("-")[0]
    return collection.partition(".")[2] or collection[:1]


def _unique(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    found: dict[str, Paper] = {}
    for paper in papers:
        found.setdefault(paper.id, paper)  # the first has the abstract
    return tuple(found.values())
