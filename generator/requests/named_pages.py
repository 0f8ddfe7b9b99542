"""Which author pages a request names: by address, by ID, in the form's title, or by the author's name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.model import UNVERIFIED
from generator.model.names import name_slug

MOST_PAGES = 20
"""More would be no request about one person."""
_ADDRESS = re.compile(r"people/(?:[a-z]/)?([A-Za-z0-9][A-Za-z0-9-]{0,199})(/unverified)?(?![\w-])", re.IGNORECASE)
_AROUND = " \t`'\"<>()[].,;:-*/"
"""What may stand around an ID or a name."""
_ID = re.compile(r"([a-z][a-z0-9-]{1,199})(/unverified)?", re.IGNORECASE)


def page_names(title: str, lines: Iterable[str]) -> tuple[str, ...]:
    """What the title and the lines of *Author Pages* name, in order, as IDs; nothing of it need exist."""
    found: list[str] = []
    for text in (title, *lines):
        found += addresses(text) or _ids(text) or _of_name(text)
    return tuple(dict.fromkeys(found))[:MOST_PAGES]


def addresses(text: str) -> list[str]:
    """IDs of the author pages that a text has addresses of, in order."""
    return [_joined(match) for match in _ADDRESS.finditer(text)]


def _ids(text: str) -> list[str]:
    """The IDs that a text lists, if it has nothing else."""
    parts = [part.strip(_AROUND) for part in re.split(r"[,;\s]+", text)]
    matches = [_ID.fullmatch(part) for part in parts if part not in ("", "and", "+", "&")]
    found = [_joined(match) for match in matches if match and ("-" in match[1] or match[2] or len(matches) == 1)]
    return found if len(found) == len(matches) else []


def _of_name(text: str) -> list[str]:
    """The ID that the name would have that a text is."""
    bare = text.strip(_AROUND)
    slug = name_slug(bare) if len(bare) <= 100 and "://" not in bare else ""
    return [slug] if slug else []


def _joined(match: re.Match[str]) -> str:
    return match[1] + (UNVERIFIED if match[2] else "")


def resolve(names: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each named page with the ID under which the preview has it, ``""`` if it has none.

    A request names the page as it was called when it was written: without ``/unverified`` by those who copied the
    canonical link, with it where the page has been verified since.
    """
    for name in names:
        slug = name.removesuffix(UNVERIFIED)
        same = (name, name.lower(), slug + UNVERIFIED, slug.lower() + UNVERIFIED, slug, slug.lower())
        yield name, next((page for page in same if page in known), "")
