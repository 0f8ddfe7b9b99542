"""Which files of a preview changed since it was last read, so that the other files need not be parsed again.

Files in a folder are compared by size and modification time first
(`generator.preview.files.folder`); those that differ, and all files of an
archive, by a digest of their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from generator.model import Paper
from generator.preview.file_kinds import REFUSED, FileRecord, content_digest
from generator.preview.files.folder import NO_STAMP, FolderScan
from generator.preview.files.source import PreviewFile
from generator.preview.limits import LimitError


@dataclass(slots=True)
class PreviousReading:
    """What an earlier reading of the same preview found; empty if there was none.

    Attributes:
        files: record of each file by path below ``people/``.
        folders: modification time (ns) of each folder by path below ``people/``; empty for an archive.
        papers: by version.
    """

    files: Mapping[str, FileRecord] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    papers: Mapping[bytes, Paper] = field(default_factory=dict)

    def start_scan(self) -> FolderScan:
        """A scan, not yet run, that compares the folder with this reading.

        Refused pages are always read again: one whose ID differed from another only in capitals may be alone now.
        """
        stamps = {path: NO_STAMP if file.kind == REFUSED else file.stamp for path, file in self.files.items()}
        return FolderScan(self.folders, stamps)

    def select_changed(
        self, files: Iterable[PreviewFile], unchanged: dict[str, FileRecord], jobs: int
    ) -> Iterator[PreviewFile]:
        """Yield the files that are new, or have another content than before; and those that were refused.

        Args:
            files: files of the preview.
            unchanged: filled with the records of the files that are not yielded, with their current stamps.
            jobs: threads that read and hash.
        """

        def changed(file: PreviewFile) -> bool:
            before = self.files[file.path]
            try:
                if not before.digest or content_digest(file.read()) != before.digest:
                    return True
            except (OSError, LimitError):
                return True
            unchanged[file.path] = replace(before, stamp=file.stamp)
            return False

        to_compare = []
        for file in files:
            before = self.files.get(file.path)
            if before is None or before.kind == REFUSED:
                yield file
            elif not isinstance(file.source, str):
                if changed(file):
                    yield file
            else:
                to_compare.append(file)
        with ThreadPoolExecutor(jobs) as threads:  # reading and hashing release the global interpreter lock
            results = threads.map(changed, to_compare)
            yield from (file for file, is_changed in zip(to_compare, results, strict=True) if is_changed)
