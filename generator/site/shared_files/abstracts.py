"""``assets/data/abstracts/<bundle>.js``: abstracts of up to a hundred papers of a volume.

The value is ``{"<paper ID>": "<abstract, as safe HTML>"}``, sorted, of the
papers that have one.  The bundle is `generator.review.data_lines.bundle_name`
of each paper.  A bundle without an abstract has no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.model import Paper
from generator.review.data_lines import bundle_name
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import remove_file, write_file
from generator.site.shared_files.data_script import data_script


def write_abstracts(out: Path, papers: Iterable[Paper], bundles: Iterable[str] = ()) -> None:
    """Write the files of abstracts.

    Args:
        out: the site's folder.
        papers: all papers of each bundle that is to be written.
        bundles: bundles whose file is removed if ``papers`` has no abstract for it.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for paper in sorted(papers, key=lambda paper: paper.id):
        if paper.abstract_html:
            found[bundle_name(paper.id)][paper.id] = paper.abstract_html
    for name, texts in found.items():
        write_file(out / _abstracts_file(name), data_script("abstracts", texts))
    for name in bundles:
        if name not in found:
            remove_file(out / _abstracts_file(name))


def _abstracts_file(bundle: str) -> str:
    return f"{DATA_FOLDER}/abstracts/{bundle}.js"
