"""Links from the author pages of a built preview to their review pages; the preview's templates stay unchanged."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.errors import ReviewError
from generator.site.addresses import REVIEW_FOLDER, review_file
from generator.words import say

_LINK_MARKER = 'class="anthology-review"'
# Bounded, and never beyond the next heading: a hostile page must not make the search take minutes.
_HEADING = re.compile(rb"<h2 [^<>]{0,300}?\bid=\"?title\b[^<>]{0,300}>(?:(?!<h2 ).)*?</h2>", re.DOTALL)


def link_author_pages(preview: Path, site: Path) -> tuple[int, int]:
    """Put "Review paper assignments" under the heading of each author page that has a review page.

    Pages that have the link are left unchanged, so the function can be called again.

    Args:
        preview: folder that holds ``people/``.
        site: the review site; published where it is now relative to ``preview``.

    Returns:
        Number of pages that got the link, and number of pages that had it before.

    Raises:
        ReviewError: ``preview`` holds no author pages, ``site`` no review pages, or a page can't be changed.
    """
    people = preview / "people"
    if not people.is_dir():
        raise ReviewError(f"{preview}: holds no folder people/. Give the folder that a preview was built into.")
    if not (site / REVIEW_FOLDER).is_dir():
        raise ReviewError(f"{site}: no review site. Run `anthology-review build` first.")
    reviewed = {f"{REVIEW_FOLDER}/{path.name}" for path in (site / REVIEW_FOLDER).glob("*.html")}
    added, had, root = 0, 0, people.resolve()
    for page in sorted(people.glob("*/index.html")) + sorted(people.glob("*/unverified/index.html")):
        page_id = page.parent.relative_to(people).as_posix()
        # A symbolic link, also of a folder above, could lead out of the preview.
        if (
            review_file(page_id) not in reviewed
            or page.resolve() != root / page_id / "index.html"
            or not page.is_file()
        ):
            continue
        content = page.read_bytes()
        heading = _HEADING.search(content)
        if _LINK_MARKER.encode() in content:
            had += 1
        elif heading:
            target = os.path.relpath(site / review_file(page_id), page.parent).replace(os.sep, "/")
            link = f'<p {_LINK_MARKER}><a href="{target}">{say("site_preview_link")}</a></p>'.encode()
            part = page.with_name("index.html.part")
            try:
                part.unlink(missing_ok=True)  # it may be a symbolic link
                part.write_bytes(content[: heading.end()] + link + content[heading.end() :])
                part.replace(page)
            except OSError as error:
                raise ReviewError(
                    f"{page}: can't be changed ({error.strerror}). Make the preview writable, then run this again."
                ) from error
            added += 1
    return added, had
