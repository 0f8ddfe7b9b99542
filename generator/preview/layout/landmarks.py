"""The elements, classes and phrases by which author pages are read, for three generations of the Anthology's layout.

The layout of 2025 has Bootstrap 4, that of early 2026 Bootstrap 5 with entries
as ``<p>``, that of August 2026 entries as ``<div>``.  They differ in classes,
not in the order of elements.  A new layout that keeps the order is read by
adding its classes here; one with another order needs changes in `author_page`
(heading and notes) or `paper_entry` too.  The constants under "The current
layout" only serve speed: pages that they do not fit are parsed whole.
"""

from __future__ import annotations

# CSS selectors, of the whole page.
MAIN_SECTION = "#main"
HEADING = "#title"
PAPER_LIST = "div.col-lg-9"
SIDE_COLUMN = "div.col-lg-3"
NOTICE = "[role=alert]"
CANONICAL_LINK = "link[rel=canonical]"
NOTE_LABEL = ("span.fst-italic", "span.font-italic")
"""Of the label of a note under the heading; the first selector that finds something counts."""

# CSS selectors, within an entry.
TITLE_LINK_PARENT = "strong"
PDF_BADGE = "a.badge-primary, a.text-bg-primary"
AWARD_ICON = "i.fa-award"
ABSTRACT_TEXT = ".card-body"

# Classes.
ENTRY_CLASS = "d-sm-flex"
ABSTRACT_CLASS = "abstract-collapse"
"""Of the box with an abstract, which is the next sibling of its entry."""
VERIFIED_CLASS = "fw-bold"
"""Of the last name in the heading of a verified person's page."""
MUTED_CLASS = "text-muted"
"""Of the notes under the heading, and of the link to the volume in an entry."""
LABEL_CLASSES = frozenset(("fst-italic", "font-italic"))

# Phrases: labels of notes, in lower case and without the colon.
ALSO_PUBLISHED_AS = "also published as"
SIMILAR_NAMES = "other people with similar names"
SIMILAR_UNVERIFIED_NAMES = "unverified author pages with similar names"
MAY_BELONG_TO = "papers on this page may belong to the following people"
PREVIEW_WORD = "preview"
"""The word, in lower case, by which the notice of a preview is told from other alerts."""

# The current layout: exact markup, for `page_cutting` and `page_frame`.
DOCTYPE = "<!doctype html>"
TITLE_TAG = "<title>"
CANONICAL_TAG = "<link rel=canonical href="
MAIN_TAG = "<section id=main>"
CONTENT_ANCESTORS = "html body div section"
"""Tags of the elements around the content of the main section."""
LIST_START = "<hr><div class=row><div class=col-lg-9>"
LIST_ANCESTORS = f"{CONTENT_ANCESTORS} div"
"""Tags of the elements around the list of papers."""
LIST_END = "</div><div class=col-lg-3>"
ENTRY_START = f'<div class="{ENTRY_CLASS} '
YEAR_START, YEAR_END = "<h4>", "</h4>"
