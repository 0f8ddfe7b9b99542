"""What a build is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is asked for.

    Attributes:
        preview: folder or archive.
        data: folder with ``xml/`` and ``json/``, None to build without the data.
        jobs: worker processes.
        min_papers: pages with fewer papers get no review page.
        since: manifest of a build of the base preview, with which this one is compared; None for none.
        compress: write compressed variants beside the files.
        state: folder for what the next build needs; None for one in the user's cache folder.
        full: build everything, whatever the last build left.
        requests: files and folders with correction requests; with some, the site has the page *Requests*.
        evidence: evidence files, whose statements are used beside the preview and the data.
        decided: folder of accepted patches: what they decide beside assignments is not suggested again; None for none.
        pages: IDs of the author pages of which review pages are made, with their namesakes'; empty for all.
    """

    preview: Path
    data: Path | None = None
    jobs: int = 1
    min_papers: int = 2
    since: Path | None = None
    compress: bool = False
    state: Path | None = None
    full: bool = False
    requests: tuple[Path, ...] = ()
    evidence: tuple[Path, ...] = ()
    pages: tuple[str, ...] = ()
    decided: Path | None = None

    @property
    def as_text(self) -> str:
        """All settings that change pages, as text."""
        data = "with data" if self.data else "without data"
        chosen = f", pages {' '.join(sorted(self.pages))}" if self.pages else ""
        more = f"{', compressed' if self.compress else ''}{', with requests' if self.requests else ''}{chosen}"
        return f"min-papers {self.min_papers}, {data}{more}"
