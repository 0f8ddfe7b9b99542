"""Where an author page disagrees with the Anthology's data: the preview was not built from these data.

A diff made from such data could change the wrong line, so a mention that
disagrees gets no slot, and the review page offers no diff for it.
"""

from __future__ import annotations

from generator.anthology.data import AnthologyData
from generator.model import AuthorPage, Mention, name_slug, plain_name


def find_mismatches(page: AuthorPage, data: AnthologyData) -> dict[Mention, str]:
    """Mentions of a page that disagree with the data: mention -> what is different, one phrase.

    A mention agrees if the data have its paper and position, with a name of the
    same slug, in a slot that resolves to this page.
    """
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
