"""One entry of a list of papers: its nodes in, `Paper` out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from generator.errors import PreviewError
from generator.model import Author, Paper, Role
from generator.preview.html.dom import Node, classes
from generator.preview.html.markup import collapse_spaces, safe_abstract, safe_title
from generator.preview.layout.landmarks import (
    ABSTRACT_CLASS,
    ABSTRACT_TEXT,
    AWARD_ICON,
    ENTRY_CLASS,
    MUTED_CLASS,
    PDF_BADGE,
    TITLE_LINK_PARENT,
)

_PERSON = re.compile(r"/people/([^/?#]+)(/unverified)?/?$")
_PAPER_ID = re.compile(r"[A-Z][0-9]{2}-[0-9]{1,5}|[0-9]{4}\.[a-z0-9]{1,40}-[a-z0-9]{1,40}(?:\.[0-9]{1,6})?")
# Workshops of the old scheme, C69 and the end of D19 have two digits for the volume, all others one.
_OLD_FRONT_MATTER = re.compile(r"(?:W\d\d|C69|D19(?=-[5-9]))-\d\d00|(?!W|C69|D19-[5-9])[A-Z]\d\d-\d000")
_YEAR = re.compile(r"(?:1[89]|2\d)\d\d")


def parse_list(listing: Node) -> Iterable[Paper]:
    """The papers of a list on a page that is parsed whole, in the order of the list.

    Raises:
        PreviewError: an entry can't be understood.
    """
    year: int | None = None
    entry: Node | None = None
    abstract: Node | None = None
    for child in listing.children():
        if child.tag == "#text":
            continue
        names = classes(child)
        if ABSTRACT_CLASS in names:
            abstract = child
            continue
        if entry is not None:
            yield _with_version(parse_entry(entry, abstract, year))
            entry = abstract = None
        if child.tag == "h4":
            year = year_in(child.text())
        elif ENTRY_CLASS in names:
            entry = child
    if entry is not None:
        yield _with_version(parse_entry(entry, abstract, year))


def _with_version(paper: Paper) -> Paper:
    """The paper with a digest of its values as version; in a page that is cut, the digest of the entry's bytes is."""
    return replace(paper, version=blake2b(repr(paper).encode("utf-8", "replace"), digest_size=16).digest())


def parse_entry(entry: Node, abstract: Node | None, year: int | None, version: bytes = b"") -> Paper:
    """The paper of an entry.

    Args:
        entry: the element of the entry.
        abstract: the box with the abstract, None if there is none.
        year: in the heading above the entry, None without one.
        version: of the paper, ``b""`` if it is set later.

    Raises:
        PreviewError: the entry can't be understood.
    """
    title = entry.first(TITLE_LINK_PARENT)
    link = title.first("a") if title else None
    body = next((c for c in entry.children() if c.tag == "span" and c.first(TITLE_LINK_PARENT)), None)
    if title is None or link is None or body is None:
        raise PreviewError(f"an entry without title link: {collapse_spaces(entry.text())[:80]!r}")
    url = link.attr("href")
    paper_id = unquote(_last_path_segment(url))
    if not _PAPER_ID.fullmatch(paper_id):
        raise PreviewError(f"an entry whose link is no Anthology ID: {url[:120]!r}")
    authors, volume, volume_title = [], "", ""
    for child in body.children():
        if child.tag == "a":
            if MUTED_CLASS in classes(child):
                volume = _last_path_segment(child.attr("href"))
                volume_title = collapse_spaces(child.text())
            else:
                authors.append(_author(child.text(), child.attr("href")))
    badge = entry.first(PDF_BADGE)
    pdf = badge.attr("href") if badge else ""
    awards = (
        tuple(collapse_spaces(span.attr("title")) for span in entry.all("span[title]") if span.first(AWARD_ICON))
        if entry.first(AWARD_ICON)
        else ()
    )
    plain, marked_up = _abstract(abstract.first(ABSTRACT_TEXT) or abstract) if abstract else ("", "")
    return Paper(
        id=paper_id,
        title=collapse_spaces(title.text()),
        authors=tuple(authors),
        role=Role.EDITOR if is_front_matter(paper_id) or not authors else Role.AUTHOR,
        volume=volume,
        volume_title=volume_title,
        venue=venue_of(volume or paper_id),
        year=year,
        abstract=plain,
        title_html=safe_title(title.html()),
        abstract_html=marked_up,
        url=url,
        pdf=pdf if pdf.startswith(("https://", "http://", "/")) else "",
        awards=awards,
        has_abstract=bool(marked_up),
        version=version,
    )


def _abstract(card: Node) -> tuple[str, str]:
    text, markup = card.text(), card.html()
    plain = collapse_spaces(text)
    if markup == text:
        return plain, plain
    marked_up = safe_abstract(markup)
    return plain, plain if marked_up == plain else marked_up  # one string where they agree: most do


@lru_cache(maxsize=1 << 17)
def _author(text: str, href: str) -> Author:
    return Author(collapse_spaces(text), person_id(href))  # one object for each author, not for each slot


@lru_cache(maxsize=1 << 16)
def person_id(href: str) -> str:
    """Page ID to which a link leads, ``""`` if to no author page."""
    match = _PERSON.search(_path(href))
    return unquote(match.group(1)) + (match.group(2) or "") if match else ""


def _last_path_segment(href: str) -> str:
    return _path(href).rstrip("/").rpartition("/")[2]


def _path(href: str) -> str:
    if href.startswith("/") and not href.startswith("//") and href.isprintable():
        return href.partition("#")[0].partition("?")[0]  # the same as urlsplit's, in a tenth of the time
    try:
        return urlsplit(href).path
    except ValueError:  # such as http://[
        return ""


def year_in(text: str) -> int | None:
    """The year of a heading, None if it names none."""
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def is_front_matter(paper_id: str) -> bool:
    """True for ``….0`` and its older forms (``P18-1000``, ``W18-6300``)."""
    return paper_id.endswith(".0") or _OLD_FRONT_MATTER.fullmatch(paper_id) is not None


def venue_of(item_id: str) -> str:
    """The venue that an ID of a paper or volume names: ``acl`` for ``2023.acl-long``, ``N`` for ``N18-1``."""
    collection = item_id.partition("-")[0]
    return collection.partition(".")[2] or collection[:1]
