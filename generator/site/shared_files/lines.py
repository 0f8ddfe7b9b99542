"""``assets/data/lines/<bundle>.js``: the lines of the data around author slots, from which the browser makes a diff.

The value is ``{"file", "windows", "slots"}`` (`generator.review.data_lines`):

- ``file``: path of the XML file, below the data folder;
- ``windows``: its excerpts, sorted, around the slots that a page of the site
  can change; each ``{"first", "lines"}`` (1-based number of the first line,
  lines without ``\\n``), and ``"eof_no_newline": true`` if the last line ends
  the file without a newline;
- ``slots``: ``{"<paper>/<role>": [[line, column, count], …]}``: runs of slots in
  the order of the paper's authors or editors, ``count`` of them below each
  other in one column.  Lines are 1-based, columns zero-based in UTF-16 units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.anthology.item import Item
from generator.anthology.read_items import read_known
from generator.model import Slot
from generator.review.data_lines import DataLines, data_lines
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script


def write_lines(
    out: Path,
    data_dir: Path,
    digests: Mapping[str, bytes],
    items: Iterable[Item],
    changeable: Callable[[Slot], bool],
) -> None:
    """Write the files of lines.

    Args:
        out: the site's folder.
        data_dir: folder of the Anthology's data.
        digests: path below it -> digest of the content that the items were read from.
        items: all papers and volumes of each bundle that is to be written.
        changeable: whether a review page of the site can change a slot.

    Raises:
        DataError: a file can't be read, or has changed since.
    """
    by_file: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.slots:
            by_file[item.slots[0].file].append(item)
    for file, members in by_file.items():
        for bundle, lines in data_lines(file, read_known(data_dir / file, digests[file]), members, changeable):
            write_file(out / lines_file(bundle), data_script("lines", _json_value(lines)))


def lines_file(bundle: str) -> str:
    """Path of the file of a bundle's lines, below the site."""
    return f"{DATA_FOLDER}/lines/{bundle}.js"


def _json_value(lines: DataLines) -> dict[str, Any]:
    excerpts = [
        {"first": e.first, "lines": e.lines, **({"eof_no_newline": True} if e.eof_no_newline else {})}
        for e in lines.excerpts
    ]
    return {"file": lines.file, "windows": excerpts, "slots": lines.slots}
