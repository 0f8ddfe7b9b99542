"""Mentions of the Anthology as instances, the input of grouping; another catalogue would need a module like this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.anthology.data import AnthologyData
from generator.model import Block, Instance, Mention


def instances(data: AnthologyData, mentions: Iterable[Mention], hide: bool | frozenset[str] = False) -> list[Instance]:
    """Return the instance of each mention, in the given order.

    Args:
        data: the whole data.
        mentions: the mentions.
        hide: for a blind evaluation: True leaves out every person ID and ORCID, a set of name slugs only those of
            mentions with these names. OpenReview accounts stay: they are evidence, no label is made from them.

    Raises:
        KeyError: there is no such item or position.
    """
    found = []
    for mention in mentions:
        item, slot = data.items[mention.paper], data.slot(mention)
        others = [other.name for other in item.slots_of(mention.role) if other.mention != mention]
        hidden = hide if isinstance(hide, bool) else slot.name.slug in hide
        person = data.people.persons.get(slot.person)
        certain = person is not None and not person.is_catch_all and not hidden
        found.append(
            Instance(
                mention=mention,
                name=slot.name,
                coauthors=tuple(name.slug for name in others),
                coauthor_names=tuple(name.full for name in others),
                title=item.title,
                abstract=item.abstract,
                venue=item.venues[0] if item.venues else "",
                year=item.year,
                affiliation=slot.affiliation,
                person=slot.person if certain else "",
                orcid="" if hidden else slot.orcid,
                openreview=slot.openreview,
            )
        )
    return found


def corpus_instances(data: AnthologyData) -> Iterator[Instance]:
    """Yield an instance of every slot, with only what the statistics of the whole corpus need (`Corpus.build`).

    Only the first slot of a paper has the texts and co-authors, which all its slots share; the others have name and
    affiliation.
    """
    for item in data.items.values():
        if item.slots:
            yield from instances(data, [item.slots[0].mention])
            for slot in item.slots[1:]:
                yield Instance(slot.mention, slot.name, (), (), "", affiliation=slot.affiliation)


def blocks(data: AnthologyData, hide: bool | frozenset[str] = False) -> Iterator[Block]:
    """Yield the block of each name slug, slugs sorted; ``hide`` as in `instances`."""
    for slug, mentions in data.mentions_by_slug.items():
        yield Block(slug, tuple(instances(data, mentions, hide)))
