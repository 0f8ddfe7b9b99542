"""A whole preview: which files are author pages, and what became of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from joblib import Parallel, delayed

from generator.errors import PreviewError
from generator.model import AuthorPage, Notice, Paper
from generator.preview.page import is_redirect, parse_page
from generator.preview.source import File, iter_files

_PAGE = re.compile(r"([^/]+(?:/unverified)?)/index\.html")
_CHUNK = 400


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
    chunks = _chunks(iter_files(path), _CHUNK)
    # Generators in, generator out: neither the archive nor the parsed pages pile up.
    done = Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1)(
        delayed(_parse_chunk)(chunk) for chunk in chunks
    )
    for results in done:
        for result in results:
            if isinstance(result, AuthorPage):
                preview.pages[result.id] = _share_papers(result, preview.papers)
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
    preview.pages = dict(sorted(preview.pages.items()))
    preview.refused.sort(key=lambda r: r.path)
    return preview


def parse_file(path: str, content: bytes) -> AuthorPage | Refusal | str:
    """One file below ``people/``: its page, why it was refused, or what kind of other file it is."""
    match = _PAGE.fullmatch(path)
    if match is None:
        return "awards" if path.endswith("/awards/index.html") else "other"
    try:
        markup = content.decode("utf-8")
        if is_redirect(markup):
            return "redirect"
        return parse_page(match.group(1), markup)
    except UnicodeDecodeError as exc:
        return Refusal(path, f"not UTF-8 at byte {exc.start}")
    except PreviewError as exc:
        return Refusal(path, str(exc))


def _parse_chunk(files: list[File]) -> list[AuthorPage | Refusal | str]:
    return [parse_file(path, content) for path, content in files]


def _share_papers(page: AuthorPage, papers: dict[str, Paper]) -> AuthorPage:
    """The same page with each paper replaced by the copy that other pages use."""
    shared = tuple(papers.setdefault(paper.id, paper) for paper in page.papers)
    object.__setattr__(page, "papers", shared)  # same content, one copy: the page stays what it was
    return page


def _chunks(files: Iterable[File], size: int) -> Iterator[list[File]]:
    files = iter(files)
    while chunk := list(islice(files, size)):
        yield chunk
