"""Markup inside names: our reading joins the text around it, acl-anthology takes only what is before it."""

from __future__ import annotations

from xml.etree import ElementTree


def has_markup_in_name(text: str) -> bool:
    """Return whether there is an element, a comment or a processing instruction inside a first or last name.

    Args:
        text: a slot's `generator.model.Slot.unusual_text`: the whole element, or what follows its plain name.
    """
    if not text:
        return False
    if not text.startswith(("<author", "<editor")):
        text = f"<author>{text}</author>"
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        element = ElementTree.fromstring(text, ElementTree.XMLParser(target=builder))
    except ElementTree.ParseError:  # an undeclared prefix
        return True
    return any(len(name) for tag in ("first", "last") for name in element.findall(tag))
