"""To which verified persons the papers of a page may belong: the choices that the review page offers first."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import UNVERIFIED, AuthorPage, PersonLink
from generator.review.block_context import BlockContext


def candidate_persons(
    page: AuthorPage, context: BlockContext, suggested: Iterable[str], other_names: Iterable[PersonLink]
) -> list[PersonLink]:
    """Verified persons to whom papers of a page may belong, most probable first.

    In this order: those that grouping suggests, those with exactly this name,
    those of probably identical pages, those that the preview links to.  The
    author of a verified page is the last: choosing this one writes the ID
    into slots that resolve to this page by name matching only.

    Args:
        page: the page.
        context: its block.
        suggested: person IDs that grouping suggests, best first.
        other_names: pages of other names that probably show the same person, most probable first.
    """
    linked = {link.id: link for link in (*other_names, *page.may_belong_to, *page.similar)}
    namesakes = [pid for m in context.matching.values() for pid, _ in m.verified]
    ids = [*suggested, *namesakes, *linked]
    if page.verified:
        ids = [*(pid for pid in ids if pid != page.id), page.id]
    found = []
    for pid in dict.fromkeys(ids):
        person = context.persons.get(pid)
        if pid.endswith(UNVERIFIED):
            continue
        if person:
            found.append(PersonLink(pid, person.names[0].full, person.comment or person.degree))
        elif pid in linked:
            found.append(linked[pid])
    return found
