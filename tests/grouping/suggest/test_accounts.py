"""OpenReview accounts are strong evidence for and against one person, and no law."""

from __future__ import annotations

from dataclasses import replace

from generator.grouping.suggest.suggester import shipped_suggester
from generator.model import Group, Instance, Mention, Name, Signal
from tests.grouping.wei_zhang import block, corpus, instance, mention_of

TOPICS = ("parse", 5), ("mt", 4), ("phon", 3)


def with_accounts(*accounts: tuple[str, int, str]) -> list[Instance]:
    return [replace(instance(topic, number), openreview=account) for topic, number, account in accounts]


def groups(*extra: Instance) -> tuple[Group, ...]:
    of = block(*extra)
    mentions = {"page": [i.mention for i in of.instances]}
    return shipped_suggester().suggest_pages(of, mentions, corpus(of))["page"].groups


def group_of(found: tuple[Group, ...], topic: str, number: int) -> Group:
    return next(group for group in found if mention_of(topic, number) in group.mentions)


def test_papers_with_one_account_are_joined_though_all_else_differs() -> None:
    same = with_accounts(*((topic, n, "~Wei_Zhang7") for topic, count in TOPICS[:2] for n in range(count)))
    found = groups(*same)
    assert group_of(found, "parse", 0) is group_of(found, "mt", 0) is not group_of(found, "phon", 0)
    account = next(e for e in group_of(found, "mt", 0).evidence if e.signal is Signal.ACCOUNT)
    assert (account.supports, account.values) == (True, ("~Wei_Zhang7",))


def test_people_with_different_accounts_come_apart_though_they_share_a_laboratory() -> None:
    found = groups(*with_accounts(*(("parse", n, f"~Wei_Zhang{1 + n % 2}") for n in range(5))))
    assert group_of(found, "parse", 0) is not group_of(found, "parse", 1)
    apart = [e for e in group_of(found, "parse", 1).evidence if e.signal is Signal.ACCOUNT and e.other]
    assert all(not e.supports and len(e.values) == 2 for e in apart)


def test_an_id_outweighs_different_accounts() -> None:
    pair = with_accounts(("parse", 0, "~Wei_Zhang1"), ("parse", 1, "~Wei_Zhang2"))
    found = groups(*(replace(i, person="wei-zhang-x") for i in pair))
    assert group_of(found, "parse", 0) is group_of(found, "parse", 1)
    accounts = next(e for e in group_of(found, "parse", 0).evidence if e.signal is Signal.ACCOUNT and not e.other)
    assert (accounts.supports, accounts.values) == (False, ("~Wei_Zhang1", "~Wei_Zhang2"))


def test_a_rare_name_twice_on_one_paper_leaves_a_career_whole_and_the_slip_alone() -> None:
    rare = Name("Qadira", "Wolkenstein")
    mine = [replace(instance("parse", n), name=rare) for n in range(5)]
    slip = replace(mine[2], mention=Mention(mine[2].mention.paper, 1))
    of = replace(block(), slug=rare.slug, instances=tuple(sorted([*mine, slip], key=lambda i: i.mention)))
    pages = {"page": [i.mention for i in of.instances]}
    large, alone = shipped_suggester().suggest_pages(of, pages, corpus(of))["page"].groups
    assert (len(large.mentions), alone.mentions) == (5, (slip.mention,))
    assert alone.evidence[0].signal is Signal.TWICE


def test_two_people_with_one_rare_name_who_wrote_a_paper_together_are_no_slip() -> None:
    rare = Name("Qadira", "Wolkenstein")
    one = replace(instance("parse", 0), name=rare)
    other = replace(one, mention=Mention(one.mention.paper, 1), affiliation="University of Lagos")
    of = replace(block(), slug=rare.slug, instances=(one, other))
    pages = {"page": [one.mention, other.mention]}
    found = shipped_suggester().suggest_pages(of, pages, corpus(of))["page"].groups
    assert len(found) == 2 and not any(e.signal is Signal.TWICE for group in found for e in group.evidence)
