"""Files of a preview in an archive, read as a stream: nothing is unpacked to disk, and unpacked bytes are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.errors import PreviewError
from generator.preview.files.archive_member import ArchivedFile, UnreadableArchiveError
from generator.preview.files.tar_archive import TAR_SUFFIXES, read_tar
from generator.preview.files.unpack_limits import MAX_UNPACKED_BYTES
from generator.preview.files.zip_archive import read_zip

_BEGINNINGS = {
    (".gz", ".tgz"): re.compile(rb"\x1f\x8b"),
    (".zst",): re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),
}
"""The first bytes of each kind (RFC 1952; RFC 8878, sections 3.1.1 and 3.1.2). A tar begins with a name, and a zip may
stand behind a program."""


def check_kind(path: Path) -> None:
    """Refuse what is no archive, by its name, its size and its first bytes: all of it is read only after that.

    Raises:
        PreviewError: it is of no known kind, or larger than an archive may unpack to.
        UnreadableArchiveError: it doesn't begin as its name says.
        OSError: it can't be read.
    """
    if not path.name.endswith((*TAR_SUFFIXES, ".zip")):
        raise PreviewError(f"{path}: unknown kind of archive. Known are .tar, .tar.gz, .tar.zst and .zip, and folders.")
    if path.stat().st_size > MAX_UNPACKED_BYTES:
        raise PreviewError(f"{path}: has more than {MAX_UNPACKED_BYTES:,} bytes. Pack the preview's people/ alone.")
    with path.open("rb") as packed:
        first = packed.read(4)
    for suffixes, beginning in _BEGINNINGS.items():
        if first and path.name.endswith(suffixes) and not beginning.match(first):
            raise UnreadableArchiveError(path, "", f"it does not begin like a {path.suffix} file")


def archived_files(path: Path) -> Iterator[ArchivedFile]:
    """Yield each plain file below ``people/``; one that is too large for an author page without its content.

    Raises:
        PreviewError: the archive is of no known kind, damaged, or beyond `generator.preview.files.unpack_limits`.
            Damage may come to light only at the archive's end, when all files were yielded.
    """
    try:
        check_kind(path)
        yield from read_zip(path) if path.suffix == ".zip" else read_tar(path)
    except OSError as error:
        raise PreviewError(f"{path}: can't be read ({error.strerror or error}).") from error
