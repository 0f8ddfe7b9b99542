"""The reference of one public name, from its signature and docstring, as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import generator

_SECTION = re.compile(r"(Args|Attributes|Returns|Raises):")
_ENTRY = re.compile(r"([\w, ]+): (.*)", re.S)
_METHODS = ("read", "of_paper", "by_name", "build", "load", "suggest")
"""Methods of public classes that are described with them, in this order."""
_HEADINGS = {"Args": "Takes", "Attributes": "Holds", "Returns": "Returns", "Raises": "Raises"}


def api_reference(name: str) -> Iterator[str]:
    """Lines of a section: signature (of a function) and docstring, then those of the methods in `_METHODS`."""
    found = getattr(generator, name)
    yield from (f"## {name}", "")
    if inspect.isfunction(found):
        yield from _call(name, found)
    yield from _docstring(inspect.getdoc(found) or "")
    for method in _METHODS:
        if (function := vars(found).get(method)) is not None:
            yield from _call(f"{name}.{method}", getattr(found, method))
            yield from _docstring(inspect.getdoc(function) or "")


def _call(name: str, function: Callable[..., object]) -> Iterator[str]:
    """The signature, with annotations unquoted, and ``…`` for a default that is a function."""
    signature = re.sub(r"<function .* at 0x[0-9a-f]+>", "…", str(inspect.signature(function))).replace("'", "")
    yield from ("```python", f"{name}{signature}", "```", "")


def _docstring(text: str) -> Iterator[str]:
    """Paragraphs, and the docstring's sections as lists."""
    for paragraph in text.split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if (section := _SECTION.fullmatch(head)) is None:
            yield from (_unwrapped(paragraph), "")
            continue
        yield from (f"{_HEADINGS[section[1]]}:", "")
        # An entry's further lines are indented more than its first.
        for entry in re.split(r"\n(?! )", inspect.cleandoc(rest)):
            named = _ENTRY.fullmatch(entry)
            yield f"- `{named[1]}`: {_unwrapped(named[2])}" if named else f"- {_unwrapped(entry)}"
        yield ""


def _unwrapped(text: str) -> str:
    """Text on one line, its code in single backticks."""
    return re.sub(r"\s+", " ", text).replace("``", "`")
