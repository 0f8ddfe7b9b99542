"""What is unusual in the text of a slot: a diff needs all of it, and a page need not carry what nearly all have."""

from __future__ import annotations

import html
from functools import lru_cache

from generator.model import Name


def unusual(text: str, tag: str, name: Name, person: str, orcid: str) -> str:
    """What `generator.model.Slot.rest` holds.

    Args:
        text: of the whole element.
        tag: ``author`` or ``editor``.
        name: as printed.
        person, orcid: the element's attributes, ``""`` if it has none.
    """
    first, last = _escaped(name)
    ids = (f' id="{person}"' if person else "") + (f' orcid="{orcid}"' if orcid else "")
    start, end = f"<{tag}{ids}>{first}{last}", f"</{tag}>"
    if text.startswith(start) and text.endswith(end) and len(text) >= len(start) + len(end):
        return text[len(start) : len(text) - len(end)]
    return text


@lru_cache(maxsize=1 << 16)
def _escaped(name: Name) -> tuple[str, str]:
    first = f"<first>{html.escape(name.first, quote=False)}</first>" if name.first else ""
    return first, f"<last>{html.escape(name.last, quote=False)}</last>"
