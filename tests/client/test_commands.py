"""The maintainers' commands, run by a stand-in that takes and refuses what the Anthology's scripts take and refuse."""

from __future__ import annotations

import shlex
from typing import Any

from docopt import docopt

from generator.anthology.ids import is_valid_orcid
from tests.client.conftest import Run
from tests.client.pages import Json, mention, name_of, page, to_existing, to_new, to_unverified
from tests.client.test_patch import build

USAGE = {
    "verify_author": """
Usage:
  verify_author.py [--issue NUM] [--degree D] [--suffix S] [--except PAPERS] ORCID AUTHORID...
  verify_author.py [--issue NUM] [--degree D] [--suffix S] [--only] ORCID PAPERS...

Options:
  --issue NUM
  --degree D
  --suffix S
  --except PAPERS
  --only
""",
    "unlink_items": "Usage: unlink_items.py [--issue NUM] [--keep] AUTHORID PAPERID...\n\nOptions:\n  --issue NUM\n",
    "disable_name_matching": "Usage: disable_name_matching.py [--issue NUM] AUTHORID...\n\nOptions:\n  --issue NUM\n",
    "rename_person": "Usage: rename_person.py [--issue NUM] OLD NEW\n\nOptions:\n  --issue NUM\n",
}
ORCID = "0000-0000-1001-0633"


class Scripts:
    """What the scripts do to the slots of a page and the persons, and what they assert before."""

    def __init__(self, data: Json, persons: dict[str, str]) -> None:
        self.orcids = dict(persons)
        """Verified person -> ORCID, empty for none."""
        self.off: set[str] = set()
        self.issues: set[str | None] = set()
        self.ids = {(m["paper"], m["slug"]): data["page"]["id"] if m["explicit"] else None for m in data["mentions"]}
        self.pages = {(m["paper"], m["slug"]): m["from"] for m in data["mentions"]}
        self.slot_orcids = {m["paper"]: m["orcid"] for m in data["mentions"]}
        self.namesakes = {(m["paper"], m["slug"]): m["others"] for m in data["mentions"]}

    def run(self, line: str) -> None:
        script, *words = shlex.split(line)
        name = script.removeprefix("bin/correct/").removesuffix(".py")
        given = docopt(USAGE[name], words)
        self.issues.add(given["--issue"])
        getattr(self, f"_{name}")(given)

    def _verify_author(self, given: Any) -> None:
        assert is_valid_orcid(given["ORCID"])
        papers = [item.split(":") for item in given["AUTHORID"] or given["PAPERS"]]
        first_slug = papers[0][1]
        person = next((key for key, orcid in self.orcids.items() if orcid == given["ORCID"]), "")
        if not person:
            person = f"{first_slug}-{given['--suffix']}" if given["--suffix"] else first_slug
            assert person not in self.orcids, "the ID is taken"
            self.orcids[person] = given["ORCID"]
        else:
            assert not given["--suffix"], "only a new ID has a suffix"
        for paper, *slug in papers:
            key = (paper, slug[0] if slug else first_slug)
            assert key in self.ids, "no author of this slug"
            assert f"{key[1]}/unverified" not in self.namesakes[key], "two authors of this slug"
            assert self.ids[key] is None, "has another ID"
            assert self.pages[key].endswith("/unverified") or self.pages[key] == person, "belongs to a verified person"
            self.ids[key] = person
        if given["--only"]:
            self.off.add(person)

    def _unlink_items(self, given: Any) -> None:
        for paper in given["PAPERID"]:
            (key,) = [key for key, person in self.ids.items() if key[0] == paper and person == given["AUTHORID"]]
            assert not self.slot_orcids[paper], "has an ORCID"
            self.ids[key] = None

    def _disable_name_matching(self, given: Any) -> None:
        assert set(given["AUTHORID"]) <= self.orcids.keys()
        self.off |= set(given["AUTHORID"])

    def _rename_person(self, given: Any) -> None:
        assert given["OLD"] in self.orcids and given["NEW"] not in self.orcids
        self.orcids[given["NEW"]] = self.orcids.pop(given["OLD"])
        self.ids = {key: given["NEW"] if person == given["OLD"] else person for key, person in self.ids.items()}


def made(run: Run, data: Json, *decisions: Json, note: str = "") -> tuple[Any, Any]:
    patch = build(run, data, *decisions, note=note)
    return run("return AR.commands.commands(a[0], a[1])", data, patch), patch


def after(run: Run, data: Json, *decisions: Json, persons: dict[str, str] | None = None, note: str = "") -> Scripts:
    """Run all commands; what they cover must be as the patch says."""
    commands, patch = made(run, data, *decisions, note=note)
    scripts = Scripts(data, persons or {})
    for line in commands["commands"]:
        scripts.run(line)
    slugs = {f"{m['paper']}#{m['position']}": m["slug"] for m in data["mentions"]}
    for one in patch["assignments"]:
        key = f"{one['paper']}#{one['position']}"
        if key not in commands["uncovered"]:
            assert scripts.ids[one["paper"], slugs[key]] == one["to"]
    return scripts


def test_papers_of_an_unverified_page_go_to_a_new_author_whose_canonical_name_comes_first(run: Run) -> None:
    data = page([mention("P18-1001", name="S. Wang"), mention("P18-1002"), mention("P18-1003"), mention("P18-1004")])
    new = to_new(["P18-1001#0", "P18-1002#0", "P18-1003#0"], "song-wang-uwm")
    commands, _ = made(run, data, new)
    assert commands["commands"][0].endswith("P18-1002:song-wang P18-1001:s-wang P18-1003")
    scripts = after(run, data, new)
    assert scripts.orcids == {"song-wang-uwm": "0009-0009-2087-602X"} and scripts.off == {"song-wang-uwm"}


def test_an_existing_author_is_found_by_orcid_and_gets_no_suffix(run: Run) -> None:
    candidates = [{"id": "song-wang-0633", "name": "Song Wang", "comment": "", "orcid": ORCID}]
    data = page([mention("P18-1001"), mention("P18-1002")], candidates=candidates)
    decision = to_existing(["P18-1001#0", "P18-1002#0"], "song-wang-0633")
    scripts = after(run, data, decision, persons={"song-wang-0633": ORCID})
    assert set(scripts.ids.values()) == {"song-wang-0633"}


def test_what_the_scripts_refuse_gets_no_command(run: Run) -> None:
    candidates = [{"id": "wang-song", "name": "Wang Song", "comment": "", "orcid": ORCID}]
    matching = {"song-wang": {"verified": [["song-wang", False]], "elsewhere": []}}
    refused = {
        "two authors of this slug": page([mention("P18-1001", others=["song-wang/unverified"])], candidates=candidates),
        "from a verified person": page([mention("P18-1001")], "song-wang", candidates=candidates, matching=matching),
        "has another ID": page([mention("P18-1001", explicit=True)], "song-wang", candidates=candidates),
    }
    for data in refused.values():
        commands, _ = made(run, data, to_existing(["P18-1001#0"], "wang-song"))
        assert commands["commands"] == [] and commands["uncovered"] == ["P18-1001#0"]
    own = page([mention("P18-1001", explicit=True, orcid=ORCID), mention("P18-1002", explicit=True)], "song-wang")
    unlink = to_unverified(["P18-1001#0", "P18-1002#0"])
    assert made(run, own, unlink)[0]["uncovered"] == ["P18-1001#0"]
    assert after(run, own, unlink, persons={"song-wang": ""}).ids["P18-1002", "song-wang"] is None


def test_another_id_has_a_script_and_a_merge_has_none(run: Run) -> None:
    slot = {"file": "xml/P18.xml", "line": 1, "column": 0, "text": ""}
    data = page([mention("P18-1001", explicit=True, slot=slot)], "song-wang")
    keys = ["P18-1001#0"]
    record = {"song-wang": {"names": [name_of("Song Wang")]}, "wang-song": {"names": [name_of("Wang Song")]}}
    for kind, to in (("rename", "song-wang-uwm"), ("merge", "wang-song")):
        decision = {"id": "d", "kind": kind, "person": {"id": to}, "mentions": keys}
        patch = build(run, data, decision, record=record)
        commands = run("return AR.commands.commands(a[0], a[1])", data, patch)
        if kind == "rename":
            scripts = Scripts(data, {"song-wang": ""})
            scripts.run(*commands["commands"])
            assert scripts.ids["P18-1001", "song-wang"] == to
        else:
            assert commands == {"commands": [], "uncovered": keys, "entries": ["song-wang"]}


def test_the_number_of_the_request_goes_into_their_commit(run: Run) -> None:
    data = page([mention("P18-1001")])
    assert after(run, data, to_new(["P18-1001#0"], "song-wang"), note="closes #9266").issues == {"9266"}
