"""How much an archive may unpack to: a small archive can be made to fill a disk or the memory."""

from __future__ import annotations

from pathlib import Path

from generator.errors import PreviewError

MAX_FILES = 2_000_000
"""Files in an archive, those that are no author pages included (a whole real preview has half a million)."""
MAX_UNPACKED_BYTES = 64 * 1024**3
MAX_RATIO = 200
"""An archive may unpack to this many times its own size, or to `FREE_BYTES` if that is more (real archives: 20)."""
FREE_BYTES = 64 * 1024**2
"""Bytes that even the smallest archive may unpack to."""


class TooManyFilesError(PreviewError):
    """An archive holds more files than are read."""

    def __init__(self, archive: Path, limit: int) -> None:
        super().__init__(f"{archive}: holds more than {limit:,} files. Pack the preview's people/ alone.")


class UnpackBudget:
    """Counts what one archive unpacks to."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._max_bytes = min(MAX_UNPACKED_BYTES, max(FREE_BYTES, MAX_RATIO * archive.stat().st_size))
        self._bytes = self._files = 0

    def add_bytes(self, count: int) -> None:
        """Count bytes that are about to be unpacked, or have just been.

        Raises:
            PreviewError: they are too many for an archive of this size.
        """
        self._bytes += count
        if self._bytes > self._max_bytes:
            raise PreviewError(
                f"{self._archive}: unpacks to more than {self._max_bytes:,} bytes, which no preview of this size does. "
                "Pack the preview's people/ alone."
            )

    def add_file(self) -> None:
        """Count one member of the archive.

        Raises:
            TooManyFilesError: the archive has too many.
        """
        self._files += 1
        if self._files > MAX_FILES:
            raise TooManyFilesError(self._archive, MAX_FILES)
