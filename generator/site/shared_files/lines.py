"""Lines of the data around author slots, from which the browser makes a diff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.anthology.item import Item
from generator.review.data_lines import Bundle, bundles
from generator.site.addresses import DATA
from generator.site.output_files import write
from generator.site.shared_files.data_script import data_script


def write_lines(out: Path, data_dir: Path, items: Iterable[Item]) -> None:
    """The lines around the slots of whole files of the data, up to a hundred papers of a volume in a file."""
    by_file: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.slots:
            by_file[item.slots[0].file].append(item)
    for file, members in by_file.items():
        for name, bundle in bundles(file, (data_dir / file).read_bytes(), members):
            write(out / lines_file(name), data_script("lines", _plain(bundle)))


def lines_file(bundle: str) -> str:
    """Path of a shared file of lines below the site."""
    return f"{DATA}/lines/{bundle}.js"


def _plain(bundle: Bundle) -> dict[str, Any]:
    windows = [
        {"first": w.first, "lines": w.lines, **({"eof_no_newline": True} if w.eof_no_newline else {})}
        for w in bundle.windows
    ]
    return {"file": bundle.file, "windows": windows, "slots": bundle.slots}
