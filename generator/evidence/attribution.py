"""Finds out which mention a statement is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.model import Identity, Mention, OtherSources, Statement, name_slug, plain_name

Statements = Mapping[str, tuple[Statement, ...]]
"""Anthology ID -> what is said of the paper's authors, in the order of the files."""


def other_sources(mention: Mention, printed: Sequence[str], statements: Iterable[Statement]) -> OtherSources | None:
    """Return what other sources say of a mention, None if they say nothing.

    A statement is about the author at its position, if the name there is the one that it gives; without position,
    about the only author of that name.  A source that gives a mention two identities contradicts itself, and none of
    them counts.

    Args:
        mention: which author.
        printed: names of all authors (or editors) of the paper, in order, as printed.
        statements: on this paper.
    """
    slugs = [name_slug(plain_name(name)) for name in printed]
    ids: dict[str, set[str]] = defaultdict(set)
    affiliation = source = ""
    for said in statements:
        if said.role is not mention.role or not _is_about(said, mention.position, slugs):
            continue
        if said.identity:
            ids[said.source].add(said.identity)
        if said.affiliation and not affiliation:
            affiliation, source = said.affiliation, said.source
    identities = tuple(sorted(Identity(source, *found) for source, found in ids.items() if len(found) == 1))
    return OtherSources(identities, affiliation, source) if identities or affiliation else None


def _is_about(said: Statement, position: int, slugs: Sequence[str]) -> bool:
    if said.position is not None:
        named = position < len(slugs) and bool(said.name)
        return said.position == position and (not named or name_slug(plain_name(said.name)) == slugs[position])
    slug = name_slug(plain_name(said.name))
    return position < len(slugs) and slugs[position] == slug and slugs.count(slug) == 1
