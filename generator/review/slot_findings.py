"""Trouble on single author slots: a name twice on a paper, an ORCID on the wrong author, accounts of several people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.grouping.features.corpus import Corpus
from generator.grouping.model.agreement import agreement, expected_namesakes, prior_log_odds
from generator.grouping.model.constraints import are_told_apart
from generator.model import AuthorPage, Instance, Mention, Paper, Person, name_slug, plain_name
from generator.review import finding_words
from generator.review.block_context import BlockContext
from generator.review.finding import Finding, Kind

TWICE = 0.95
"""Chance that a name twice on a paper is wrong where both slots are on one page: at least one slot is another
person's, unless the paper itself prints the author twice."""
WRONG_ORCID = 0.9
"""Chance that an ORCID is on the wrong author where its owner's name is another one on the same paper."""
SECOND_ACCOUNT = 0.03
"""Odds that a second account is the same person's, where one namesake is to be expected."""
_RARE = 0.1


def slot_findings(
    page: AuthorPage, context: BlockContext, instances: Mapping[Mention, Instance], corpus: Corpus
) -> Iterator[Finding]:
    """Yield what seems wrong with slots of a page, a finding for each kind of trouble.

    Args:
        page: the author page, editors' mentions included.
        context: its block.
        instances: of the block.
        corpus: corpus statistics.
    """
    papers = {paper.id: paper for paper in page.papers}
    own = {mention: instances[mention] for mention in page.mentions}
    yield from _twice_on_paper(page, papers, own, context, corpus)
    yield from _wrong_orcid(page, own, context)
    if page.verified and page.id in context.persons and not context.persons[page.id].is_catch_all:
        yield from _several_accounts(page, own, context, corpus)


def _namesakes(page: AuthorPage, context: BlockContext, corpus: Corpus) -> float:
    """How many people to expect with the page's name; at least one where several verified authors have it."""
    matching = context.matching.get(page.slug)
    several = matching is not None and len(matching.verified) > 1
    return max(expected_namesakes([page.name, *page.also_published_as], corpus), 1.0 if several else 0.0)


def _twice_on_paper(
    page: AuthorPage,
    papers: Mapping[str, Paper],
    own: Mapping[Mention, Instance],
    context: BlockContext,
    corpus: Corpus,
) -> Iterator[Finding]:
    here: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    told_apart = False
    for mention, instance in own.items():
        authors = papers[mention.paper].authors
        printed = _slug(authors[mention.position].name) if mention.position < len(authors) else ""
        for at, author in enumerate(authors) if printed in instance.coauthors else ():
            if at == mention.position or _slug(author.name) != printed:
                continue
            if author.person in (page.id, ""):
                here[mention.paper] = None
                own_slot, twin = context.slots.get(mention), context.slots.get(Mention(mention.paper, at))
                told_apart |= bool(own_slot and twin and are_told_apart(own_slot, twin))
            elif at < mention.position:  # the other page leaves it to this one
                elsewhere[mention.paper] = None
    if not here and not elsewhere:
        return
    namesakes = _namesakes(page, context, corpus)
    if here:
        two_people = told_apart or namesakes >= _RARE
        reason = finding_words.twice_on_paper(tuple(here), page.name.full, not two_people)
        yield Finding(Kind.TWICE_ON_PAPER, reason, len(here) * TWICE, TWICE, 2 if two_people else 1)
    # Two namesakes who write a paper are told apart already; for a rare name it is a slip.
    elif elsewhere and (chance := round(1 / (1 + 10 * namesakes), 4)) >= 0.5:
        reason = finding_words.twice_on_paper(tuple(elsewhere), page.name.full, True)
        yield Finding(Kind.TWICE_ON_PAPER, reason, len(elsewhere) * chance, chance, 1)


def _wrong_orcid(page: AuthorPage, own: Mapping[Mention, Instance], context: BlockContext) -> Iterator[Finding]:
    if not any(instance.orcid for instance in own.values()):
        yield from _name_of_coauthor(page, own, context)
        return
    twins = [(mention, name) for mention in own for name in context.orcid_twins.get(mention, ())]
    if twins:
        found = tuple(dict.fromkeys(mention.paper for mention, _ in twins))
        reason = finding_words.orcid_on_two(found, page.name.full, twins[0][1])
        yield Finding(Kind.WRONG_ORCID, reason, len(found) * WRONG_ORCID, WRONG_ORCID, 2)
        return
    by_name: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    owners = {orcid: context.owner_of(orcid) for orcid in {instance.orcid for instance in own.values()} - {""}}
    main_names = {owner.id: _main_name(owner, page, context) for owner in owners.values() if owner}
    for mention, instance in own.items():
        owner = owners.get(instance.orcid)
        if owner is None:
            continue
        printed, main = instance.name, main_names[owner.id]
        if printed.slug != main and not _alike(printed.slug, main) and main in instance.coauthors:
            by_name[printed.full, next(n.full for n in owner.names if n.slug == main)].append(mention)
    if by_name:
        (printed_name, owner_name), mentions = max(by_name.items(), key=lambda item: (len(item[1]), item[0]))
        found = tuple(mention.paper for mention in mentions)
        reason = finding_words.orcid_on_coauthor(found, printed_name, owner_name)
        yield Finding(Kind.WRONG_ORCID, reason, len(found) * WRONG_ORCID, WRONG_ORCID, 2)
        return
    yield from _name_of_coauthor(page, own, context)


def _name_of_coauthor(page: AuthorPage, own: Mapping[Mention, Instance], context: BlockContext) -> Iterator[Finding]:
    """An entry that has the name of a co-author, which an ORCID on the wrong slot once left there."""
    person = context.persons.get(page.id)
    if person is None or not person.orcid or len(person.names) < 2:
        return
    main = _main_name(person, page, context)
    for name in person.names:
        if name.slug == main or _alike(name.slug, main):
            continue
        together = [mention.paper for mention, instance in own.items() if name.slug in instance.coauthors]
        if together:
            yield Finding(
                Kind.WRONG_ORCID, finding_words.name_of_coauthor(tuple(dict.fromkeys(together)), name.full), 0.5, 0.8, 2
            )
            return


def _main_name(person: Person, page: AuthorPage, context: BlockContext) -> str:
    """Slug of the name by which a person is printed most often; of persons of other pages, of their first name."""
    if person.id != page.id:
        return person.names[0].slug
    names = {name.slug: at for at, name in enumerate(person.names)}
    printed = Counter(
        slot.name.slug for m in page.mentions if (slot := context.slots.get(m)) and slot.name.slug in names
    )
    if not printed:
        return person.names[0].slug
    return max(printed, key=lambda slug: (printed[slug], -names[slug]))


def _several_accounts(
    page: AuthorPage, own: Mapping[Mention, Instance], context: BlockContext, corpus: Corpus
) -> Iterator[Finding]:
    accounts = Counter(slot.openreview for m in page.mentions if (slot := context.slots.get(m)) and slot.openreview)
    if len(accounts) < 2:
        return
    ranked = sorted(accounts.items(), key=lambda item: (-item[1], item[0]))
    (main, _), *others = ranked
    instances: dict[str, list[Instance]] = defaultdict(list)
    for _, instance in sorted(own.items()):
        # The accounts differ, that is the question: the rest has to say whether they are one person's.
        instances[instance.openreview].append(replace(instance, openreview=""))
    namesakes = _namesakes(page, context, corpus)
    misplaced, one_person = 0.0, 1.0
    for account, papers in others:
        compared = agreement(instances[main], instances[account], (), {page.slug}, corpus)
        same = compared.probability(prior_log_odds(SECOND_ACCOUNT, namesakes))
        misplaced += papers * (1 - same)
        one_person *= same
    reason = finding_words.several_accounts(tuple(ranked))
    yield Finding(Kind.SEVERAL_ACCOUNTS, reason, misplaced, round(1 - one_person, 4), len(accounts))


def _alike(one: str, other: str) -> bool:
    """Whether two name slugs share a word, as forms of one name nearly always do."""
    return not set(one.split("-")).isdisjoint(other.split("-"))


def _slug(printed: str) -> str:
    return name_slug(plain_name(printed))
