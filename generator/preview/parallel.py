"""Pages parsed in several worker processes.

This process cuts the pages (`generator.preview.layout.page_cutting`), so that
each entry is parsed once, for the first page on which it stands; the workers
parse what is left of them.  Tasks and results are sent as MessagePack, which
takes a fraction of the time that pickle needs for dataclasses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from generator.errors import PreviewError
from generator.model import AuthorPage, Paper
from generator.preview.interning import PaperInterner
from generator.preview.layout.author_page import ParsedPage, parse_page, parse_part, parse_whole
from generator.preview.layout.page_cutting import CutPage, EntryCache, UnparsedPart
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.processes import batches, map_in_order

_BATCH_PAGES = 50
_BATCHES_AHEAD = 12
"""Batches for each worker that are cut before the result of the first one is needed."""

_Task = list[tuple[str, UnparsedPart | str]]
"""A batch of pages: the ID of each, and the part that has to be parsed, or all of its markup."""
_Result = list[ParsedPage | str | None]
"""For each page: what was parsed, the reason of its refusal, or None if it has to be parsed whole."""
_encode = msgspec.msgpack.Encoder().encode
_task_decoder = msgspec.msgpack.Decoder(_Task)
_result_decoder = msgspec.msgpack.Decoder(_Result)


@dataclass(frozen=True, slots=True)
class _PendingPage:
    """A page that a worker is parsing."""

    id: str
    markup: str
    cut: CutPage | None


def parse_pages(
    pages: Iterable[tuple[str, str]], jobs: int, previous: Mapping[bytes, Paper] | None = None
) -> Iterator[tuple[str, AuthorPage | str]]:
    """Yield the ID of each page, and the page or the reason of its refusal; in order.

    Args:
        pages: IDs, which are taken to be valid, and markup.
        jobs: processes that parse.
        previous: version -> paper of an earlier reading; their entries need not be parsed again.
    """
    entries, interner = EntryCache(previous), PaperInterner()
    pending: deque[list[_PendingPage]] = deque()
    for result in map_in_order(_parse_batch, _make_tasks(pages, entries, pending), jobs, _BATCHES_AHEAD):
        for page, parsed in zip(pending.popleft(), _result_decoder.decode(result), strict=True):
            try:
                yield page.id, _complete(page, parsed, entries, interner)
            except PreviewError as exc:
                yield page.id, str(exc)


def _make_tasks(
    pages: Iterable[tuple[str, str]], entries: EntryCache, pending: deque[list[_PendingPage]]
) -> Iterator[bytes]:
    """Yield an encoded `_Task` for each batch of pages, and append the pages to ``pending``."""
    for batch in batches(pages, _BATCH_PAGES):
        cut_pages = [_PendingPage(page_id, markup, entries.cut(markup, skip_pending=True)) for page_id, markup in batch]
        pending.append(cut_pages)
        yield _encode([(page.id, page.cut.unparsed if page.cut else page.markup) for page in cut_pages])


def _parse_batch(task: bytes) -> bytes:
    with garbage_collection_paused():
        return _encode([_parse_one(*page) for page in _task_decoder.decode(task)])


def _parse_one(page_id: str, content: UnparsedPart | str) -> ParsedPage | str | None:
    if isinstance(content, UnparsedPart):
        return parse_part(page_id, content)
    try:
        return parse_whole(page_id, content)
    except PreviewError as exc:
        return str(exc)


def _complete(
    page: _PendingPage, parsed: ParsedPage | str | None, entries: EntryCache, interner: PaperInterner
) -> AuthorPage:
    if isinstance(parsed, str):
        raise PreviewError(parsed)
    papers = [interner.intern(paper) for paper in parsed.papers] if parsed else None
    if page.cut:
        papers = entries.papers_of(page.cut, papers)
    if parsed is None or papers is None:
        return parse_page(page.id, page.markup, entries)  # rare: an entry was pending for a page that failed
    if page.cut:
        return parsed.with_papers(papers, page.cut.notice)
    return parsed.with_papers(map(entries.first_of_version, papers))
