"""Verified persons, for the search of the assignment panel and for diffs of people.json."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.anthology.people import People
from generator.review.data_lines import CONTEXT
from generator.review.page_record import PageRecord
from generator.site.addresses import DATA
from generator.site.output_files import write
from generator.site.shared_files.data_script import data_script

PERSONS_PER_SHARD = 250


def write_verified(out: Path, pages: Iterable[PageRecord], people: People | None) -> None:
    """Every verified person for the search of the assignment panel.

    Fields per line: ID, canonical name, other names joined by ``|``, ORCID, comment or degree.
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
    write(out / DATA / "verified.js", data_script("verified", "\n".join(lines)))


def write_people(out: Path, people: People | None) -> None:
    """people.json as raw text in shards, for a byte-exact diff made in the browser."""
    shards = []
    if people is not None:
        ids = sorted(people.persons)
        for number, start in enumerate(range(0, len(ids), PERSONS_PER_SHARD)):
            members = ids[start : start + PERSONS_PER_SHARD]
            # Each shard brings the context that a diff needs beyond its ends.
            first = max(people.line_ranges[members[0]][0] - CONTEXT, 1)
            lines = [
                line.removesuffix("\n")
                for line in people.file_lines[first - 1 : people.line_ranges[members[-1]][1] + CONTEXT]
            ]
            file = f"people-{number:03}.js"
            shards.append({"file": file, "first_id": members[0], "last_id": members[-1], "first_line": first})
            write(out / DATA / file, data_script("people", {"first": first, "lines": lines, "ids": members}))
    write(out / DATA / "shards.js", data_script("shards", shards))
