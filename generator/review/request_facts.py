"""What a preview knows about correction requests: the author pages and persons they name, and where papers stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.model import AuthorPage, Paper
from generator.requests.named_pages import resolve
from generator.requests.named_titles import named_by_title
from generator.requests.request import Request
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import BlockContext
from generator.review.venue_names import venue_name


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request, and what the preview knows about it.

    Attributes:
        request: as it was written.
        pages: the author pages it is about: those with most of the papers that it names first, then in its order. A
            page of the same name that has named papers is among them: people give the address of their verified page,
            and mean papers that stand on the unverified one.
        named: IDs of those pages that the request itself names.
        missing: IDs of pages that it names and the preview doesn't have.
        owner: the verified author who has the ORCID in its text, None if nobody has it, or if it has several.
        stands: paper ID -> IDs of those author pages of its names that list the paper; only papers in its text.
    """

    request: Request
    pages: tuple[AuthorPageSummary, ...] = ()
    named: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    owner: AuthorPageSummary | None = None
    stands: Mapping[str, tuple[str, ...]] | None = None


def request_facts(
    requests: Iterable[Request],
    known: Mapping[str, AuthorPageSummary],
    blocks: Mapping[str, Iterable[str]],
    papers_of: Callable[[str], Iterable[Paper]],
) -> tuple[RequestFacts, ...]:
    """Look up what requests name.

    Args:
        requests: as read.
        known: all author pages in short by ID.
        blocks: name slug -> IDs of its author pages.
        papers_of: gives the papers of an author page.
    """
    by_orcid = {summary.orcid: summary for summary in known.values() if summary.orcid and summary.verified}
    return tuple(_facts(request, known, blocks, papers_of, by_orcid) for request in requests)


def _facts(
    request: Request,
    known: Mapping[str, AuthorPageSummary],
    blocks: Mapping[str, Iterable[str]],
    papers_of: Callable[[str], Iterable[Paper]],
    by_orcid: Mapping[str, AuthorPageSummary],
) -> RequestFacts:
    resolved = list(resolve(request.pages, known))
    found = dict.fromkeys(page for _, page in resolved if page)
    named = [known[page] for page in found]
    owner = by_orcid.get(request.orcids[0]) if len(request.orcids) == 1 else None
    targets = [known[page] for _, page in resolve(request.targets, known) if page]
    near = {page.id for page in (*named, *targets, *((owner,) if owner else ()))}
    near |= {page for summary in (*named, *targets) for page in blocks.get(summary.slug, ())}
    listed = {page: frozenset(known[page].listed_papers) for page in sorted(near)}
    stands = {paper: tuple(page for page, papers in listed.items() if paper in papers) for paper in request.papers}
    missing = tuple(name for name, page in resolved if not page)
    slugs = {page.slug for page in named}
    aside = {page.id for page in (*targets, *((owner,) if owner else ()))} - found.keys()
    by_id = set(request.papers)
    counts = {
        page: len(by_id & papers | named_by_title(request.text, papers_of(page)))
        for page, papers in listed.items()
        if known[page].slug in slugs
    }
    having = {page for page, count in counts.items() if count}
    pages = [*named, *(known[page] for page in sorted(having - found.keys() - aside))]
    merges = "merge" in request.kinds  # from the page of the entry that goes, which is the one with an ORCID
    pages.sort(
        key=lambda page: (
            not page.mention_count,
            -counts.get(page.id, 0),
            page.verified,
            merges and not page.orcid,
        )
    )
    return RequestFacts(request, tuple(pages), frozenset(found), missing, owner, stands)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a request's text is compared with: a mention of a page, as its review page's row shows it.

    Attributes:
        key: of the mention.
        title, year, venue: of its paper; the venue with the title of the volume.
        authors: names as printed.
        own: place of the page's author among these.
        affiliation: of this author on the paper, ``""`` if unknown.
    """

    key: str
    title: str
    year: int | None
    venue: str
    authors: tuple[str, ...]
    own: int
    affiliation: str


def paper_facts(page: AuthorPage, context: BlockContext) -> list[PaperFacts]:
    """The mentions of an author page, in its order.

    Args:
        page: one of the context's.
        context: what the data and other sources say of the page's mentions.
    """
    papers = {paper.id: paper for paper in page.papers}
    found = []
    for mention in page.mentions:
        paper = papers[mention.paper]
        names = tuple(author.name for author in paper.authors) or (page.name.full,)
        own = mention.position if paper.authors else 0
        venue = f"{paper.volume_title} {venue_name(paper)}".strip()
        affiliation, _ = context.affiliation(mention)
        found.append(PaperFacts(mention.key, paper.title, paper.year, venue, names, own, affiliation))
    order = {paper.id: place for place, paper in enumerate(page.papers)}
    return sorted(found, key=lambda one: (-(one.year or 0), order[one.key.partition("#")[0]]))
