"""The page's data as its script needs it: plain JSON-able values, as short as can be.

There are tens of thousands of pages, so what the page's rows say is read from
the rows, and what is the same on most mentions is left out;
``site_templates/assets/js/ui/unpack.js`` makes the whole of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from generator import __version__
from generator.model import UNVERIFIED, Name, Paper, Role
from generator.review.review_page import ReviewPage, Row

FORMAT = 1

_TAG = re.compile(r"<[^>]*>")


def page_data(review: ReviewPage, preview: str, with_data: bool, data_commit: str | None) -> dict[str, Any]:
    """What the review page's script reads from its JSON script tag.

    Args:
        review: the page model.
        preview: the preview's name.
        with_data: False: the page was built without data and no diff can be made.
        data_commit: the commit of the data, if known.
    """
    page, material = review.page, review.material
    rows = review.rows
    own = {row.mention for row in rows}
    forms = list(dict.fromkeys([page.name, *(row.name for row in rows), *page.also_published_as]))
    people = list(dict.fromkeys(person for row in rows for person in _others(row)))
    form_at = {form: at for at, form in enumerate(forms)}
    person_at = {person: at for at, person in enumerate(people)}
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
        "mentions": {row.mention.key: _mention(row, form_at, person_at) for row in rows},
        "people": [_short(person) for person in people],
        "scores": review.scores,
        "candidates": [
            {
                "id": link.id,
                "name": link.name,
                "comment": link.comment,
                "orcid": material.persons[link.id].orcid if link.id in material.persons else "",
            }
            for link in review.candidates
        ],
        "forms": [{**_name(form), "slug": form.slug} for form in forms],
        "matching": {
            slug: {
                "verified": [[pid, off] for pid, off in matching.verified],
                "elsewhere": [
                    {"key": mention.key, "page": matching.page} for mention in matching.inferred if mention not in own
                ],
            }
            for slug, matching in material.matching.items()
        },
    }


def _others(row: Row) -> Iterable[str]:
    return (author.person for at, author in enumerate(row.paper.authors) if at != row.mention.position)


def _short(person: str) -> str:
    return person.removesuffix(UNVERIFIED[1:]) if person.endswith(UNVERIFIED) else person


def _name(name: Name) -> dict[str, str]:
    return {"first": name.first, "last": name.last} if name.first else {"last": name.last}


def _mention(row: Row, form_at: dict[Name, int], person_at: dict[str, int]) -> dict[str, Any]:
    slot = row.slot
    values = {
        "f": form_at[row.name],
        "y": row.paper.year,
        "t": None if _title_is_shown(row.paper) else row.paper.title,
        "e": int(row.mention.role is Role.EDITOR),
        "x": int(bool(slot and slot.person)),
        "o": slot.orcid if slot else "",
        "w": [person_at[person] for person in _others(row)],
    }
    packed = {key: value for key, value in values.items() if value}
    return {**packed, "s": slot.unusual_text} if slot else packed


def _title_is_shown(paper: Paper) -> bool:
    """Whether the text of the row's title is the title; its markup may have lost an element."""
    return not paper.title_html or html.unescape(_TAG.sub("", paper.title_html)) == paper.title
