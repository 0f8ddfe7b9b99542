"""A whole preview: which files are author pages, and what became of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

from generator.errors import PreviewError
from generator.model import AuthorPage, Notice, Paper
from generator.preview.files.folder import NEVER, Folders, Stamp
from generator.preview.files.source import File, iter_files
from generator.preview.layout.author_page import Entries, is_redirect, parse_page
from generator.preview.limits import check_id, twins
from generator.preview.parallel import parse_pages
from generator.runtime.garbage_collection import garbage_collection_paused

_PAGE = re.compile(r"([^/]+(?:/unverified)?)/index\.html")
_STEP = 200
"""Files after which progress is told."""
_FEW = 1500
"""Files that are parsed before a second process would have started."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that could not be understood.

    Attributes:
        path: below ``people/``.
        reason: what was missing.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file below ``people/`` is.

    Attributes:
        digest: of its content, 16 bytes; empty if it could not be read.
        stamp: see `File`.
        became: ``page``, ``refused``, or the kind of other file (``redirect``, ``awards``, ``other``).
        reason: why it was refused.
    """

    digest: bytes
    stamp: Stamp
    became: str
    reason: str = ""


@dataclass(slots=True)
class Known:
    """What an earlier reading found.

    Attributes:
        files: by path below ``people/``.
        folders: their times of change, empty for an archive.
        papers: by version.
    """

    files: Mapping[str, FileRecord] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    papers: Mapping[bytes, Paper] = field(default_factory=dict)


@dataclass(slots=True)
class Preview:
    """Everything read from a preview.

    Attributes:
        pages: author pages by ID, sorted; those of files that were known are not among them.
        files: what each file is, by path below ``people/``, known ones included.
        folders: see `Known`.
    """

    pages: dict[str, AuthorPage] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> list[Refusal]:
        """Pages that could not be understood, by path."""
        return [Refusal(path, file.reason) for path, file in sorted(self.files.items()) if file.became == "refused"]

    @property
    def passed_over(self) -> Counter[str]:
        """How many files beside author pages there were, by kind (``redirect``, ``awards``, ``other``)."""
        return Counter(file.became for file in self.files.values() if file.became not in ("page", "refused"))

    @property
    def notice(self) -> Notice | None:
        """The first page's notice; a preview words it the same everywhere."""
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
        """Let go of what most of the memory is needed for, once it is written."""
        lean: dict[bytes, Paper] = {}
        for page_id, page in self.pages.items():
            for paper in page.papers:
                if paper.version not in lean:
                    lean[paper.version] = replace(paper, abstract="", abstract_html="") if paper.has_abstract else paper
            self.pages[page_id] = replace(page, papers=tuple(lean[paper.version] for paper in page.papers))


def read_preview(
    path: Path, jobs: int = 1, progress: Callable[[int], None] = lambda n: None, known: Known | None = None
) -> Preview:
    """Read every author page of a preview.

    Args:
        path: folder that holds ``people/``, or an archive of it.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.
        known: an earlier reading; files that are the same are not parsed again.

    Raises:
        PreviewError: if ``path`` can't be read or holds no author page.
    """
    preview = Preview()
    folders = Folders(known.folders, _stamps(known)) if known else Folders()
    files = iter_files(path, folders)
    if known:
        files = _changed(files, known.files, preview.files, jobs)
    first = list(islice(files, _FEW))
    if len(first) < _FEW:
        jobs = 1
    with garbage_collection_paused():
        for page_id, page in parse_pages(
            _pages(chain(first, files), preview.files, progress), jobs, known.papers if known else None
        ):
            if isinstance(page, AuthorPage):
                preview.pages[page_id] = page
            else:
                _refuse(preview, page_id, page)
    if known:
        preview.files |= {path: known.files[path] for path in folders.same}
    preview.files = {path: preview.files[path] for path in sorted(preview.files)}
    if not any(file.became == "page" for file in preview.files.values()):
        reasons = "".join(f"\n  people/{r.path}: {r.reason}" for r in preview.refused[:5])
        raise PreviewError(
            f"{path}: no author page found below people/. Give a built preview of the Anthology.{reasons}"
        )
    preview.pages = dict(sorted(preview.pages.items()))
    before = known.files if known else {}
    if any((file := before.get(file_of(page_id))) is None or file.became != "page" for page_id in preview.pages):
        _refuse_twins(preview)
    preview.folders = folders.seen
    return preview


def _stamps(known: Known) -> dict[str, Stamp]:
    # A page that was refused is read again: as a twin of one that may be gone now, or to be mended by chance.
    return {path: NEVER if file.became == "refused" else file.stamp for path, file in known.files.items()}


def _refuse_twins(preview: Preview) -> None:
    ids = sorted(page_id_of(path) for path, file in preview.files.items() if file.became == "page")
    for page_id, kept in twins(ids).items():
        preview.pages.pop(page_id, None)
        _refuse(preview, page_id, f"differs from {kept} only in capitals; rename one")


def _refuse(preview: Preview, page_id: str, why: str) -> None:
    path = file_of(page_id)
    preview.files[path] = replace(preview.files[path], became="refused", reason=why)


def _changed(
    files: Iterable[File], known: Mapping[str, FileRecord], same: dict[str, FileRecord], jobs: int
) -> Iterator[File]:
    """Files that are new or other than they were; the rest are put down in ``same`` instead."""

    def other(file: File) -> bool:
        before = known[file.path]
        try:
            if not before.digest or _digest(file.content()) != before.digest:
                return True
        except OSError:
            return True
        same[file.path] = replace(before, stamp=file.stamp)
        return False

    suspects = []
    for file in files:
        before = known.get(file.path)
        if before is None or before.became == "refused":
            yield file
        elif isinstance(file.held, bytes):
            if other(file):
                yield file
        else:
            suspects.append(file)
    with ThreadPoolExecutor(jobs) as threads:  # reading and hashing let other threads run
        yield from (file for file, is_other in zip(suspects, threads.map(other, suspects), strict=True) if is_other)


def page_id_of(path: str) -> str:
    """Page ID of a file below ``people/``, ``""`` if author pages lie elsewhere."""
    match = _PAGE.fullmatch(path)
    return match.group(1) if match else ""


def file_of(page_id: str) -> str:
    """Path below ``people/`` of an author page."""
    return f"{page_id}/index.html"


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def parse_file(path: str, content: bytes, entries: Entries | None = None) -> AuthorPage | Refusal | str:
    """One file below ``people/``: its page, why it was refused, or what kind of other file it is."""
    kind, text = _look(path, content)
    if kind == "page":
        try:
            return parse_page(page_id_of(path), text, entries)
        except PreviewError as exc:
            kind, text = "refused", str(exc)
    return Refusal(path, text) if kind == "refused" else kind


def _look(path: str, content: bytes) -> tuple[str, str]:
    """What a file is as far as a glance tells (see `FileRecord`), and its markup or why it was refused."""
    page_id = page_id_of(path)
    if not page_id:
        return "awards" if path.endswith("/awards/index.html") else "other", ""
    try:
        markup = content.decode("utf-8")
        if is_redirect(markup):
            return "redirect", ""
        check_id(page_id)
    except UnicodeDecodeError as exc:
        return "refused", f"not UTF-8 at byte {exc.start}"
    except PreviewError as exc:
        return "refused", str(exc)
    return "page", markup


def _pages(
    files: Iterable[File], records: dict[str, FileRecord], progress: Callable[[int], None]
) -> Iterator[tuple[str, str]]:
    """Author pages among files, as ID and markup; all files are put down in ``records``."""
    done = 0
    for file in files:
        done += 1
        if done % _STEP == 0:
            progress(_STEP)
        if file.path in records:
            continue  # an archive can hold it twice
        try:
            content = file.content()
        except OSError as exc:
            records[file.path] = FileRecord(b"", file.stamp, "refused", f"can't be read ({exc.strerror})")
            continue
        kind, text = _look(file.path, content)
        reason = text if kind == "refused" else ""
        records[file.path] = FileRecord(_digest(content), file.stamp, kind, reason)
        if kind == "page":
            yield page_id_of(file.path), text
    progress(done % _STEP)
