"""Made-up author pages, papers and slots, to see what seems wrong with them."""

from __future__ import annotations

from generator.grouping.features.corpus import Corpus
from generator.model import UNVERIFIED, Author, AuthorPage, Mention, Name, Paper, Person, Slot
from generator.review.block_context import BlockContext
from generator.review.corpus_statistics import fit_corpus

ORCID = "0000-0000-1001-0019"


def paper(paper_id: str, *authors: tuple[str, str]) -> Paper:
    """A paper by authors that are given as name and page ID."""
    found = tuple(Author(name, page) for name, page in authors)
    return Paper(paper_id, f"On {paper_id}", found, year=int(paper_id[:4]), venue=paper_id[5:8])


def page(page_id: str, name: str, *papers: Paper, **values: object) -> AuthorPage:
    """The page of an author with the slots that link to it."""
    first, _, last = name.rpartition(" ")
    mentions = [Mention(p.id, at) for p in papers for at, author in enumerate(p.authors) if author.person == page_id]
    verified = not page_id.endswith(UNVERIFIED)
    return AuthorPage(page_id, Name(first, last), papers, tuple(mentions), verified=verified, **values)  # type: ignore[arg-type]


def slot(mention: Mention, name: str, **values: str) -> Slot:
    """A slot of the data."""
    first, _, last = name.rpartition(" ")
    known = {"person": "", "orcid": "", "affiliation": ""} | values
    return Slot(mention, Name(first, last), file="xml/x.xml", line=1, start=0, tag_end=0, end=0, **known)


def person(person_id: str, *names: str, **values: object) -> Person:
    """An entry of people.json."""
    return Person(person_id, tuple(Name(*name.rsplit(" ", 1)) for name in names), **values)  # type: ignore[arg-type]


def context(*pages: AuthorPage) -> BlockContext:
    """A block without the Anthology's data."""
    return BlockContext(pages[0].slug, pages)


def corpus(*pages: AuthorPage) -> Corpus:
    """Statistics of these pages' papers, and of others, so that rarity means something."""
    strangers = [
        paper(f"2001.abc-1.{at}", (f"Given{at} Family{at}", f"s{at}"), (f"Other{at} Mate{at}", f"m{at}"))
        for at in range(1, 200)
    ]
    others = [page(f"s{at}", f"Given{at} Family{at}", p) for at, p in enumerate(strangers, 1)]
    return fit_corpus({p.id: p for p in (*pages, *others)}, None)
