"""Two verified entries that are probably one person, found for all pages of a preview at once.

Most are an old entry without ORCID, made by hand, beside one that was made from an ORCID later.  Their different IDs
keep the papers apart whatever these say, so that no group can show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.grouping.features.corpus import Corpus
from generator.grouping.model.agreement import Agreement, agreement, expected_namesakes, prior_log_odds
from generator.model import UNVERIFIED, Decided, Instance, Name, PersonLink
from generator.review import finding_words
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.block_context import BlockContext

PROBABLE = 0.5
"""Lowest probability at which two entries are named as one person's."""
_MOST_ENTRIES = 8
"""A name with more verified entries is so common that they were told apart by hand."""
TWIN, TOLD_APART, TWO_ORCIDS, NO_ORCID = 0.3, 0.03, 0.01, 0.003
"""Odds that a second entry of a name is the same person's, where one namesake is to be expected.

``TWIN``: an entry without ORCID and comment, whose ID is the mere name, beside one with ORCID. 5.6 % of the entries
without ORCID have such a twin, and 7.7 % of all authors an entry with ORCID, of those active today twice as many: so
.056 / .19. The others are estimates: entries told apart by comment or ID, two entries with different ORCIDs, two
without any.
"""


@dataclass(frozen=True, slots=True)
class EntryPair:
    """Two verified entries with a name in common.

    Attributes:
        a, b: IDs, a < b.
        slugs: name slugs of all their names, sorted.
        probability: 0 to 1, that they are one person's.
        agreement: what their papers agree and differ in, None if one has no papers.
    """

    a: str
    b: str
    slugs: tuple[str, ...]
    probability: float
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class SameEntry:
    """A verified entry that is probably the same person's as the page's own.

    Attributes:
        link: its author page.
        papers: number of papers on it.
        orcid: ``""`` if it has none.
        probability, agreement: see `EntryPair`.
    """

    link: PersonLink
    papers: int
    orcid: str
    probability: float
    agreement: Agreement | None

    @property
    def support(self) -> tuple[str, ...]:
        """What speaks for one person, in words."""
        return finding_words.entries_agree(self.agreement)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What speaks against it, in words."""
        return finding_words.entries_differ(self.agreement)


SameEntries = Mapping[str, tuple[SameEntry, ...]]
"""Page ID -> verified entries that are probably the same person's, most probable first."""


def entries_to_compare(pages: Mapping[str, AuthorPageSummary]) -> list[tuple[str, str]]:
    """Pairs of IDs of verified entries with a name in common, sorted; one of them has a paper at least.

    Args:
        pages: all author pages by ID.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for page in pages.values():
        if page.verified and not page.is_catch_all:
            for slug in _slugs(page):
                ids[slug].append(page.id)
    pairs = {pair for same in ids.values() if len(same) <= _MOST_ENTRIES for pair in combinations(sorted(same), 2)}
    return sorted((a, b) for a, b in pairs if pages[a].mention_count or pages[b].mention_count)


def compare_entries(
    pairs: Iterable[tuple[str, str]],
    pages: Mapping[str, AuthorPageSummary],
    contexts: Iterable[BlockContext],
    corpus: Corpus,
) -> list[EntryPair]:
    """The pairs that are probably one person's, sorted.

    Args:
        pairs: from `entries_to_compare`.
        pages: all author pages by ID.
        contexts: the blocks of all names of these entries (`names_of`).
        corpus: corpus statistics.
    """
    instances: dict[str, tuple[Instance, ...]] = {}
    for context in contexts:
        of_mention = {instance.mention: instance for instance in context.block().instances}
        for page in context.pages:
            instances[page.id] = tuple(of_mention[mention] for mention in page.mentions)
    found = []
    for a, b in pairs:
        slugs = names_of(pages[a], pages[b])
        if _written_together(pages[a], pages[b], instances):
            continue
        compared = None
        if instances.get(a) and instances.get(b):
            others = [i for slug in slugs for i in instances.get(slug + UNVERIFIED, ())]
            compared = agreement(instances[a], instances[b], others, slugs, corpus)
        prior = _prior_log_odds(pages[a], pages[b], corpus)
        probability = (compared or Agreement()).probability(prior)
        if probability >= PROBABLE:
            found.append(EntryPair(a, b, slugs, probability, compared))
    return sorted(found, key=lambda pair: (pair.a, pair.b))


def _written_together(a: AuthorPageSummary, b: AuthorPageSummary, instances: Mapping[str, Sequence[Instance]]) -> bool:
    """Whether the two are co-authors, as persons are who got a name in common by a wrong ORCID."""
    if not set(a.papers).isdisjoint(b.papers):
        return True
    return any(
        own.name.slug not in _slugs(other) and any(own.name.slug in i.coauthors for i in instances.get(other.id, ()))
        for own, other in ((a, b), (b, a))
    )


def same_entries(
    pairs: Iterable[EntryPair], pages: Mapping[str, AuthorPageSummary], decided: Decided
) -> dict[str, tuple[SameEntry, ...]]:
    """For each page the entries that are probably the same person's, most probable first.

    Args:
        pairs: from `compare_entries`.
        pages: all author pages by ID.
        decided: pairs that are two people's are left out.
    """
    found: dict[str, list[SameEntry]] = defaultdict(list)
    for pair in pairs:
        if decided.are_two(pair.a, pair.b):
            continue
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            page = pages[other]
            link = PersonLink(page.id, page.name.full, page.comment)
            found[own].append(SameEntry(link, page.reviewed_paper_count, page.orcid, pair.probability, pair.agreement))
    return {own: tuple(sorted(same, key=lambda one: (-one.probability, one.link.id))) for own, same in found.items()}


def names_of(a: AuthorPageSummary, b: AuthorPageSummary) -> tuple[str, ...]:
    """Name slugs of all names of two entries, sorted."""
    return tuple(sorted(_slugs(a) | _slugs(b)))


def _names(page: AuthorPageSummary) -> tuple[Name, ...]:
    return (page.name, *page.also_published_as)


def _slugs(page: AuthorPageSummary) -> set[str]:
    # Of a verified entry the page's slug is that of its name.
    return {page.slug, *(name.slug for name in page.also_published_as)}


def _prior_log_odds(a: AuthorPageSummary, b: AuthorPageSummary, corpus: Corpus) -> float:
    """Natural logarithm of the odds that two entries are one person's, before their papers are compared."""
    without = [page for page in (a, b) if not page.orcid]
    match len(without):
        case 0:
            odds = TWO_ORCIDS
        case 1:
            odds = TWIN if not without[0].comment and without[0].id in _slugs(without[0]) else TOLD_APART
        case _:
            odds = NO_ORCID
    return prior_log_odds(odds, expected_namesakes([*_names(a), *_names(b)], corpus))
