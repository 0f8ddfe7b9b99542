"""What papers from worker processes have in common, kept in memory once."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Author, Paper


class Pool:
    """Authors and texts of the papers so far: each comes many times, and each time as another object."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._authors: dict[Author, Author] = {}
        self._texts: dict[str, str] = {}

    def paper(self, paper: Paper) -> Paper:
        """The same paper, made of what is known where it can be."""
        author, text = self._authors.setdefault, self._texts.setdefault
        return replace(
            paper,
            authors=tuple([author(a, a) for a in paper.authors]),
            volume=text(paper.volume, paper.volume),
            volume_title=text(paper.volume_title, paper.volume_title),
            venue=text(paper.venue, paper.venue),
            # Most titles and abstracts have no markup.
            title_html=paper.title if paper.title_html == paper.title else paper.title_html,
            abstract_html=paper.abstract if paper.abstract_html == paper.abstract else paper.abstract_html,
        )
