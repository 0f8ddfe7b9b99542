"""How large a site is: its review pages as they are sent, all of it on disk, the index of authors."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.benchmarks.builds.bench import Bench, Result

_VARIANTS = {".gz", ".br"}


def sizes(bench: Bench) -> Result:
    """Sizes in bytes of a site built with ``--compress``; what is on disk is said without the variants."""
    site = bench.clean("sizes")
    bench.builder.run(bench.archive, site, "--compress")
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    plain = [path for path in paths if path.suffix not in _VARIANTS]
    pages = sorted(_packed(path) for path in plain if path.parent.name == "review" and path.suffix == ".html")
    folders = [path for path in site.rglob("*") if path.is_dir()]
    found = {
        "files": len(plain),
        "pages": len(pages),
        "median": statistics.median(pages),
        "percentile": statistics.quantiles(pages, n=100, method="inclusive")[98] if len(pages) > 1 else pages[0],
        "largest": pages[-1],
        "bytes": sum(path.stat().st_size for path in plain),
        "disk": sum(path.stat().st_blocks * 512 for path in [*plain, *folders]),
        "gzip": sum(_packed(path) for path in plain),
        "brotli": sum(path.stat().st_size for path in paths if path.suffix == ".br"),
        "index": sum(_packed(path) for path in plain if "data" in path.parts[-3:] and path.name.startswith("authors")),
    }
    bench.clean("sizes")
    return found


def _packed(path: Path) -> int:
    """Bytes of a file as it is sent: its variant, or itself if it has none."""
    variant = path.with_name(f"{path.name}.gz")
    if variant.is_file():
        return variant.stat().st_size
    return path.stat().st_size
