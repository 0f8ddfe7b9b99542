"""Compressed variants beside the files of a site, for servers that send them as they are (nginx ``gzip_static``)."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import brotli

from generator.runtime.processes import batches, map_in_order
from generator.runtime.progress import progress
from generator.site.output_files import COMPRESSED_SUFFIXES

TEXT_SUFFIXES = {".html", ".js", ".css", ".json", ".svg", ".xml"}
MIN_BYTES = 1024
"""Smaller files get no variant: it would save no network packet."""
_FILES_PER_TASK, _AHEAD = 200, 3
_BROTLI_QUALITY = 6
"""0 to 11; higher ones take ten times as long, for files a twentieth smaller."""


def compress(out: Path, jobs: int) -> int:
    """Write ``.gz`` and ``.br`` beside each text file of at least `MIN_BYTES` that lacks one of them.

    The same file gives the same bytes.  A variant that exists is taken to be
    current: `generator.site.output_files` removes it when its file changes.

    Args:
        out: the site's folder.
        jobs: worker processes.

    Returns:
        Bytes of the ``.gz`` files written.
    """
    files = sorted(path for path in out.rglob("*") if path.suffix in TEXT_SUFFIXES and path.stat().st_size >= MIN_BYTES)
    files = [
        path for path in files if not all(path.with_name(path.name + suffix).exists() for suffix in COMPRESSED_SUFFIXES)
    ]
    total = 0
    with progress("Compressing", len(files)) as step:
        for count, size in map_in_order(_compress, batches(files, _FILES_PER_TASK), jobs, _AHEAD):
            total += size
            step(count)
    return total


def _compress(files: Sequence[Path]) -> tuple[int, int]:
    size = 0
    for path in files:
        content = path.read_bytes()
        packed = gzip.compress(content, compresslevel=9, mtime=0)
        path.with_name(f"{path.name}.gz").write_bytes(packed)
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, quality=_BROTLI_QUALITY))
        size += len(packed)
    return len(files), size
