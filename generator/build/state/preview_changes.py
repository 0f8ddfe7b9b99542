"""What is new in the preview since the last build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from generator.build.state.last_build import Past, StartAnewError
from generator.build.state.store import Overlay
from generator.model import AuthorPage, Notice
from generator.preview.file_kinds import page_id_of
from generator.preview.previous_reading import PreviousReading
from generator.preview.read import Preview, read_preview

MOST_CHANGED = 0.25
"""Share of author pages that changed beyond which a build of everything is not slower."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A preview beside what was known of it; before the first build nothing was, and all is new.

    Attributes:
        preview: what was read now.
        pages: all author pages by ID.
        new: those that are new or other than before.
        gone: IDs of pages that went.
        archive: digest of the archive, ``""`` for a folder.
        notice: the preview's.
    """

    preview: Preview
    pages: Mapping[str, AuthorPage]
    new: Mapping[str, AuthorPage]
    gone: frozenset[str]
    archive: str
    notice: Notice | None

    @property
    def touched(self) -> frozenset[str]:
        """IDs of pages that are new, other than before, or gone."""
        return self.gone | self.new.keys()


def take_in(path: Path, jobs: int, progress: Callable[[int], None], past: Past | None) -> Intake:
    """Read what is new in a preview, everything if ``past`` is None.

    Raises:
        PreviewError: it can't be read.
        StartAnewError: so much is new that the past is of no use.
    """
    archive = ""
    if path.is_file():
        with path.open("rb") as stream:
            archive = file_digest(stream, "blake2b").hexdigest()
    if past is None:
        preview = read_preview(path, jobs, progress)
        return Intake(preview, preview.pages, preview.pages, frozenset(), archive, preview.notice)
    if archive and archive == past.about.archive:
        preview = Preview(files=past.files)
    else:
        preview = read_preview(path, jobs, progress, PreviousReading(past.files, past.folders, past.papers))
    gone = frozenset(
        page_id_of(path)
        for path, before in past.files.items()
        if before.kind == "page" and ((now := preview.files.get(path)) is None or now.kind != "page")
    )
    if len(preview.pages) + len(gone) > MOST_CHANGED * len(past.records):
        raise StartAnewError(f"{len(preview.pages) + len(gone):,} author pages changed")
    new = {page_id: page for page_id, page in preview.pages.items() if not past.shows(page)}
    if any(page.notice != past.about.notice for page in new.values()):
        raise StartAnewError("the preview says something else of itself")
    return Intake(preview, Overlay(new, gone, past.whole_pages), new, gone, archive, past.about.notice)
