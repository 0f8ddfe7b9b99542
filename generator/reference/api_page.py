"""A public name of the package, as Markdown: from its signature and docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import generator

_SECTION = re.compile(r"(Args|Attributes|Returns|Raises):")
_ENTRY = re.compile(r"([\w, ]+): (.*)", re.S)
_WORDS = {"Args": "Takes", "Attributes": "Holds", "Returns": "Returns", "Raises": "Raises"}


def api(name: str) -> Iterator[str]:
    """A section for one name: how it is called, and its docstring."""
    found = getattr(generator, name)
    yield from (f"## {name}", "")
    if inspect.isfunction(found):
        yield from _call(name, found)
    yield from _docstring(inspect.getdoc(found) or "")
    if (read := getattr(found, "read", None)) is not None:
        yield from _call(f"{name}.read", read)
        yield from _docstring(inspect.getdoc(read) or "")


def _call(name: str, function: Callable[..., object]) -> Iterator[str]:
    """The signature, its annotations without quotes and a default that is a function without its address."""
    signature = re.sub(r"<function .* at 0x[0-9a-f]+>", "…", str(inspect.signature(function))).replace("'", "")
    yield from ("```python", f"{name}{signature}", "```", "")


def _docstring(text: str) -> Iterator[str]:
    """Paragraphs, and the docstring's sections as lists."""
    for paragraph in text.split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if (section := _SECTION.fullmatch(head)) is None:
            yield from (_plain(paragraph), "")
            continue
        yield from (f"{_WORDS[section[1]]}:", "")
        # An entry's further lines are indented more than its first.
        for entry in re.split(r"\n(?! )", inspect.cleandoc(rest)):
            named = _ENTRY.fullmatch(entry)
            yield f"- `{named[1]}`: {_plain(named[2])}" if named else f"- {_plain(entry)}"
        yield ""


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("``", "`")
