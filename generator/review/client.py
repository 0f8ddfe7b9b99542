"""The page's data as its script needs it: plain JSON-able values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator import __version__
from generator.model import Mention, Name, Slot
from generator.review.page import ReviewPage, Row
from generator.review.windows import SlotText, read_windows

FORMAT = 1


def page_data(review: ReviewPage, preview: str, data_dir: Path | None, data_commit: str | None) -> dict[str, Any]:
    """What the review page's script reads from its JSON script tag.

    Args:
        review: the page model.
        preview: the preview's name.
        data_dir: the data the page was built with; None: no diff can be made.
        data_commit: the commit of the data, if known.
    """
    page, material = review.page, review.material
    slots = [row.slot for row in review.rows if row.slot is not None]
    windows, texts = read_windows(data_dir, slots) if data_dir else ({}, {})
    own = {row.mention for row in review.rows}
    forms = dict.fromkeys([page.name, *(row.name for row in review.rows), *page.also_published_as])
    return {
        "format": FORMAT,
        "generator": f"anthology-review {__version__}",
        "base": {"preview": preview, "data_commit": data_commit},
        "diff": data_dir is not None,
        "page": {
            "id": page.id,
            "slug": page.slug,
            "name": _name(page.name),
            "verified": page.verified,
            "orcid": page.orcid,
        },
        "mentions": [_mention(row, page.id, texts) for row in review.rows],
        "windows": {
            file: [
                {"first": w.first, "lines": w.lines, **({"eof_no_newline": True} if w.eof_no_newline else {})}
                for w in stretch
            ]
            for file, stretch in windows.items()
        },
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
                    {"key": mention.key, "page": matching.page} for mention in _elsewhere(matching.inferred, own)
                ],
            }
            for slug, matching in material.matching.items()
        },
    }


def _elsewhere(inferred: tuple[Mention, ...], own: set[Mention]) -> list[Mention]:
    return [mention for mention in inferred if mention not in own]


def _name(name: Name) -> dict[str, str]:
    return {"first": name.first, "last": name.last} if name.first else {"last": name.last}


def _mention(row: Row, page_id: str, texts: dict[Slot, SlotText]) -> dict[str, Any]:
    slot = row.slot
    text = texts.get(slot) if slot else None
    return {
        "paper": row.mention.paper,
        "role": row.mention.role.value,
        "position": row.mention.position,
        "name": _name(row.name),
        "slug": row.name.slug,
        "title": row.paper.title,
        "year": row.paper.year,
        "from": page_id,
        "explicit": bool(slot and slot.person),
        "orcid": slot.orcid if slot else "",
        "others": [a.person for i, a in enumerate(row.paper.authors) if i != row.mention.position],
        "slot": {"file": slot.file, "line": slot.line, "column": text.column, "text": text.text}
        if slot and text
        else None,
    }
