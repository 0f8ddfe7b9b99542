"""What a build keeps for the next one; each kept value is declared once, as an attribute of `LastBuild`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.build.state.lazy_values import KeptValues, OptionalValue, Table, Value
from generator.build.state.store import Store
from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_variants import Variant
from generator.grouping.model.page_pairs import SamePerson
from generator.model import AuthorPage, Decided, Notice, Paper, Person, Statement
from generator.preview.file_kinds import FileRecord
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.entry_pairs import EntryPair
from generator.review.page_changes import PageChange
from generator.review.review_page_summary import ReviewPageSummary


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """The ID of a build, and what the build was made from.

    Attributes:
        program: digest of the program's own files.
        settings: all settings that change pages, as text.
        build: ID of the build, a digest of program, settings and input; the site's marker file has it too.
        archive: digest of the preview's archive, ``""`` for a folder.
        since: digest of the base preview's manifest, ``""`` if none was given.
        notice: what the preview says about itself.
        evidence: digest of the evidence files, ``""`` if none was given.
    """

    program: str = ""
    settings: str = ""
    build: str = ""
    archive: str = ""
    since: str = ""
    notice: Notice | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the Anthology's data.

    Attributes:
        stamp: size and modification time, as text.
        digest: 16-byte digest of its content.
    """

    stamp: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class BlockDependencies:
    """What the review pages of a block depend on beside its own author pages.

    Attributes:
        slugs: name slugs whose name matching the pages show.
        persons: IDs to which the pages refer, and ORCIDs on their slots, whether people.json has an entry or not.
    """

    slugs: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredPage:
    """An author page without its papers, which are kept once for all pages.

    Attributes:
        page: the page, with no papers.
        papers: their versions (`Paper.version`).
    """

    page: AuthorPage
    papers: tuple[bytes, ...]

    @classmethod
    def of(cls, page: AuthorPage) -> StoredPage:
        """Separate a page from its papers."""
        return cls(replace(page, papers=()), tuple(paper.version for paper in page.papers))


@dataclass(frozen=True, slots=True)
class AbstractSource:
    """The author page from which the site has a paper's abstract: pages may show one paper differently.

    Attributes:
        page: ID of the first page that lists the paper, ``""`` if no page does.
        version: version of the paper on that page.
    """

    page: str = ""
    version: bytes = b""


class LastBuild(KeptValues):
    """What the last build read and made.

    ``LastBuild()`` is the state before the first build: every value is empty, so that a first build
    runs the same code as later ones.
    """

    info = Value(BuildInfo)
    """The ID of the build, and what it was made from."""
    files = Value(dict[str, FileRecord])
    """Files of the preview by path below ``people/``."""
    folders = Value(dict[str, int])
    """Modification times (ns) of the preview's folders by path below ``people/``."""
    data_files = Value(dict[str, DataFile])
    """Files of the data by path below the data folder."""
    persons = Value(dict[str, Person])
    """Entries of people.json by ID."""
    ids_by_slug = Value(dict[str, tuple[str, ...]])
    """IDs of the persons who have a name of this slug, by name slug (`People.ids_by_slug`)."""
    page_summaries = Value(dict[str, AuthorPageSummary])
    """Author pages in short by ID, sorted."""
    review_summaries = Value(dict[str, ReviewPageSummary])
    """Review pages in short by ID."""
    similar_name_pairs = Value(list[tuple[str, str, Variant]])
    """Pairs of name slugs that may be forms of one name."""
    same_person_pairs = Value(list[SamePerson])
    """Those pairs of `similar_names` that are probably one person's, most probable first."""
    entry_pairs = Value(list[EntryPair])
    """Verified entries of one name that are probably one person's."""
    decided = Value(Decided)
    """What accepted patches decide beside assignments."""
    changes_since_base = Value(dict[str, PageChange])
    """How author pages differed from the base preview's, by page ID."""
    shells = Value(dict[str, str])
    """Pages that MkDocs rendered and a build fills, by path below the site."""
    corpus = OptionalValue(Corpus)
    """Corpus statistics of the last build of everything, None before the first build."""

    pages = Table[StoredPage](StoredPage)
    """Author pages by ID."""
    papers = Table[Paper](Paper)
    """Each version of a paper, by `Paper.version`; if its abstract has no markup, only ``abstract_html`` is kept."""
    items = Table[bytes](bytes)
    """Items of the data (`PackedItems`), by path of their file below the data folder."""
    mentions_without_id = Table[bytes](bytes)
    """Mentions without ID by name slug, in parts (`PackedMentions`)."""
    statements = Table[tuple[Statement, ...]](tuple[Statement, ...])
    """What the evidence files say, by paper ID."""
    block_dependencies = Table[BlockDependencies](BlockDependencies)
    """What blocks with a review page depend on, by name slug."""
    abstract_sources = Table[AbstractSource](AbstractSource)
    """From which page the site has the abstract of a paper, by paper ID."""

    def __init__(self, store: Store | None = None) -> None:
        """See `KeptValues`."""
        super().__init__(store)
        self._whole_pages: dict[str, AuthorPage] = {}

    def page(self, page_id: str) -> AuthorPage:
        """Return an author page with its papers; raises `KeyError`."""
        if page_id not in self._whole_pages:
            stored = self.pages[page_id]
            papers = tuple(_with_abstract_text(self.papers[version]) for version in stored.papers)
            self._whole_pages[page_id] = replace(stored.page, papers=papers)
        return self._whole_pages[page_id]

    def paper(self, version: bytes) -> Paper:
        """Return a version of a paper; raises `KeyError`."""
        return _with_abstract_text(self.papers[version])

    def had(self, page: AuthorPage) -> bool:
        """Tell whether the last build had exactly this author page."""
        stored = self.pages.get(page.id)
        return stored is not None and (stored == StoredPage.of(page) or self.page(page.id) == page)

    @cached_property
    def whole_pages(self) -> Mapping[str, AuthorPage]:
        """All author pages by ID, each put together when it is asked for."""
        return _WholePages(self)


class _WholePages(Mapping[str, AuthorPage]):
    def __init__(self, last: LastBuild) -> None:
        self._last = last

    def __getitem__(self, key: str) -> AuthorPage:
        return self._last.page(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._last.page_summaries)

    def __len__(self) -> int:
        return len(self._last.page_summaries)


def page_rows(pages: Iterable[AuthorPage]) -> Iterator[tuple[str, StoredPage]]:
    """Yield author pages as the table `LastBuild.pages` has them."""
    return ((page.id, StoredPage.of(page)) for page in pages)


def paper_rows(pages: Iterable[AuthorPage]) -> Iterator[tuple[bytes, Paper]]:
    """Yield each version of a paper once, as the table `LastBuild.papers` has them."""
    yielded: set[bytes] = set()
    for page in pages:
        for paper in page.papers:
            if paper.version not in yielded:
                yielded.add(paper.version)
                # Most abstracts have no markup: then text and markup are equal, and one is enough.
                yield paper.version, replace(paper, abstract="") if paper.abstract == paper.abstract_html else paper


def _with_abstract_text(paper: Paper) -> Paper:
    return paper if paper.abstract or not paper.abstract_html else replace(paper, abstract=paper.abstract_html)
