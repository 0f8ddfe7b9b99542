"""``manifest.json``: which papers each author page of a preview has, so that a later build can report what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator import __version__
from generator.anthology.bounded_read import read_bytes
from generator.errors import ReviewError
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.page_changes import ManifestEntry
from generator.site.output_files import write_file

MANIFEST_FILE = "manifest.json"
"""Path below the site."""
FORMAT = "anthology-review-manifest"
VERSION = 1


def write_manifest(out: Path, pages: Iterable[AuthorPageSummary], preview: str, chosen: bool = False) -> None:
    """Write the manifest: ``{"format", "version", "generator", "preview", "pages": {ID: [name, paper, …]}}``.

    That of chosen pages has ``"chosen": true``, too.

    Args:
        out: the site's folder.
        pages: all author pages of the preview, sorted by ID.
        preview: the preview's name, ``""`` if unknown.
        chosen: whether ``pages`` are chosen ones, so that nothing can be said of the others.
    """
    lines = (f"{_json(page.id)}: {_json([page.name.full, *page.papers])}" for page in pages)
    head: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "generator": f"anthology-review {__version__}",
        "preview": preview,
    }
    head |= {"chosen": True} if chosen else {}
    # One line for each page, so that `diff` of two manifests can be read.
    text = _json(head)[:-1] + ', "pages": {\n' + ",\n".join(lines) + "\n}}\n"
    write_file(out / MANIFEST_FILE, text)


def read_manifest(path: Path) -> dict[str, ManifestEntry]:
    """Read a manifest that an earlier build wrote: page ID -> its entry.

    Raises:
        ReviewError: it is no manifest, of a version that this program doesn't know, or of chosen pages only.
    """
    try:
        found = json.loads(read_bytes(path).decode("utf-8-sig"))
        if found["format"] != FORMAT:
            raise ValueError(f'its "format" is {found["format"]!r:.60}')
        if found["version"] != VERSION:
            raise ReviewError(
                f"{path}: is a manifest of version {found['version']!r:.20}, this program knows version {VERSION}. "
                "Build the base preview again with this version, or leave --since out."
            )
        if found.get("chosen"):
            raise ReviewError(
                f"{path}: is of a site with chosen pages (build --pages), and tells nothing of the others. "
                f"Give the {MANIFEST_FILE} of a site of the whole base preview."
            )
        return {str(page): _entry(values) for page, values in found["pages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise ReviewError(
            f"{path}: can't be read as a manifest ({exc}). Give the {MANIFEST_FILE} of a site that `build` has made."
        ) from exc


def _entry(values: Any) -> ManifestEntry:
    name, *papers = values
    if not all(isinstance(value, str) for value in (name, *papers)):
        raise ValueError("a page's entry must be a list of texts")
    return ManifestEntry(name, tuple(papers))


_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make a new encoder for each page
