"""``assets/data/verified.js``, ``shards.js`` and ``people-<number>.js``: verified persons, and people.json in parts.

``verified.js``, for the search of the assignment panel: one text with a line
for each verified person, sorted by ID.  Fields between tabs: ID; canonical
name; other names, joined by ``|``; ORCID; comment, or degree institution if
there is no comment.

``people-000.js``, ``people-001.js`` and so on: parts of people.json (*shards*),
from which the browser makes a diff.  Each is ``{"first", "lines", "ids"}``:
1-based number of the first line, lines without their newline, IDs of the
`PERSONS_PER_SHARD` persons whose entries these are.  The lines reach
`CONTEXT_LINES` beyond the entries on both sides.

``shards.js``: ``[{"file", "first_id", "last_id", "first_line"}, …]``, sorted;
empty if the site is built without data.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.anthology.people import People
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.data_lines import CONTEXT_LINES
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import write_file
from generator.site.shared_files.data_script import data_script

PERSONS_PER_SHARD = 250


def write_verified(out: Path, pages: Iterable[AuthorPageSummary], people: People | None) -> None:
    """Write ``verified.js``: the persons of people.json, and verified authors of the preview who have no entry in it.

    Args:
        out: the site's folder.
        pages: all author pages.
        people: the Anthology's people.json, None without data.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for page in pages:
        if page.verified:
            other = "|".join(name.full for name in page.also_published_as)
            rows[page.id] = (page.id, page.name.full, other, page.orcid, page.comment)
    for person in people.persons.values() if people else ():
        other = "|".join(name.full for name in person.names[1:])
        note = person.comment or person.degree
        rows[person.id] = (person.id, person.names[0].full, other, person.orcid, note)
    lines = ["\t".join(field.replace("\t", " ").replace("\n", " ") for field in row) for _, row in sorted(rows.items())]
    write_file(out / DATA_FOLDER / "verified.js", data_script("verified", "\n".join(lines)))


def write_people(out: Path, people: People | None) -> None:
    """Write people.json in shards, and ``shards.js``.

    Args:
        out: the site's folder.
        people: the Anthology's people.json, None without data.
    """
    shards = []
    if people is not None:
        ids = sorted(people.persons)
        for number, start in enumerate(range(0, len(ids), PERSONS_PER_SHARD)):
            members = ids[start : start + PERSONS_PER_SHARD]
            first = max(people.line_ranges[members[0]][0] - CONTEXT_LINES, 1)
            end = people.line_ranges[members[-1]][1] + CONTEXT_LINES
            lines = [line.removesuffix("\n") for line in people.file_lines[first - 1 : end]]
            file = f"people-{number:03}.js"
            shards.append({"file": file, "first_id": members[0], "last_id": members[-1], "first_line": first})
            write_file(
                out / DATA_FOLDER / file, data_script("people", {"first": first, "lines": lines, "ids": members})
            )
    write_file(out / DATA_FOLDER / "shards.js", data_script("shards", shards))
