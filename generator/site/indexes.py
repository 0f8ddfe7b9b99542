"""Data files that pages share: all authors, verified persons, people.json in shards, the queue.

Each is a ``.js`` file that hands plain data to the page's script, since
``fetch`` does not work from ``file:``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import minify

from generator.anthology.item import Item
from generator.anthology.people import People
from generator.model import UNVERIFIED, Paper
from generator.review.record import PageRecord, Summary
from generator.review.windows import CONTEXT, Bundle, bundle_of, bundles
from generator.site.files import remove, write
from generator.site.names import ASSETS, DATA
from generator.site.stamp import environment

PERSONS_PER_SHARD = 250
QUEUE_LENGTH = 5000
SCRIPT = "site/review.js"
"""As deep as the scripts that it is made of: they find their data by their own address."""
_STRICT = '"use strict";\n'
_BREAK, _BETWEEN_WORDS, _NO_SLUG = re.compile(r"[\t\n]"), re.compile(r"[\s-]+"), re.compile("[^a-z0-9]+")


def _script(call: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";var AR=AR||{{}};(AR.received=AR.received||[]).push(["{call}",{text}]);\n'


_MARKUP = ("paste", "look", "tools", "elsewhere", "dock", "keys")
"""Templates without variables, which the script puts into each review page."""


def write_script(out: Path, names: Iterable[str]) -> None:
    """All scripts in one file, in order, with the markup that needs them and is the same on all review pages."""
    markup = {name: environment().get_template(f"{name}.html").render() for name in _MARKUP}
    scripts = out / ASSETS / "js"
    parts = [(scripts / name).read_text("utf-8").removeprefix(_STRICT) for name in names]
    shared = json.dumps(markup, ensure_ascii=False)
    text = f"{_STRICT}var AR = AR || {{}};\nAR.markup = {shared};\n" + "".join(parts)
    write(scripts / SCRIPT, str(minify.string("application/javascript", text)))


def write_lines(out: Path, data_dir: Path, items: Iterable[Item]) -> None:
    """The lines around the slots of whole files of the data, up to a hundred papers of a volume in a file."""
    by_file: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.slots:
            by_file[item.slots[0].file].append(item)
    for file, members in by_file.items():
        for name, bundle in bundles(file, (data_dir / file).read_bytes(), members):
            write(out / lines_file(name), _script("lines", _plain(bundle)))


def lines_file(bundle: str) -> str:
    """Path of a shared file of lines below the site."""
    return f"{DATA}/lines/{bundle}.js"


def _plain(bundle: Bundle) -> dict[str, Any]:
    windows = [
        {"first": w.first, "lines": w.lines, **({"eof_no_newline": True} if w.eof_no_newline else {})}
        for w in bundle.windows
    ]
    return {"file": bundle.file, "windows": windows, "slots": bundle.slots}


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
        write(out / _abstracts_file(name), _script("abstracts", texts))
    for name in bundles:
        if name not in found:
            remove(out / _abstracts_file(name))


def _abstracts_file(bundle: str) -> str:
    return f"{DATA}/abstracts/{bundle}.js"


def write_authors(out: Path, pages: Iterable[PageRecord], summaries: Mapping[str, Summary]) -> None:
    """All author pages for the searchable list, ordered by page ID, in two texts that the browser searches as they are.

    The first has a line for each page, fields between tabs, none empty at the
    end: name, slug unless the name gives it away, the name's words that have
    diacritics without them.  The second has two characters for each page,
    numbers counted from ``0``: papers; twice the suggested persons (none: the
    page has no review page), one more if it is verified.
    """
    names: list[str] = []
    facts: list[str] = []
    for page in pages:
        summary = summaries.get(page.id)
        name = _BREAK.sub(" ", page.name.full)
        slug = page.id.removesuffix(UNVERIFIED)
        words = () if name.isascii() else [word for word in _BETWEEN_WORDS.split(name) if not word.isascii()]
        line = (
            name,
            "" if slug == _plain_slug(name) else slug,
            " ".join(plain for word in words if (plain := _fold(word)) != word),
        )
        names.append("\t".join(line).rstrip("\t"))
        numbers = (len(page.papers) or len(page.others), 2 * (summary.groups if summary else 0) + (page.id == slug))
        facts += (chr(ord("0") + number) for number in numbers)
    write(out / DATA / "authors.js", _script("authors", ["\n".join(names), "".join(facts)]))


def _fold(text: str) -> str:
    """In small letters and without diacritics, as ``AR.search.fold`` in the browser."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return re.sub("[‘’ʼ]", "'", plain).lower()


def _plain_slug(name: str) -> str:
    """The slug as a few lines of JavaScript make it too; wrong where letters must be transliterated."""
    return _NO_SLUG.sub("-", _fold(name)).strip("-")


def queue(summaries: Iterable[Summary]) -> list[Summary]:
    """Pages in the order in which they need review: what this preview changes first, then the most doubtful."""
    waiting = (s for s in summaries if s.priority > 0 or s.changed)
    return sorted(waiting, key=lambda s: (not s.changed, -s.priority, s.id))[:QUEUE_LENGTH]


def write_queue(out: Path, waiting: Sequence[Summary]) -> None:
    """The queue's pages in order, for its filters and for previous and next.

    Fields per line: page ID (a final ``/`` stands for ``/unverified``), name,
    papers, suggested persons, years, venues, reason, change.
    """
    rows = (
        (_short(s.id), s.name, str(s.papers), str(s.groups), s.years, " ".join(s.venues), s.reason, s.changed)
        for s in waiting
    )
    lines = ("\t".join(_BREAK.sub(" ", field) for field in row) for row in rows)
    write(out / DATA / "queue.js", _script("queue", "\n".join(lines)))


def _short(page_id: str) -> str:
    return page_id.removesuffix(UNVERIFIED) + ("/" if page_id.endswith(UNVERIFIED) else "")


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
    write(out / DATA / "verified.js", _script("verified", "\n".join(lines)))


def write_people(out: Path, people: People | None) -> None:
    """people.json as raw text in shards, for a byte-exact diff made in the browser."""
    shards = []
    if people is not None:
        ids = sorted(people.persons)
        for number, start in enumerate(range(0, len(ids), PERSONS_PER_SHARD)):
            members = ids[start : start + PERSONS_PER_SHARD]
            # Each shard brings the context that a diff needs beyond its ends.
            first = max(people.places[members[0]][0] - CONTEXT, 1)
            lines = [
                line.removesuffix("\n") for line in people.lines[first - 1 : people.places[members[-1]][1] + CONTEXT]
            ]
            file = f"people-{number:03}.js"
            shards.append({"file": file, "first_id": members[0], "last_id": members[-1], "first_line": first})
            write(out / DATA / file, _script("people", {"first": first, "lines": lines, "ids": members}))
    write(out / DATA / "shards.js", _script("shards", shards))
