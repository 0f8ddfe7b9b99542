"""A whole preview: its author pages, and what each of its files is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from generator.errors import PreviewError
from generator.model import AuthorPage, Notice, Paper
from generator.preview.file_kinds import (
    OTHER,
    PAGE,
    REFUSED,
    FileRecord,
    Refusal,
    classify_file,
    content_digest,
    page_id_of,
    path_of_page,
)
from generator.preview.files.source import PreviewFile, iter_files
from generator.preview.limits import LimitError, ids_differing_in_case
from generator.preview.parallel import parse_pages
from generator.preview.previous_reading import PreviousReading
from generator.runtime.garbage_collection import garbage_collection_paused

_FILES_PER_PROGRESS = 200
_MAX_FILES_OF_ONE_PROCESS = 1500
"""Fewer files are parsed before a worker process would have started."""
_MAX_REASONS_SHOWN = 5


@dataclass(slots=True)
class Preview:
    """Everything read from a preview.

    Attributes:
        pages: author pages by ID, sorted; without those whose file did not change since the previous reading.
        files: record of each file by path below ``people/``, unchanged ones included.
        folders: see `PreviousReading`.
    """

    pages: dict[str, AuthorPage] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> list[Refusal]:
        """Pages that could not be understood, by path."""
        return [Refusal(path, file.reason) for path, file in sorted(self.files.items()) if file.kind == REFUSED]

    @property
    def passed_over(self) -> Counter[str]:
        """Number of files that are no author pages, by kind (``redirect``, ``awards``, ``other``)."""
        return Counter(file.kind for file in self.files.values() if file.kind not in (PAGE, REFUSED))

    @property
    def notice(self) -> Notice | None:
        """The first page's notice; a preview words it the same on all pages."""
        return next((page.notice for page in self.pages.values() if page.notice), None)

    @property
    def papers(self) -> dict[str, Paper]:
        """Each paper on the pages once, by ID: as the first page by ID shows it."""
        found: dict[str, Paper] = {}
        for page in self.pages.values():
            for paper in page.papers:
                found.setdefault(paper.id, paper)
        return found

    def forget_abstracts(self) -> None:
        """Free most of the memory once the abstracts are written."""
        without: dict[bytes, Paper] = {}
        for page_id, page in self.pages.items():
            for paper in page.papers:
                if paper.version not in without:
                    bare = replace(paper, abstract="", abstract_html="") if paper.has_abstract else paper
                    without[paper.version] = bare
            self.pages[page_id] = replace(page, papers=tuple(without[paper.version] for paper in page.papers))


def read_preview(
    path: Path,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda n: None,
    previous: PreviousReading | None = None,
) -> Preview:
    """Read every author page of a preview.

    Args:
        path: folder that holds ``people/``, or an archive of it.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.
        previous: an earlier reading; files that did not change since then are not parsed again.

    Raises:
        PreviewError: ``path`` can't be read or holds no author page.
    """
    before = previous or PreviousReading()
    preview = Preview()
    scan = before.start_scan()
    files = iter_files(path, scan)
    if previous:
        files = before.select_changed(files, preview.files, jobs)
    add_files(preview, files, jobs, progress, previous.papers if previous else None)
    preview.files |= {path: before.files[path] for path in scan.unchanged}
    preview.files = {path: preview.files[path] for path in sorted(preview.files)}
    if not any(file.kind == PAGE for file in preview.files.values()):
        reasons = "".join(f"\n  people/{r.path}: {r.reason}" for r in preview.refused[:_MAX_REASONS_SHOWN])
        raise PreviewError(
            f"{path}: no author page found below people/. Give a built preview of the Anthology.{reasons}"
        )
    preview.pages = dict(sorted(preview.pages.items()))
    # Only a page that was no page in the previous reading can clash with another one.
    if any((file := before.files.get(path_of_page(i))) is None or file.kind != PAGE for i in preview.pages):
        refuse_ids_differing_in_case(preview)
    preview.folders = scan.folders
    return preview


def add_files(
    preview: Preview,
    files: Iterable[PreviewFile],
    jobs: int,
    progress: Callable[[int], None],
    papers: Mapping[bytes, Paper] | None = None,
) -> None:
    """Parse files, and add their pages and records to a preview.

    Args:
        preview: what was read so far.
        files: to be parsed.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.
        papers: version -> paper of an earlier reading; their entries need not be parsed again.
    """
    files = iter(files)
    first = list(islice(files, _MAX_FILES_OF_ONE_PROCESS))
    if len(first) < _MAX_FILES_OF_ONE_PROCESS:
        jobs = 1
    with garbage_collection_paused():
        markup = _classified_pages(chain(first, files), preview.files, progress)
        for page_id, page in parse_pages(markup, jobs, papers):
            if isinstance(page, AuthorPage):
                preview.pages[page_id] = page
            else:
                refuse(preview, page_id, page)


def refuse_ids_differing_in_case(preview: Preview) -> None:
    """Take pages out of what was read whose IDs differ from another only in capitals: not every disk can keep both."""
    ids = sorted(page_id_of(path) for path, file in preview.files.items() if file.kind == PAGE)
    for page_id, kept in ids_differing_in_case(ids).items():
        preview.pages.pop(page_id, None)
        refuse(preview, page_id, f"differs from {kept} only in capitals; rename one")


def refuse(preview: Preview, page_id: str, reason: str) -> None:
    """Record that a page that was read can't be used."""
    path = path_of_page(page_id)
    preview.files[path] = replace(preview.files[path], kind=REFUSED, reason=reason)


def _classified_pages(
    files: Iterable[PreviewFile], records: dict[str, FileRecord], progress: Callable[[int], None]
) -> Iterator[tuple[str, str]]:
    """Yield ID and markup of the author pages among the files; all files are recorded in ``records``."""
    done = 0
    for file in files:
        done += 1
        if done % _FILES_PER_PROGRESS == 0:
            progress(_FILES_PER_PROGRESS)
        if file.path in records:
            continue  # an archive can hold it twice
        try:
            content = file.read()
        except OSError as exc:
            records[file.path] = FileRecord(b"", file.stamp, REFUSED, f"can't be read ({exc.strerror})")
            continue
        except LimitError as exc:
            kind, reason = (REFUSED, str(exc)) if page_id_of(file.path) else (OTHER, "")
            records[file.path] = FileRecord(b"", file.stamp, kind, reason)
            continue
        kind, text = classify_file(file.path, content)
        reason = text if kind == REFUSED else ""
        records[file.path] = FileRecord(content_digest(content), file.stamp, kind, reason)
        if kind == PAGE:
            yield page_id_of(file.path), text
    progress(done % _FILES_PER_PROGRESS)
