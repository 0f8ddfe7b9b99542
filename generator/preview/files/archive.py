"""Files of a preview in an archive, read as a stream: nothing is unpacked to disk, and unpacked bytes are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.files.archive_member import ArchivedFile
from generator.preview.files.tar_archive import TAR_SUFFIXES, read_tar
from generator.preview.files.zip_archive import read_zip


def check_kind(path: Path) -> None:
    """Refuse an archive of no known kind, by its name.

    Raises:
        PreviewError: with the kinds that are known.
    """
    if not path.name.endswith((*TAR_SUFFIXES, ".zip")):
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")


def archived_files(path: Path) -> Iterator[ArchivedFile]:
    """Yield each plain file below ``people/``; one that is too large for an author page without its content.

    Raises:
        PreviewError: the archive is of no known kind, damaged, or beyond `generator.preview.files.unpack_limits`.
            Damage may come to light only at the archive's end, when all files were yielded.
    """
    check_kind(path)
    files = read_zip(path) if path.suffix == ".zip" else read_tar(path)
    try:
        yield from files
    except OSError as error:
        raise PreviewError(f"{path}: can't be read ({error.strerror or error}).") from error
