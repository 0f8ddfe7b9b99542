"""A link from each author page of a built preview to its review page, without touching the preview's templates."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.errors import ReviewError
from generator.site.addresses import REVIEW_FOLDER, review_file

MARK = 'class="anthology-review"'
# Bounded, and never past the next heading: pages are not to be trusted, and long ones must not take minutes.
_HEADING = re.compile(rb"<h2 [^<>]{0,300}?\bid=\"?title\b[^<>]{0,300}>(?:(?!<h2 ).)*?</h2>", re.DOTALL)


def link_pages(preview: Path, site: Path) -> tuple[int, int]:
    """Put "Review paper assignments" under the heading of each author page that has a review page.

    Pages that have the link are left alone, so it can be done again.

    Args:
        preview: folder that holds ``people/``.
        site: the review site, published at the same place relative to it.

    Returns:
        How many pages got the link, and how many had it.

    Raises:
        ReviewError: no preview folder, no review site, or a page can't be changed.
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
        # A link, on the way too, could lead out of the preview.
        if (
            review_file(page_id) not in reviewed
            or page.resolve() != root / page_id / "index.html"
            or not page.is_file()
        ):
            continue
        content = page.read_bytes()
        heading = _HEADING.search(content)
        if MARK.encode() in content:
            had += 1
        elif heading:
            target = os.path.relpath(site / review_file(page_id), page.parent).replace(os.sep, "/")
            link = f'<p {MARK}><a href="{target}">Review paper assignments</a></p>'.encode()
            part = page.with_name("index.html.part")
            try:
                part.unlink(missing_ok=True)  # it may be a link
                part.write_bytes(content[: heading.end()] + link + content[heading.end() :])
                part.replace(page)
            except OSError as error:
                raise ReviewError(
                    f"{page}: can't be changed ({error.strerror}). Make the preview writable, then run this again."
                ) from error
            added += 1
    return added, had
