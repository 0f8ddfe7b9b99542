"""A whole preview: which files are author pages, and what became of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from uuid import uuid4

from joblib import Parallel, delayed
from joblib.externals.loky import get_reusable_executor

from generator.errors import PreviewError
from generator.model import AuthorPage, Notice, Paper
from generator.preview.limits import twins
from generator.preview.page import Entries, is_redirect, parse_page
from generator.preview.source import File, content_of, iter_files

_PAGE = re.compile(r"([^/]+(?:/unverified)?)/index\.html")
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that could not be understood.

    Attributes:
        path: below ``people/``.
        reason: what was missing.
    """

    path: str
    reason: str


@dataclass(slots=True)
class Preview:
    """Everything read from a preview.

    Attributes:
        pages: author pages by ID, sorted.
        papers: each paper once; pages share these objects.
        refused: pages that could not be understood.
        passed_over: how many files beside author pages there were, by kind
            (``redirect``, ``awards``, ``other``).
    """

    pages: dict[str, AuthorPage] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    @property
    def notice(self) -> Notice | None:
        """The first page's notice; a preview words it the same everywhere."""
        return next((page.notice for page in self.pages.values() if page.notice), None)


def read_preview(path: Path, jobs: int = 1, progress: Callable[[int], None] = lambda n: None) -> Preview:
    """Read every author page of a preview.

    Args:
        path: folder that holds ``people/``, or an archive of it.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.

    Raises:
        PreviewError: if ``path`` can't be read or holds no author page.
    """
    preview = Preview()
    reading = uuid4().hex
    chunks = _chunks(iter_files(path), _CHUNK)
    # Generators in, generator out: neither the archive nor the parsed pages pile up.
    done = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="6*n_jobs", batch_size=1)(
        delayed(_parse_chunk)(reading, chunk) for chunk in chunks
    )
    for results in done:
        for result in results:
            if isinstance(result, _Parcel):
                preview.papers.update((paper.id, paper) for paper in result.news if paper.id not in preview.papers)
                papers = tuple(preview.papers[paper_id] for paper_id in result.paper_ids)
                preview.pages[result.page.id] = replace(result.page, papers=papers)
            elif isinstance(result, Refusal):
                preview.refused.append(result)
            else:
                preview.passed_over[result] += 1
        progress(len(results))
    if not preview.pages:
        reasons = "".join(f"\n  people/{r.path}: {r.reason}" for r in preview.refused[:5])
        raise PreviewError(
            f"{path}: no author page found below people/. Give a built preview of the Anthology.{reasons}"
        )
    if jobs > 1:
        # The processes remember what they parsed; what comes next needs the memory.
        get_reusable_executor().shutdown()
    preview.pages = dict(sorted(preview.pages.items()))
    for page_id, kept in twins(preview.pages).items():
        del preview.pages[page_id]
        preview.refused.append(Refusal(f"{page_id}/index.html", f"differs from {kept} only in capitals; rename one"))
    preview.refused.sort(key=lambda r: r.path)
    return preview


def parse_file(path: str, content: bytes, entries: Entries | None = None) -> AuthorPage | Refusal | str:
    """One file below ``people/``: its page, why it was refused, or what kind of other file it is."""
    match = _PAGE.fullmatch(path)
    if match is None:
        return "awards" if path.endswith("/awards/index.html") else "other"
    try:
        markup = content.decode("utf-8")
        if is_redirect(markup):
            return "redirect"
        return parse_page(match.group(1), markup, entries)
    except UnicodeDecodeError as exc:
        return Refusal(path, f"not UTF-8 at byte {exc.start}")
    except PreviewError as exc:
        return Refusal(path, str(exc))


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A page as a worker sends it: each paper travels only with the worker's first page that lists it."""

    page: AuthorPage
    paper_ids: tuple[str, ...]
    news: tuple[Paper, ...]


@dataclass(slots=True)
class _Memory:
    """What a worker process remembers of one reading: the entries it parsed, the papers it sent."""

    reading: str = ""
    entries: Entries = field(default_factory=Entries)
    sent: set[str] = field(default_factory=set)


_memory = _Memory()


def _parse_chunk(reading: str, files: list[File]) -> list[_Parcel | Refusal | str]:
    global _memory
    if _memory.reading != reading:
        _memory = _Memory(reading)
    return [_pack(_read(file, _memory.entries), _memory.sent) for file in files]


def _read(file: File, entries: Entries) -> AuthorPage | Refusal | str:
    try:
        return parse_file(file[0], content_of(file), entries)
    except OSError as exc:
        return Refusal(file[0], f"can't be read ({exc.strerror})")


def _pack(result: AuthorPage | Refusal | str, sent: set[str]) -> _Parcel | Refusal | str:
    # Results come back in the order of the tasks, so what a worker sent before has arrived before.
    if not isinstance(result, AuthorPage):
        return result
    news = tuple(paper for paper in result.papers if paper.id not in sent)
    sent.update(paper.id for paper in news)
    return _Parcel(replace(result, papers=()), tuple(paper.id for paper in result.papers), news)


def _chunks(files: Iterable[File], size: int) -> Iterator[list[File]]:
    files = iter(files)
    while chunk := list(islice(files, size)):
        yield chunk
