"""Reference pages written by what they describe, so that they can't fall behind: a Markdown extension.

A line ``::: commands``, ``::: settings``, ``::: patch-format`` or ``::: api NAME`` on a page becomes the description
of the command line, of the plugin's options, of the patch's JSON Schema, or of a public name of the package.
(mkdocs-click would do the first, but what it prints depends on the terminal's width.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_DIRECTIVE = re.compile(r"::: ([a-z-]+)(?: (\w+))?")


class Reference(Preprocessor):
    """Puts a description in the place of each directive."""

    def run(self, lines: list[str]) -> list[str]:
        """See Markdown."""
        return [out for line in lines for out in self._described(line)]

    def _described(self, line: str) -> Iterator[str]:
        found = _DIRECTIVE.fullmatch(line)
        if found is None:
            yield line
            return
        yield ""
        match found.groups():
            case "commands", None:
                from generator.reference.command_page import commands

                yield from commands()
            case "settings", None:
                from generator.reference.options_page import settings

                yield from settings()
            case "patch-format", None:
                from generator.reference.schema_page import patch_format

                yield from patch_format()
            case "api", str(name):
                from generator.reference.api_page import api

                yield from api(name)
            case _:
                raise ValueError(f"{line!r}: no such reference.")
        yield ""


class ReferenceExtension(Extension):
    """Registers `Reference`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """See Markdown."""
        md.preprocessors.register(Reference(md), "anthology-review-reference", 100)  # before fenced code, at 25


def makeExtension(**kwargs: Any) -> ReferenceExtension:
    """See Markdown."""
    return ReferenceExtension(**kwargs)
