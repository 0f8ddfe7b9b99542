"""``assets/data/verified.js``, ``facts-<number>.js``, ``people-<number>.js`` and their lists: all verified persons.

``verified.js``, for the search of the assignment panel: one text with a line
for each verified person, sorted by ID.  Fields between tabs: ID; canonical
name; other names, joined by ``|``; ORCID; comment, or degree institution if
there is no comment; institutions, joined by ``|``.

``facts-000.js``, ``facts-001.js`` and so on: what a card says of a person.
Each is ``{<ID>: <facts>}`` (`PersonFacts.json_value`) of `PERSONS_PER_SHARD`
verified authors who have an author page.  ``facts.js``: ``[{"file", "first_id",
"last_id"}, …]``, sorted.

``people-000.js``, ``people-001.js`` and so on: parts of people.json (*shards*),
from which the browser makes a diff.  Each is ``{"first", "lines", "ids"}``:
1-based number of the first line, lines without their newline, IDs of the
`PERSONS_PER_SHARD` persons whose entries these are.  The lines reach
`CONTEXT_LINES` beyond the entries on both sides.

``shards.js``: ``[{"file", "first_id", "last_id", "first_line"}, …]``, sorted;
empty if the site is built without data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.anthology.people import People
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.candidate_facts import PersonFacts
from generator.review.data_lines import CONTEXT_LINES
from generator.site.addresses import DATA_FOLDER
from generator.site.output_files import remove_file, write_file
from generator.site.shared_files.data_script import data_script

PERSONS_PER_SHARD = 250
_SEPARATOR = re.compile(r"[\t\n]")


def write_verified(out: Path, pages: Collection[AuthorPageSummary], people: People | None) -> None:
    """Write ``verified.js``, ``facts.js`` and its shards.

    Verified persons are those of people.json, and verified authors of the preview who have no entry in it; facts are
    known of those who have an author page.

    Args:
        out: the site's folder.
        pages: all author pages.
        people: the Anthology's people.json, None without data.
    """
    persons = people.persons if people else {}
    facts = {page.id: page.facts.with_entry(persons.get(page.id)) for page in pages if page.facts}
    _write_facts(out, facts)
    rows: dict[str, tuple[str, ...]] = {}
    for page in pages:
        if page.verified:
            rows[page.id] = (page.id, page.name.full, *_other_columns(facts.get(page.id), page.orcid, page.comment))
    for person in persons.values():
        own = facts.get(person.id) or PersonFacts().with_entry(person)
        note = person.comment or person.degree
        rows[person.id] = (person.id, person.names[0].full, *_other_columns(own, person.orcid, note))
    lines = ["\t".join(_SEPARATOR.sub(" ", field) for field in row) for _, row in sorted(rows.items())]
    write_file(out / DATA_FOLDER / "verified.js", data_script("verified", "\n".join(lines)))


def _other_columns(facts: PersonFacts | None, orcid: str, note: str) -> tuple[str, ...]:
    facts = facts or PersonFacts()
    return "|".join(facts.other_names), orcid, note, "|".join(facts.institutions)


def _write_facts(out: Path, facts: Mapping[str, PersonFacts]) -> None:
    """Write ``facts.js`` and its shards."""
    found = sorted(facts.items())
    shards = []
    for number, start in enumerate(range(0, len(found), PERSONS_PER_SHARD)):
        members = found[start : start + PERSONS_PER_SHARD]
        file = f"facts-{number:03}.js"
        shards.append({"file": file, "first_id": members[0][0], "last_id": members[-1][0]})
        write_file(out / DATA_FOLDER / file, data_script("facts", {pid: own.json_value() for pid, own in members}))
    _remove_beyond(out, "facts", len(shards))
    write_file(out / DATA_FOLDER / "facts.js", data_script("shards", shards))


def _remove_beyond(out: Path, kind: str, count: int) -> None:
    """Remove shards of a larger list, which an earlier build has written."""
    number = count
    while (file := out / DATA_FOLDER / f"{kind}-{number:03}.js").exists():
        remove_file(file)
        number += 1


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
    _remove_beyond(out, "people", len(shards))
    write_file(out / DATA_FOLDER / "shards.js", data_script("shards", shards))
