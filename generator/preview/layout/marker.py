"""A marker element, which shows what an HTML parser has open at a place in the markup.

A marker is a form that holds an ``<i>``.  By the parsing rules of HTML (WHATWG
HTML, section 13.2.6) a form within a form is dropped, and formatting elements
that were left open are opened again around the ``<i>``.  So a marker that
comes out of the parser whole, as a child of the element in which it was
written, proves that at its place only this element and its ancestors were
open, and that no tag, comment, script or the like was cut in two.
"""

from __future__ import annotations

from secrets import token_hex

from generator.preview.html.dom import Node

MARKER_TOKEN = f"m{token_hex(8)}"
"""Random for each process, so that nobody can write it into a page."""
MARKER = f"<form id={MARKER_TOKEN}><i>{MARKER_TOKEN}</i></form>"


def is_marker(node: Node) -> bool:
    """True if a node is a marker that came out of the parser whole."""
    return node.tag == "form" and node.attr("id") == MARKER_TOKEN and node.html() == f"<i>{MARKER_TOKEN}</i>"
