"""The reference time: how long BeautifulSoup with Python's own parser takes for a fixed set of real pages.

It runs beside the builds in the same run, so that a figure can be given as a
multiple of it, which says more about the program than about the machine.

    python -m tests.benchmarks.builds.reference LIST     (a file that names one page a line; prints seconds)
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

PAGES = 800
"""Takes 5 to 10 s on a machine of 2025."""
WORDS = f"BeautifulSoup reading {PAGES} fixed author pages with Python's html.parser, in one process"


def choose(people: Path, pages: Sequence[str]) -> list[Path]:
    """The same pages of the same preview each time, whatever part of it is being built."""
    return [people / page for page in sorted(pages, key=lambda page: blake2b(page.encode()).digest())[:PAGES]]


def seconds(listing: Path) -> float:
    """Time a run in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.builds.reference", str(listing)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _main() -> None:
    from bs4 import BeautifulSoup

    pages = [Path(line).read_text("utf-8") for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    started = time.perf_counter()
    entries = sum(len(BeautifulSoup(page, "html.parser").find_all("strong")) for page in pages)
    assert entries
    print(time.perf_counter() - started)


if __name__ == "__main__":
    _main()
