"""What changed in the preview since the last build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from generator.build.state.kept_values import LastBuild
from generator.build.state.mapping_overlay import overlay
from generator.errors import PreviewError
from generator.model import AuthorPage, Notice
from generator.preview.file_kinds import page_id_of
from generator.preview.files.archive import check_kind
from generator.preview.previous_reading import PreviousReading
from generator.preview.read import Preview, read_preview


@dataclass(frozen=True, slots=True)
class PreviewChanges:
    """A preview compared with that of the last build; before the first build all of it is new.

    Attributes:
        preview: what was read now: all files, and the author pages whose files changed.
        pages: all author pages by ID.
        changed: new and changed author pages by ID.
        removed: IDs of author pages that are gone.
        archive: digest of the preview's archive, ``""`` for a folder.
        notice: what the preview says about itself.
    """

    preview: Preview
    pages: Mapping[str, AuthorPage]
    changed: Mapping[str, AuthorPage]
    removed: frozenset[str]
    archive: str
    notice: Notice | None

    @property
    def affected(self) -> frozenset[str]:
        """IDs of author pages that are new, changed or gone."""
        return self.removed | self.changed.keys()

    @property
    def branch(self) -> str:
        """The preview's branch, ``""`` if it doesn't say."""
        return self.notice.branch if self.notice else ""


def read_preview_changes(path: Path, jobs: int, progress: Callable[[int], None], last: LastBuild) -> PreviewChanges:
    """Read what is new or changed in a preview.

    Args:
        path: folder or archive.
        jobs: processes that parse.
        progress: called with the number of files done since the last call.
        last: the last build.

    Raises:
        PreviewError: the preview can't be read.
    """
    archive = _digest(path) if path.is_file() else ""
    if archive and archive == last.info.archive:
        preview = Preview(files=last.files)
    else:
        preview = read_preview(path, jobs, progress, PreviousReading(last.files, last.folders, last.papers))
    removed = frozenset(
        page_id_of(path)
        for path, before in last.files.items()
        if before.kind == "page" and ((now := preview.files.get(path)) is None or now.kind != "page")
    )
    # Unchanged pages are deleted from the preview's own mapping instead of copying the rest: if all pages are new,
    # ``pages`` is that mapping, so that `Preview.forget_abstracts` frees the memory of their abstracts.
    unchanged = {page_id for page_id, page in preview.pages.items() if last.had(page)}
    for page_id in unchanged:
        del preview.pages[page_id]
    pages = overlay(preview.pages, removed, last.whole_pages)
    notice = last.info.notice or preview.notice
    return PreviewChanges(preview, pages, preview.pages, removed, archive, notice)


def _digest(archive: Path) -> str:
    try:
        check_kind(archive)  # before it is read from its beginning to its end
        with archive.open("rb") as stream:
            return file_digest(stream, "blake2b").hexdigest()
    except OSError as error:
        raise PreviewError(f"{archive}: can't be read ({error.strerror}). Make it readable.") from error
