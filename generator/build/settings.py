"""What a build is asked for and what it did; light to import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.preview import Refusal


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is asked for.

    Attributes:
        preview: folder or archive.
        data: folder with ``xml/`` and ``json/``, None for none.
        jobs: worker processes.
        min_papers: pages with fewer papers get no review page.
        since: manifest of a build of the base preview, with which this one is compared; None for none.
        compress: write compressed variants beside the files.
        state: folder for what the next build needs; None: beside the site.
        full: build everything, whatever is known.
    """

    preview: Path
    data: Path | None = None
    jobs: int = 1
    min_papers: int = 2
    since: Path | None = None
    compress: bool = False
    state: Path | None = None
    full: bool = False

    @property
    def words(self) -> str:
        """All on which a page depends beside the input, in words."""
        data = "with data" if self.data else "without data"
        return f"min-papers {self.min_papers}, {data}{', compressed' if self.compress else ''}"


@dataclass(slots=True)
class Report:
    """What a build did, for the closing summary."""

    pages: int = 0
    refused: list[Refusal] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    review_pages: int = 0
    groups: int = 0
    changed: int | None = None
    differing: dict[str, tuple[str, ...]] = field(default_factory=dict)
