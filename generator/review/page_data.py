"""The data of a review page for its script: the content of the page's JSON script tag.

There are tens of thousands of review pages, so the format is short: what the
page's rows show is read from the rows, and values that most mentions have are
left out.  ``site_templates/client/page/page_data.ts`` reads it and completes
it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import __version__
from generator.model import UNVERIFIED, AuthorPage, Name, Paper, Role
from generator.review.block_context import BlockContext
from generator.review.candidate_facts import PersonFacts
from generator.review.paper_row import PaperRow
from generator.review.review_page import ReviewPage

FORMAT = 1
"""Version of this format, the value of ``format``."""

_TAG = re.compile(r"<[^>]*>")


def facts_in_block(context: BlockContext) -> dict[str, PersonFacts]:
    """What cards say of the block's verified authors, by ID: the same for all of its review pages.

    Of authors outside the block a page has nothing: it would go stale when their pages change.
    """
    return {
        page.id: PersonFacts.of(page, context.slots.get).with_entry(context.persons.get(page.id))
        for page in context.pages
        if page.verified
    }


def page_data(
    review: ReviewPage, facts: Mapping[str, PersonFacts], preview: str, with_data: bool, data_commit: str | None
) -> dict[str, Any]:
    """The data of one page, as a JSON-able value.

    Keys of the value:

    - ``format``: `FORMAT`; ``generator``: this program and its version;
    - ``base``: ``{preview, data_commit}``, as in a patch; ``diff``: whether diffs can be made;
    - ``page``: ``{id, slug, name, verified, orcid}`` of the author page; a name is ``{first, last}``, or ``{last}``;
    - ``mentions``: ``<paper>#<position>`` -> a mention, in the order of the rows; its keys, each left out if zero,
      empty or unknown: ``f`` index of the printed name in ``forms``, ``y`` year, ``t`` title where the row's text
      differs, ``e`` 1 for an editor, ``x`` 1 if the slot has an ID, ``o`` ORCID of the slot, ``w`` indices in
      ``people`` of the paper's other authors; and with data always ``s``, `Slot.unusual_text`;
    - ``order``: where each mention stands on the author page, left out if sorting by year, newest first, tells it;
    - ``people``: page IDs of co-authors, a final ``/`` for ``/unverified``;
    - ``scores``: pair scores of the mentions, as `PairScores.text` writes them;
    - ``candidates``: ``{id, name, comment, orcid}`` of verified persons, most probable first; ``other``, other names,
      and ``facts``, `PersonFacts.json_value`, of those whose author page is in the block;
    - ``forms``: the forms of the author's name, each a name with its ``slug``;
    - ``matching``: name slug -> ``verified``, ``[ID, its disable_name_matching]`` of each verified person of that
      slug; ``elsewhere``, ``{key, page}`` of each mention without ID that this page doesn't have: its key, and the ID
      of the page to which it resolves.

    Args:
        review: the page model.
        facts: what is known of verified authors, by ID, from `facts_in_block`.
        preview: the preview's name, ``""`` if unknown.
        with_data: False if the site is built without the Anthology's data, so that no diff can be made.
        data_commit: the commit of the data, None if unknown.
    """
    page, context, rows = review.page, review.context, review.rows
    own = {row.mention for row in rows}
    forms = list(dict.fromkeys([page.name, *(row.name for row in rows), *page.also_published_as]))
    people = list(dict.fromkeys(person for row in rows for person in _others(row)))
    form_places = {form: place for place, form in enumerate(forms)}
    person_places = {person: place for place, person in enumerate(people)}
    return {
        "format": FORMAT,
        "generator": f"anthology-review {__version__}",
        "base": {"preview": preview, "data_commit": data_commit},
        "diff": with_data,
        "page": {
            "id": page.id,
            "slug": page.slug,
            "name": _name(page.name),
            "verified": page.verified,
            "orcid": page.orcid,
        },
        "mentions": {row.mention.key: _mention(row, form_places, person_places) for row in rows},
        **_order(page, rows),
        "people": [_short_page_id(person) for person in people],
        "scores": review.pair_scores,
        "candidates": [
            {
                "id": link.id,
                "name": link.name,
                "comment": link.comment,
                "orcid": context.persons[link.id].orcid if link.id in context.persons else "",
                **_facts(facts.get(link.id)),
            }
            for link in review.candidates
        ],
        "forms": [{**_name(form), "slug": form.slug} for form in forms],
        "matching": {
            slug: {
                "verified": [[pid, disabled] for pid, disabled in matching.verified],
                "elsewhere": [
                    {"key": mention.key, "page": matching.resolves_to}
                    for mention in matching.without_id
                    if mention not in own
                ],
            }
            for slug, matching in context.matching.items()
        },
    }


def _facts(facts: PersonFacts | None) -> dict[str, Any]:
    if facts is None:
        return {}
    other = {"other": list(facts.other_names)} if facts.other_names else {}
    return {**other, "facts": facts.json_value()}


def _order(page: AuthorPage, rows: Sequence[PaperRow]) -> dict[str, list[int]]:
    """People count papers as the author page lists them ("the first four"), rows stand in groups."""
    places = {mention: place for place, mention in enumerate(page.mentions)}
    order = [places[row.mention] for row in rows]
    by_year = sorted(range(len(rows)), key=lambda at: -(rows[at].paper.year or 0))
    on_page = sorted(by_year, key=lambda at: (-(rows[at].paper.year or 0), order[at]))
    return {} if by_year == on_page else {"order": order}


def _others(row: PaperRow) -> Iterable[str]:
    """Page IDs of the paper's other authors, in order."""
    return (author.person for at, author in enumerate(row.paper.authors) if at != row.mention.position)


def _short_page_id(page_id: str) -> str:
    return page_id.removesuffix(UNVERIFIED[1:]) if page_id.endswith(UNVERIFIED) else page_id


def _name(name: Name) -> dict[str, str]:
    return {"first": name.first, "last": name.last} if name.first else {"last": name.last}


def _mention(row: PaperRow, form_places: dict[Name, int], person_places: dict[str, int]) -> dict[str, Any]:
    slot = row.slot
    values = {
        "f": form_places[row.name],
        "y": row.paper.year,
        "t": None if _title_is_shown(row.paper) else row.paper.title,
        "e": int(row.mention.role is Role.EDITOR),
        "x": int(bool(slot and slot.person)),
        "o": slot.orcid if slot else "",
        "w": [person_places[person] for person in _others(row)],
    }
    short = {key: value for key, value in values.items() if value}
    return {**short, "s": slot.unusual_text} if slot else short


def _title_is_shown(paper: Paper) -> bool:
    """Whether the row's text is exactly the title: reducing the markup to safe tags may have dropped a part of it."""
    return not paper.title_html or html.unescape(_TAG.sub("", paper.title_html)) == paper.title
