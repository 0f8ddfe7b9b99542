"""Compressed variants beside the files of a site, for servers that send what is ready (nginx ``gzip_static``)."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import brotli

from generator.runtime.processes import batches, map_in_order
from generator.runtime.progress import progress
from generator.site.output_files import COMPRESSED_SUFFIXES

KINDS = {".html", ".js", ".css", ".json", ".svg", ".xml"}
SMALLEST = 1024
"""Bytes below which a variant saves no packet."""
_FILES_PER_TASK, _AHEAD = 200, 3
_BROTLI_QUALITY = 6
"""Higher ones take ten times as long for a twentieth less."""


def compress(out: Path, jobs: int) -> int:
    """Write ``.gz`` and ``.br`` beside each text file that is worth it and has none; returns the bytes of the ``.gz``.

    The same file gives the same bytes.  Whoever changes a file deletes its variants
    (`generator.site.output_files.write_file`).

    Args:
        out: the site's folder.
        jobs: processes.
    """
    files = sorted(path for path in out.rglob("*") if path.suffix in KINDS and path.stat().st_size >= SMALLEST)
    files = [
        path for path in files if not all(path.with_name(path.name + kind).exists() for kind in COMPRESSED_SUFFIXES)
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
