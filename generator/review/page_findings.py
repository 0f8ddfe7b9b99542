"""All that seems wrong with one author page, the worst first: its entries in the work queue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.grouping.features.corpus import Corpus
from generator.grouping.suggest.triage import Triage, Trouble
from generator.model import UNVERIFIED, Decided, Instance, Mention
from generator.review import finding_words
from generator.review.entry_pairs import SameEntries
from generator.review.finding import Finding, Kind
from generator.review.review_page import ReviewPage
from generator.review.slot_findings import slot_findings


def page_findings(
    review: ReviewPage,
    instances: Mapping[Mention, Instance],
    entries: SameEntries,
    decided: Decided,
    corpus: Corpus,
) -> tuple[Finding, ...]:
    """Return what seems wrong with a page, one finding of a kind, the most papers on the wrong page first.

    Args:
        review: the page model.
        instances: of the page's block, by mention.
        entries: verified entries that are probably one person's, by page ID.
        decided: what accepted patches decide beside assignments.
        corpus: corpus statistics.
    """
    found = [
        *_mixes_people(review, entries),
        *_two_entries(review),
        *_several_pages(review, decided),
        *slot_findings(review.page, review.context, instances, corpus),
    ]
    of_kind: dict[Kind, Finding] = {}
    for finding in sorted(found, key=lambda finding: (-finding.misplaced, finding.kind)):
        of_kind.setdefault(finding.kind, finding)
    return tuple(of_kind.values())


def _mixes_people(review: ReviewPage, entries: SameEntries) -> Iterator[Finding]:
    triage = _without_same_entries(review, entries)
    trouble, at = triage.worst
    if trouble is not Trouble.NONE:
        worst = review.groups[at]
        reason = finding_words.mixes_people(trouble, triage.groups[at].size, worst.group, worst.years)
        yield Finding(Kind.MIXES_PEOPLE, reason, triage.score, triage.probability, len(review.groups))


def _without_same_entries(review: ReviewPage, entries: SameEntries) -> Triage:
    """The page's triage, in which two groups do not count as two people if only two entries of one keep them apart."""
    if len(review.groups) < 2:
        return review.triage
    largest = review.groups[0].group.person
    same = {one.link.id: one.probability for one in entries.get(largest, ())}
    if not same:
        return review.triage
    return review.triage.less_apart(
        {at: 1 - same[group.group.person] for at, group in enumerate(review.groups) if group.group.person in same}
    )


def _two_entries(review: ReviewPage) -> Iterator[Finding]:
    """On the page with more papers of the two."""
    own = (review.paper_count, review.page.id)
    same = [one for one in review.same_entries if own > (one.papers, one.link.id)]
    if same:
        best = same[0]
        reason = finding_words.two_entries(best.link, best.papers, best.agreement, len(same) - 1)
        misplaced = sum(max(one.papers, 1) * one.probability for one in same)
        yield Finding(Kind.TWO_ENTRIES, reason, misplaced, same[0].probability, 1)


def _several_pages(review: ReviewPage, decided: Decided) -> Iterator[Finding]:
    """On the page with fewer papers of the two; or for groups that belong to a verified author of the same name."""
    page = review.page
    own = (review.paper_count, page.id)
    entries = {one.link.id for one in review.same_entries}  # named by `_two_entries`, on one of the two pages
    others = [other for other in review.other_names if other.link.id not in entries]
    larger = [other for other in others if own < (other.papers, other.link.id)]
    if larger:
        other = larger[0]
        kind = Kind.SEVERAL_PAGES if not page.verified or other.link.id.endswith(UNVERIFIED) else Kind.TWO_ENTRIES
        reason = finding_words.same_person_page(other.link, other.papers, other.reason)
        yield Finding(kind, reason, own[0] * other.probability, other.probability, 1)
    for section in review.groups if not page.verified else ():
        person = section.group.person
        if person in review.context.persons and not decided.are_two(page.id, person):
            name = review.context.persons[person].names[0].full
            reason = finding_words.belongs_to(section.group, section.years, section.reason, name, person)
            chance = section.group.confidence
            yield Finding(Kind.SEVERAL_PAGES, reason, len(section.rows) * chance, round(chance, 4), len(review.groups))
