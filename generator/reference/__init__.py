"""A Markdown extension that generates reference pages from the code, so that they are never out of date.

A line ``::: commands``, ``::: settings``, ``::: patch-format``, ``::: queue-format`` or ``::: api NAME`` of a page is
replaced by the reference of the command line, the plugin's options, the JSON Schema of patches or of the work queue, or
a public name of the package.
(mkdocs-click could make the reference of the command line, but its output depends on the width of the terminal.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_DIRECTIVE = re.compile(r"::: ([a-z-]+)(?: (\w+))?")


class ReferencePreprocessor(Preprocessor):
    """Replaces each directive by the reference that it names."""

    def run(self, lines: list[str]) -> list[str]:
        """See Markdown."""
        return [out for line in lines for out in self._expanded(line)]

    def _expanded(self, line: str) -> Iterator[str]:
        """The line itself, or the lines that replace it.  Each module is loaded only if a page needs it."""
        found = _DIRECTIVE.fullmatch(line)
        if found is None:
            yield line
            return
        yield ""
        match found.groups():
            case "commands", None:
                from generator.reference.command_page import command_reference

                yield from command_reference()
            case "settings", None:
                from generator.reference.options_page import options_reference

                yield from options_reference()
            case "patch-format", None:
                from generator.reference.schema_page import patch_reference

                yield from patch_reference()
            case "queue-format", None:
                from generator.reference.schema_page import queue_reference

                yield from queue_reference()
            case "api", str(name):
                from generator.reference.api_page import api_reference

                yield from api_reference(name)
            case _:
                raise ValueError(
                    f"{line!r}: no such reference. There are commands, settings, patch-format, queue-format, api NAME."
                )
        yield ""


class ReferenceExtension(Extension):
    """Registers `ReferencePreprocessor`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """See Markdown."""
        # Before fenced code, which has priority 25.
        md.preprocessors.register(ReferencePreprocessor(md), "anthology-review-reference", 100)


def makeExtension(**kwargs: Any) -> ReferenceExtension:
    """See Markdown."""
    return ReferenceExtension(**kwargs)
