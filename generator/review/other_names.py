"""Author pages of different names that probably show one person, found for all pages of a preview at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_variants import NamePair, Variant, similar_names, update_similar_names
from generator.grouping.model.page_pairs import NameProfile, PagePairScorer, SamePerson, same_person_pairs
from generator.model import PersonLink
from generator.review import phrases
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import BlockContext

Pairs = list[NamePair]
_MOST_PAGES = 5
"""At most so many pages of other names are shown; a name that has more is so common that its pages are left out."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A page of another name that probably shows the same person.

    Attributes:
        link: the page.
        papers: number of papers under review on it.
        variant: how the names differ.
        coauthors: names of shared co-authors, strongest evidence first.
        probability: 0 to 1, that the two pages are one person's.
    """

    link: PersonLink
    papers: int
    variant: Variant
    coauthors: tuple[str, ...]
    probability: float

    @property
    def reason(self) -> str:
        """Why it may be the same person, in words."""
        return phrases.other_name(self.variant, self.coauthors)


OtherNames = tuple[OtherName, ...]


def similar_name_pairs(
    pages: Iterable[AuthorPageSummary], previous_pages: Iterable[AuthorPageSummary], previous: Pairs
) -> Pairs:
    """Pairs of name slugs that may be forms of one name, of all pages that list a paper.

    Args:
        pages: all author pages.
        previous_pages: author pages of the last build; none before the first build.
        previous: the pairs that the last build found; this very list is returned if the names are the same.
    """
    names, previous_names = _names(pages), _names(previous_pages)
    if names == previous_names:
        return previous
    return list(update_similar_names(names, previous_names, previous) if previous_names else similar_names(names))


def pairs_with_papers(pairs: Pairs, pages: Iterable[AuthorPageSummary]) -> Pairs:
    """Those pairs of name slugs of which both have a page that lists a paper."""
    names = _names(pages)
    return [pair for pair in pairs if pair[0] in names and pair[1] in names]


def _names(pages: Iterable[AuthorPageSummary]) -> set[str]:
    return {page.slug for page in pages if page.listed_papers}


def same_person_names(
    pairs: Pairs, contexts: Iterable[BlockContext], corpus: Corpus, scorer: PagePairScorer
) -> list[SamePerson]:
    """The pairs of names that are probably one person's, most probable first.

    Args:
        pairs: from `similar_name_pairs`.
        contexts: the blocks of these names; others are passed over.
        corpus: corpus statistics.
        scorer: scores pairs of names.
    """
    slugs = {slug for a, b, _ in pairs for slug in (a, b)}
    profiles = {context.slug: NameProfile.of(context.block(), corpus) for context in contexts if context.slug in slugs}
    with threadpool_limits(1):  # with more, the last bit of a sum would depend on their number
        return same_person_pairs(pairs, profiles, scorer)


def other_names(
    pairs: Iterable[SamePerson], pages_of: Callable[[str], Iterable[AuthorPageSummary]]
) -> dict[str, OtherNames]:
    """Name slug -> pages of other names that probably show the same person, most probable first.

    Args:
        pairs: pairs of names that are probably one person's, from `same_person_names`.
        pages_of: gives the author pages of a name slug.
    """
    names: dict[str, list[OtherName]] = defaultdict(list)
    for pair in pairs:
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            pages = [page for page in pages_of(other) if page.mention_count]
            if len(pages) <= _MOST_PAGES:
                names[own] += [
                    OtherName(
                        PersonLink(page.id, page.name.full, page.comment),
                        page.reviewed_paper_count,
                        pair.variant,
                        pair.coauthors,
                        pair.probability,
                    )
                    for page in pages
                ]
    return {slug: tuple(links[:_MOST_PAGES]) for slug, links in names.items()}
