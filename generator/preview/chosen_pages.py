"""Chosen author pages of a preview, read when they are asked for: of a folder, nothing else is opened.

An archive has to be streamed from its beginning to its end each time, so whoever reads asks for many pages at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.model import UNVERIFIED, AuthorPage
from generator.preview.file_kinds import page_id_of, path_of_page
from generator.preview.files.source import PreviewFile, file_in_people, iter_files, names_in_people
from generator.preview.read import Preview, add_files, refuse_ids_differing_in_case


class ChosenPages:
    """Author pages that are read when they are asked for.

    Args:
        path: a preview's folder, or an archive of it.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.

    Attributes:
        preview: what was read so far.
    """

    def __init__(self, path: Path, jobs: int, progress: Callable[[int], None]) -> None:
        """Read nothing yet."""
        self.preview = Preview()
        self._path, self._jobs, self._progress = path, jobs, progress
        self._names: frozenset[str] | None = None
        self._asked: set[str] = set()

    @property
    def names(self) -> frozenset[str]:
        """Page IDs without ``/unverified`` of all pages; an archive is streamed for it if nothing was read yet.

        Of a folder, those of redirects and other files are among them.

        Raises:
            PreviewError: the preview can't be read.
        """
        if self._names is None:
            if self._path.is_dir():
                self._names = frozenset(names_in_people(self._path))
            else:
                self.read(())
        return self._names or frozenset()

    def has_unverified(self, name: str) -> bool:
        """Tell whether there may be an unverified page of this name slug."""
        if not self._path.is_dir():
            return True
        return file_in_people(self._path, path_of_page(name + UNVERIFIED)) is not None

    def read(self, page_ids: Iterable[str]) -> dict[str, AuthorPage]:
        """Read those of some author pages that exist and can be understood, each once; return them by ID.

        Raises:
            PreviewError: the preview can't be read.
        """
        wanted = set(page_ids)
        new = wanted - self._asked
        if new or self._names is None:
            self._asked |= new
            add_files(self.preview, self._files(new), self._jobs, self._progress)
            refuse_ids_differing_in_case(self.preview)
        return {page_id: self.preview.pages[page_id] for page_id in sorted(wanted) if page_id in self.preview.pages}

    def _files(self, page_ids: set[str]) -> Iterator[PreviewFile]:
        if self._path.is_dir():
            there = {page_id for page_id in page_ids if page_id.removesuffix(UNVERIFIED) in self.names}
            files = (file_in_people(self._path, path_of_page(page_id)) for page_id in sorted(there))
            yield from (file for file in files if file)
            return
        names = set()
        for file in iter_files(self._path):
            if page_id := page_id_of(file.path):
                names.add(page_id.removesuffix(UNVERIFIED))
                if page_id in page_ids:
                    yield file
        self._names = frozenset(names)
