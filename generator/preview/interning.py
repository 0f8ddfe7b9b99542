"""Papers from worker processes, with the values that they share kept in memory once."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Author, Paper


class PaperInterner:
    """Replaces equal authors and texts of papers by one object: each is decoded many times, as a new object each."""

    def __init__(self) -> None:
        self._authors: dict[Author, Author] = {}
        self._texts: dict[str, str] = {}

    def intern(self, paper: Paper) -> Paper:
        """An equal paper, made of the objects of earlier papers where their authors and texts are equal."""
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
