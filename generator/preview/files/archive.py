"""Files of a preview in an archive, read as a stream: nothing is unpacked to disk, and unpacked bytes are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.files.archive_member import ArchivedFile
from generator.preview.files.tar_archive import TAR_SUFFIXES, read_tar
from generator.preview.files.zip_archive import read_zip


def archived_files(path: Path) -> Iterator[ArchivedFile]:
    """Yield each plain file below ``people/``; one that is too large for an author page without its content.

    Raises:
        PreviewError: the archive is of no known kind, damaged, or beyond `generator.preview.files.unpack_limits`.
            Damage may come to light only at the archive's end, when all files were yielded.
    """
    if path.name.endswith(TAR_SUFFIXES):
        files = read_tar(path)
    elif path.suffix == ".zip":
        files = read_zip(path)
    else:
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")
    try:
        yield from files
    except OSError as error:
        raise PreviewError(f"{path}: can't be read ({error.strerror or error}).") from error
