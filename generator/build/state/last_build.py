"""What a build knew, so that the next one need not find it out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.anthology.item import Item
from generator.build.state.store import Key, Store, Table
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_variants import Variant
from generator.grouping.model.page_pairs import SamePerson
from generator.model import AuthorPage, Mention, Notice, Paper, Person
from generator.preview.file_kinds import FileRecord
from generator.review.page_changes import Change
from generator.review.page_record import PageRecord
from generator.review.page_summary import PageSummary


class StartAnewError(Exception):
    """A build of everything is needed; the message says why."""


@dataclass(frozen=True, slots=True)
class About:
    """Which build it was.

    Attributes:
        program: digest of the program's own files.
        settings: all settings on which pages depend, in words.
        build: ID of the build, which the site that it made has too.
        archive: digest of the preview's archive, ``""`` for a folder.
        since: digest of the manifest with which it was compared, ``""`` for none.
        notice: the preview's.
    """

    program: str
    settings: str
    build: str
    archive: str
    since: str
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the data.

    Attributes:
        stamp: size and time of change.
        digest: of its content, 16 bytes.
        items: IDs of what is in it, in order.
    """

    stamp: str
    digest: bytes
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a block's review pages rest on beside its own author pages.

    Attributes:
        forms: name slugs whose matching they show.
        persons: IDs that they would name if people.json has them.
    """

    forms: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """An author page whose papers are kept elsewhere, once for all pages.

    Attributes:
        page: the page without papers.
        papers: their versions.
    """

    page: AuthorPage
    papers: tuple[bytes, ...]

    @classmethod
    def of(cls, page: AuthorPage) -> StoredPage:
        """Take a page's papers out."""
        return cls(replace(page, papers=()), tuple(paper.version for paper in page.papers))


@dataclass(frozen=True, slots=True)
class Shown:
    """As what the site's abstracts show a paper.

    Attributes:
        page: first author page by ID that lists it, ``""`` if none does.
        version: of the paper there.
    """

    page: str = ""
    version: bytes = b""


SINGLE: dict[str, Any] = {
    "about": About,
    "files": dict[str, FileRecord],
    "folders": dict[str, int],
    "data_files": dict[str, DataFile],
    "persons": dict[str, Person],
    "by_slug": dict[str, tuple[str, ...]],
    "records": dict[str, PageRecord],
    "summaries": dict[str, PageSummary],
    "pairs": list[tuple[str, str, Variant]],
    "same": list[SamePerson],
    "changes": dict[str, Change],
    "corpus": Corpus,
    "shells": dict[str, str],
}
"""Values that are read whole; what each is stands at the attributes of `Past`."""
TABLES: dict[str, Any] = {
    "pages": StoredPage,
    "papers": Paper,
    "items": Item,
    "unlinked": tuple[Mention, ...],
    "needs": Needs,
    "shown": Shown,
}
"""Values of which a build needs few."""


class Past:
    """The state that the last build left; each value is read when it is first asked for.

    Attributes:
        about: which build it was.
        files, folders: of the preview, by path below ``people/``; see `PreviousReading`.
        data_files: files of the data, by path.
        persons: entries of people.json by ID.
        by_slug: see `People`.
        records: author pages by ID, sorted.
        summaries: review pages by ID.
        pairs: name slugs that may be one name.
        same: those of them that are probably one person, most probable first.
        changes: what differed from the base preview, by page ID.
        corpus: the statistics of the last build of everything.
        shells: pages that MkDocs rendered and a build fills, by path below the site.
        pages: see `page`.
        papers: each as one of the pages showed it, by version.
        items, unlinked: see `AnthologyData`.
        needs: by name slug, of blocks with a review page.
        shown: by paper ID.
    """

    about: About
    files: dict[str, FileRecord]
    folders: dict[str, int]
    data_files: dict[str, DataFile]
    persons: dict[str, Person]
    by_slug: dict[str, tuple[str, ...]]
    records: dict[str, PageRecord]
    summaries: dict[str, PageSummary]
    pairs: list[tuple[str, str, Variant]]
    same: list[SamePerson]
    changes: dict[str, Change]
    corpus: Corpus
    shells: dict[str, str]
    pages: Table[StoredPage]
    papers: Table[Paper]
    items: Table[Item]
    unlinked: Table[tuple[Mention, ...]]
    needs: Table[Needs]
    shown: Table[Shown]

    def __init__(self, path: Path) -> None:
        """Open a state file; raises `sqlite3.DatabaseError`."""
        self._store = Store(path)
        self._pages: dict[str, AuthorPage] = {}

    def __getattr__(self, name: str) -> Any:
        """Read what is not read yet."""
        if name in TABLES:
            value = self._store.table(name, TABLES[name], _with_abstract if name == "papers" else None)
        elif name in SINGLE:
            try:
                value = self._store.get(name, SINGLE[name])
            except KeyError:
                raise StartAnewError(f"what was kept of the last build lacks its {name}") from None
        else:
            raise AttributeError(name)
        setattr(self, name, value)
        return value

    def page(self, page_id: str) -> AuthorPage | None:
        """An author page with its papers, None if there was none."""
        if page_id not in self._pages:
            stored = self.pages.get(page_id)
            if stored is None:
                return None
            self._pages[page_id] = replace(stored.page, papers=tuple(self.papers[v] for v in stored.papers))
        return self._pages[page_id]

    def shows(self, page: AuthorPage) -> bool:
        """Whether the page was the same."""
        return self.pages.get(page.id) == StoredPage.of(page) or self.page(page.id) == page

    @cached_property
    def whole_pages(self) -> Mapping[str, AuthorPage]:
        """Author pages by ID, put together as they are asked for."""
        return _WholePages(self)

    def begin(self) -> Store:
        """The same file to write to; raises `sqlite3.OperationalError` while another build does.

        What is written counts once it is committed, all of it or nothing; what is not written stays.
        """
        self._store.begin()
        return self._store

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


class _WholePages(Mapping[str, AuthorPage]):
    def __init__(self, past: Past) -> None:
        self._past = past

    def __getitem__(self, key: str) -> AuthorPage:
        if (page := self._past.page(key)) is None:
            raise KeyError(key)
        return page

    def __iter__(self) -> Iterator[str]:
        return iter(self._past.records)

    def __len__(self) -> int:
        return len(self._past.records)


def write_state(
    store: Store, single: Mapping[str, Any], many: Mapping[str, tuple[Iterable[Any], Iterable[Key]]]
) -> None:
    """Write some of a build's state.

    Args:
        store: open for it.
        single: values by their names.
        many: by table, rows that are new and keys that went.
    """
    for name, value in single.items():
        store.put(name, value)
    for name, (new, gone) in many.items():
        store.table(name, Any).change(new, gone)


def page_rows(pages: Iterable[AuthorPage]) -> Iterator[tuple[str, StoredPage]]:
    """Author pages as the table ``pages`` has them."""
    return ((page.id, StoredPage.of(page)) for page in pages)


def paper_rows(pages: Iterable[AuthorPage]) -> Iterator[tuple[bytes, Paper]]:
    """Each version of a paper once, as the table ``papers`` has them."""
    seen: set[bytes] = set()
    for page in pages:
        for paper in page.papers:
            if paper.version not in seen:
                seen.add(paper.version)
                yield paper.version, _without_abstract(paper)


def _without_abstract(paper: Paper) -> Paper:
    # Most abstracts have no markup: one text is enough.
    return replace(paper, abstract="") if paper.abstract == paper.abstract_html else paper


def _with_abstract(paper: Paper) -> Paper:
    return paper if paper.abstract or not paper.abstract_html else replace(paper, abstract=paper.abstract_html)
