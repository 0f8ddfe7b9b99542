"""Abstracts of papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.model import Paper
from generator.review.data_lines import bundle_of
from generator.site.addresses import DATA
from generator.site.output_files import remove, write
from generator.site.shared_files.data_script import data_script


def write_abstracts(out: Path, papers: Iterable[Paper], bundles: Iterable[str] = ()) -> None:
    """Abstracts as safe markup by paper ID, up to a hundred papers of a volume in a file.

    Args:
        out: the site's folder.
        papers: all papers of each file that is to be written.
        bundles: files that are taken out if there is nothing to write into them.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for paper in sorted(papers, key=lambda paper: paper.id):
        if paper.abstract_html:
            found[bundle_of(paper.id)][paper.id] = paper.abstract_html
    for name, texts in found.items():
        write(out / _abstracts_file(name), data_script("abstracts", texts))
    for name in bundles:
        if name not in found:
            remove(out / _abstracts_file(name))


def _abstracts_file(bundle: str) -> str:
    return f"{DATA}/abstracts/{bundle}.js"
