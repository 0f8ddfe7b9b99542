"""Pages parsed in several processes.

This process cuts them, so that each entry is parsed once, on whatever page it comes first; the others parse.  What
goes to and fro is MessagePack, which takes a fraction of the time that pickle needs for dataclasses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.errors import PreviewError
from generator.model import AuthorPage, Paper
from generator.preview.interning import Pool
from generator.preview.layout.author_page import Parsed, parse_page, parse_part, parse_whole
from generator.preview.layout.cut import Cut, Entries, Rest
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.processes import batches, map_in_order

_CHUNK = 50
_AHEAD = 12
"""Chunks for each process that wait to be parsed, or for their turn after that."""

_Work = list[tuple[str, Rest | str]]
"""Page IDs, each with what is to be parsed: what is left of a page, or all of its markup."""
_Done = list[Parsed | str | None]
"""What became of each: what was found, why it was refused, or nothing if only the whole page tells."""
_encode = msgspec.msgpack.Encoder().encode
_work = msgspec.msgpack.Decoder(_Work)
_done = msgspec.msgpack.Decoder(_Done)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page whose parts are on their way."""

    id: str
    markup: str
    cut: Cut | None


def parse_pages(
    pages: Iterable[tuple[str, str]], jobs: int, known: Mapping[bytes, Paper] | None = None
) -> Iterator[tuple[str, AuthorPage | str]]:
    """Yield the ID of each page, and the page or why it was refused; in order.

    Args:
        pages: IDs, which are taken to be valid, and markup.
        jobs: processes that parse.
        known: papers by version that need not be parsed again.
    """
    entries, pool = Entries(known), Pool()
    waiting: deque[list[_Page]] = deque()
    for done in map_in_order(_parse, _tasks(pages, entries, waiting), jobs, _AHEAD):
        for page, parsed in zip(waiting.popleft(), _done.decode(done), strict=True):
            try:
                yield page.id, _whole(page, parsed, entries, pool)
            except PreviewError as exc:
                yield page.id, str(exc)


def _tasks(pages: Iterable[tuple[str, str]], entries: Entries, waiting: deque[list[_Page]]) -> Iterator[bytes]:
    """What is to be parsed of pages, a chunk at a time; the chunks themselves wait."""
    for chunk in batches(pages, _CHUNK):
        sent = [_Page(page_id, markup, entries.cut(markup, ahead=True)) for page_id, markup in chunk]
        waiting.append(sent)
        yield _encode([(page.id, page.cut.rest if page.cut else page.markup) for page in sent])


def _parse(work: bytes) -> bytes:
    with garbage_collection_paused():
        return _encode([_parse_one(*page) for page in _work.decode(work)])


def _parse_one(page_id: str, content: Rest | str) -> Parsed | str | None:
    if isinstance(content, Rest):
        return parse_part(page_id, content)
    try:
        return parse_whole(page_id, content)
    except PreviewError as exc:
        return str(exc)


def _whole(page: _Page, parsed: Parsed | str | None, entries: Entries, pool: Pool) -> AuthorPage:
    if isinstance(parsed, str):
        raise PreviewError(parsed)
    papers = [pool.paper(paper) for paper in parsed.papers] if parsed else None
    if page.cut:
        papers = entries.join(page.cut, papers)
    if parsed is None or papers is None:
        return parse_page(page.id, page.markup, entries)  # few: what it needs was on a page that can't be cut
    return parsed.page(papers, page.cut.notice) if page.cut else parsed.page(map(entries.once, papers))
