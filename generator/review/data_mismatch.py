"""Where a preview shows other things than the data: then the data are not those that it was built from.

A diff made from such data would change the wrong line, so these pages do without.
"""

from __future__ import annotations

from generator.anthology.data import AnthologyData
from generator.model import AuthorPage, Mention, name_slug, plain_name


def mismatches(page: AuthorPage, data: AnthologyData) -> dict[Mention, str]:
    """Mentions of a page that the data don't have so, each with what is different."""
    papers = {paper.id: paper for paper in page.papers}
    found: dict[Mention, str] = {}
    for mention in page.mentions:
        item = data.items.get(mention.paper)
        if item is None:
            found[mention] = f"{mention.paper} is not in the data"
            continue
        slots = item.slots_of(mention.role)
        place = f"{mention.paper}, {mention.role} {mention.position + 1}"
        if mention.position >= len(slots):
            found[mention] = f"{place}: the data have only {len(slots)}"
            continue
        slot, authors = slots[mention.position], papers[mention.paper].authors
        if mention.position < len(authors):
            printed = plain_name(authors[mention.position].name)
            if name_slug(printed) != slot.name.slug:
                found[mention] = f"{place}: {printed[:80]!r} on the page, {slot.name.full[:80]!r} in the data"
                continue
        if (theirs := data.resolve(slot)[0]) != page.id:
            found[mention] = f"{place}: {theirs} in the data"
    return found
