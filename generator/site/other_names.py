"""Pages of different names that probably show one person, for all pages at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.grouping.corpus import Corpus
from generator.grouping.same_person import PageScorer, Profile, same_person
from generator.grouping.variants import Variant, similar_names
from generator.model import AuthorPage, PersonLink
from generator.review.material import BlockMaterial
from generator.review.page import OtherName

Pairs = list[tuple[str, str, Variant]]
_MOST = 5
"""Pages of another name that are shown; a name with more is a common one, and says little."""


def similar(pages: Iterable[AuthorPage]) -> Pairs:
    """Pairs of name slugs that may be one name, of pages with a paper."""
    return list(similar_names({page.slug for page in pages if page.papers}))


def other_names(
    pairs: Pairs, materials: Iterable[BlockMaterial], corpus: Corpus, scorer: PageScorer
) -> Mapping[str, tuple[OtherName, ...]]:
    """Name slug -> pages of other names that probably show the same person, most probable first.

    Args:
        pairs: from `similar`.
        materials: blocks; those of the pairs are looked at.
        corpus: statistics of the whole corpus.
        scorer: fitted.
    """
    asked = {slug for a, b, _ in pairs for slug in (a, b)}
    blocks = {material.slug: material for material in materials if material.slug in asked}
    profiles = {slug: Profile.of(material.block(), corpus) for slug, material in blocks.items()}
    found: dict[str, list[OtherName]] = defaultdict(list)
    for pair in same_person(pairs, profiles, scorer):
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
            pages = [page for page in blocks[other].pages if page.mentions]
            if len(pages) <= _MOST:
                found[mine] += [
                    OtherName(
                        PersonLink(page.id, page.name.full, page.comment),
                        len({mention.paper for mention in page.mentions}),
                        pair.variant,
                        pair.coauthors,
                        pair.chance,
                    )
                    for page in pages
                ]
    return {slug: tuple(names[:_MOST]) for slug, names in found.items()}
