"""Changes to a preview in a folder, as a push makes them: titles, papers taken off or moved, pages new and gone."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.builds.previews import is_author_page, slug, write

_ENTRY = re.compile(
    r'<div class="d-sm-flex align-items-stretch mb-3">.*?(?=<div class="d-sm-flex|<h4>|</div><div class="?col-lg-3)',
    re.DOTALL,
)
_LISTING = re.compile(r'<div class="?col-lg-9"?>')
_YEAR = re.compile(r"<h4>.*?</h4>", re.DOTALL)
_EMPTY_YEAR = re.compile(r'<h4>[^<]*</h4>(?=<h4>|</div><div class="?col-lg-3)')
_TITLE = re.compile(r"(<strong><a [^>]*>)(.*?)(</a></strong>)", re.DOTALL)
_AUTHOR = re.compile(r"/people/([^/\"'>]+(?:/unverified)?)/[\"' >]")
KINDS = (
    "title", "title", "title everywhere", "title", "taken off", "taken off", "moved", "moved", "gone", "new",
)  # fmt: skip
"""What becomes of a page, by turns."""


@dataclass(slots=True)
class Editor:
    """Changes pages of a preview, each at most once.

    Attributes:
        folder: holds ``people/``; its files are replaced, never written into.
        pages: files that may be changed, in the order of their turn.
        done: files changed so far.
    """

    folder: Path
    pages: list[str]
    done: set[str]

    @classmethod
    def of(cls, folder: Path, names: Sequence[str], chance: random.Random) -> Editor:
        """Editor of the author pages among some files, in random order."""
        pages = [name for name in names if is_author_page(folder, name)]
        chance.shuffle(pages)
        return cls(folder, pages, set())

    def change(self, pages: int, kinds: Sequence[str] = KINDS) -> int:
        """Change so many more pages; returns how many it were, a few more if a title stood on many."""
        goal, turn = len(self.done) + pages, 0
        before = len(self.done)
        others = self._namesakes() if "moved" in kinds else {}
        while len(self.done) < goal and self.pages:
            kind = kinds[turn % len(kinds)]
            if kind == "moved":
                self._move_one(others)
                turn += 1
                continue
            page = self.pages.pop()
            if page not in self.done and self._path(page).exists():
                turn += self._does(kind, page)
        return len(self.done) - before

    def _does(self, kind: str, page: str) -> bool:
        markup = self._read(page)
        entries = [match.group() for match in _ENTRY.finditer(markup)]
        if len(entries) < 2:
            return False
        if kind == "title":
            self._write(page, markup.replace(entries[0], _retitled(entries[0])))
        elif kind == "title everywhere":
            for author in {page, *(f"{found}/index.html" for found in _AUTHOR.findall(entries[0]))}:
                if self._path(author).exists():
                    self._edit(author, lambda text: text.replace(entries[0], _retitled(entries[0])))
        elif kind == "taken off":
            self._write(page, markup.replace(entries[-1], ""))
        elif kind == "gone":
            self._path(page).unlink()
            self.done.add(page)
        elif kind == "new":
            new = f"{page.partition('/')[0]}-new/index.html"
            if self._path(new).exists():
                return False
            for entry in entries[::2]:
                markup = markup.replace(entry, "")
            self._move(entries[::2], page, new, self._read(page), keep=False)
            self._write(page, markup)
        return True

    def _move_one(self, blocks: dict[str, list[str]]) -> None:
        """Move a paper between two pages of one name, if there still is a block of which nothing was changed."""
        while blocks:
            _, (page, other, *_) = blocks.popitem()
            markup = self._read(page) if self._path(page).exists() else ""
            entry = _ENTRY.search(markup)
            if entry and self._path(other).exists() and not {page, other} & self.done:
                self._move([entry.group()], page, other, self._read(other), keep=True)
                self._write(page, markup.replace(entry.group(), ""))
                return

    def _move(self, entries: list[str], page: str, other: str, markup: str, *, keep: bool) -> None:
        """Put entries of a page first in another's list, beside its own or in their stead."""
        own, its = (f"/people/{file.removesuffix('index.html')}" for file in (page, other))
        years = {}
        for entry in entries:
            before = _YEAR.findall(self._read(page).partition(entry)[0])
            years[entry] = before[-1] if before else ""
        moved = "".join(years[entry] + entry.replace(own, its) for entry in entries)
        if not keep:
            markup = _ENTRY.sub("", markup)
        self._write(other, _LISTING.sub(lambda match: match.group() + moved, markup, count=1))

    def _namesakes(self) -> dict[str, list[str]]:
        blocks = defaultdict(list)
        for page in sorted(self.pages):
            blocks[slug(self.folder, page)].append(page)
        some = [(name, block) for name, block in blocks.items() if len(block) > 1]
        random.Random(1).shuffle(some)
        return dict(some)

    def _path(self, page: str) -> Path:
        return self.folder / "people" / page

    def _read(self, page: str) -> str:
        return self._path(page).read_text("utf-8")

    def _write(self, page: str, markup: str) -> None:
        write(self._path(page), _EMPTY_YEAR.sub("", markup))
        self.done.add(page)

    def _edit(self, page: str, change: Callable[[str], str]) -> None:
        before = self._read(page)
        if (after := change(before)) != before:
            self._write(page, after)


def _retitled(entry: str) -> str:
    return _TITLE.sub(r"\1\2, Reconsidered\3", entry, count=1)
