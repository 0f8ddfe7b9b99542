"""Small page data, as the site builder writes them, from small XML and people.json texts."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.model import name_slug

Json = dict[str, Any]


def name_of(full: str) -> dict[str, str]:
    first, _, last = full.rpartition(" ")
    return {"first": first, "last": last} if first else {"last": last}


def mention(paper: str, position: int = 0, name: str = "Song Wang", **values: Any) -> Json:
    """A mention on the page `song-wang/unverified` without an ID, unless said otherwise."""
    return {
        "paper": paper,
        "role": "author",
        "position": position,
        "name": name_of(name),
        "slug": name_slug(name),
        "title": f"Title of {paper}",
        "year": 2023,
        "from": "song-wang/unverified",
        "explicit": False,
        "orcid": "",
        "others": [],
        "slot": None,
        **values,
    }


def page(mentions: list[Json], id: str = "song-wang/unverified", **values: Any) -> Json:
    """Page data with slots known (`diff`) and nobody verified under the names on the page, unless said otherwise."""
    matching: Json = {m["slug"]: {"verified": [], "elsewhere": []} for m in mentions}
    matching.update(values.pop("matching", {}))
    return {
        "format": 1,
        "generator": "anthology-review 0.1.0",
        "base": {"preview": "author-assignments", "data_commit": None},
        "diff": True,
        "page": {
            "id": id,
            "slug": id.removesuffix("/unverified"),
            "name": {"first": "Song", "last": "Wang"},
            "verified": not id.endswith("/unverified"),
            "orcid": "",
        },
        "mentions": [{**m, "from": id} for m in mentions],
        "windows": {},
        "candidates": [],
        "forms": [{**m["name"], "slug": m["slug"]} for m in mentions],
        "matching": matching,
        **values,
    }


def to_new(keys: list[str], id: str = "song-wang-602x", **values: Any) -> Json:
    person = {
        "id": id,
        "names": [name_of("Song Wang")],
        "orcid": "0009-0009-2087-602X",
        "degree": "University of Wisconsin - Madison",
        **values.pop("person", {}),
    }
    return {"id": f"d-{id}", "kind": "new", "person": person, "mentions": keys, **values}


def to_existing(keys: list[str], id: str, **values: Any) -> Json:
    person = {"id": id, **values.pop("person", {})}
    return {"id": f"d-{id}", "kind": "existing", "person": person, "mentions": keys, **values}


def to_unverified(keys: list[str], **values: Any) -> Json:
    return {"id": "d-unverified", "kind": "unverified", "person": None, "mentions": keys, **values}


def slot(file: str, text: str, element: str) -> Json:
    """Where an element stands in a file's text."""
    start = text.index(element)
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    column = len(before.encode("utf-16-le")) // 2
    return {"file": file, "line": text.count("\n", 0, start) + 1, "column": column, "text": element}


def windows(text: str, slots: list[Json]) -> list[Json]:
    """Three lines of context around each slot, joined where they meet."""
    lines = text.split("\n")
    ended = lines[-1] == ""
    if ended:
        lines.pop()
    wanted: set[int] = set()
    for one in slots:
        last = one["line"] + one["text"].count("\n")
        wanted.update(n for n in range(one["line"] - 3, last + 4) if 1 <= n <= len(lines))
    found: list[Json] = []
    for n in sorted(wanted):
        if found and found[-1]["first"] + len(found[-1]["lines"]) == n:
            found[-1]["lines"].append(lines[n - 1])
        else:
            found.append({"first": n, "lines": [lines[n - 1]]})
        if n == len(lines) and not ended:
            found[-1]["eof_no_newline"] = True
    return found


def people_text(persons: Json) -> str:
    """people.json in the Anthology's form, for entries that have names and an ORCID at most."""
    entries = []
    for id, person in persons.items():
        names = ",\n".join(f"      {json.dumps(name, ensure_ascii=False)}" for name in person["names"])
        parts = [f'    "names": [\n{names}\n    ]']
        parts += [f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in person.items() if key != "names"]
        entries.append(f"  {json.dumps(id)}: {{\n" + ",\n".join(parts) + "\n  }")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def shards(text: str, size: int) -> tuple[list[Json], list[Json]]:
    """people.json in stretches of `size` entries with three lines beyond their ends: the data, and the index."""
    lines = text.removesuffix("\n").split("\n")
    starts = [(i, match[1]) for i, line in enumerate(lines) if (match := re.match(r' {2}"([^"]+)": \{', line))]
    data, index = [], []
    for at in range(0, len(starts), size):
        members = starts[at : at + size]
        end = starts[at + size][0] if at + size < len(starts) else len(lines) - 1
        first = max(members[0][0] - 3, 0)
        ids = [id for _, id in members]
        data.append({"first": first + 1, "lines": lines[first : end + 3], "ids": ids})
        index.append({"file": f"people-{at}.js", "first_id": ids[0], "last_id": ids[-1], "first_line": first + 1})
    return data, index
