"""Pages of different names that probably show one person, for all pages at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from threadpoolctl import threadpool_limits

from generator.grouping.features.corpus import Corpus
from generator.grouping.features.name_variants import NamePair, similar_names, update_similar_names
from generator.grouping.model.page_pairs import NameProfile, PagePairScorer, SamePerson, same_person_pairs
from generator.model import PersonLink
from generator.review.block_context import BlockMaterial
from generator.review.page_record import PageRecord
from generator.review.review_page import OtherName

Pairs = list[NamePair]
OtherNames = tuple[OtherName, ...]
_MOST = 5
"""Pages of another name that are shown; a name with more is a common one, and says little."""


def similar(records: Iterable[PageRecord], before: Iterable[PageRecord] = (), known: Pairs | None = None) -> Pairs:
    """Pairs of name slugs that may be one name, of pages with a paper.

    Args:
        records: all pages.
        before: those of which ``known`` are the pairs.
        known: what was found before, None if nothing was.
    """
    names = _names(records)
    if known is None:
        return list(similar_names(names))
    names_before = _names(before)
    return known if names == names_before else list(update_similar_names(names, names_before, known))


def _names(records: Iterable[PageRecord]) -> set[str]:
    return {record.slug for record in records if record.listed}


def compare_names(
    pairs: Pairs, materials: Iterable[BlockMaterial], corpus: Corpus, scorer: PagePairScorer
) -> list[SamePerson]:
    """The pairs that are probably one person, most probable first.

    Args:
        pairs: from `similar`.
        materials: their blocks.
        corpus: statistics of the whole corpus.
        scorer: fitted.
    """
    asked = {slug for a, b, _ in pairs for slug in (a, b)}
    profiles = {m.slug: NameProfile.of(m.block(), corpus) for m in materials if m.slug in asked}
    with threadpool_limits(1):  # the last bit of a sum depends on the number of threads
        return same_person_pairs(pairs, profiles, scorer)


def other_names(found: Iterable[SamePerson], pages_of: Callable[[str], Iterable[PageRecord]]) -> dict[str, OtherNames]:
    """Name slug -> pages of other names that probably show the same person, most probable first.

    Args:
        found: pairs, most probable first.
        pages_of: gives the author pages of a name slug.
    """
    names: dict[str, list[OtherName]] = defaultdict(list)
    for pair in found:
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
            pages = [page for page in pages_of(other) if page.slots]
            if len(pages) <= _MOST:
                names[mine] += [
                    OtherName(
                        PersonLink(page.id, page.name.full, page.comment),
                        page.reviewed_papers,
                        pair.variant,
                        pair.coauthors,
                        pair.probability,
                    )
                    for page in pages
                ]
    return {slug: tuple(links[:_MOST]) for slug, links in names.items()}
