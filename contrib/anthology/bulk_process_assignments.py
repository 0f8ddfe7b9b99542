#!/usr/bin/env python3
"""Apply assignment patches from approved issues: which author slots belong to which person.

Usage: bulk_process_assignments.py [options] [--issue NUM]...

Finds open issues with the label "approved" that hold an assignment patch as JSON, as the review pages of a preview
write it. Each patch is checked as a whole; one that fits is applied through the library, saved, and committed with
"closes #NUM". One that doesn't fit is reported with all its conflicts, and changes nothing.

Options:
  --issue NUM      Process only this issue, approved or not; can be repeated.
  --file JSON      Read issues from a file, as `gh issue list --json number,title,body,labels` writes them, instead of
                   asking GitHub with `gh`.
  --repo NAME      Repository of the issues [default: acl-org/acl-anthology].
  --label LABEL    Label of issues to process [default: approved].
  --data DIR       The data folder, if it isn't data/ of the checkout in which this script lies in bin/correct/.
  -n, --dry-run    Only check; change and commit nothing.
  --no-commit      Save the changes, but leave the commits to you.
  -h, --help       Show this text.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from acl_anthology import Anthology
from acl_anthology.collections import Paper, Volume
from acl_anthology.people import Name, NameSpecification, Person
from acl_anthology.utils.ids import is_valid_orcid, is_verified_person_id
from docopt import docopt

FORMAT, VERSION = "anthology-assignment-patch", 1
FENCE = re.compile(r"(`{3,})json[ \t]*")
REFERENCE = re.compile(r"[#@]|://|\bGH-", re.I)
"""What could make a commit message close another issue than its own, or call somebody."""
ATTRIBUTES = {"comment": "comment", "degree": "degree", "orcid": "orcid", "similar": "similar_ids"}
"""Keys of an entry, and the library's names for them; names and name matching have methods of their own."""
TEXT, MAYBE, TRUTH, LONGEST = (str,), (str, type(None)), (bool,), 1000
SLOT = {"paper": TEXT, "role": {"author", "editor"}, "position": (int,)}
NAME = {"first": TEXT, "last": TEXT}
ENTRY = {**SLOT, "name": NAME, "from": TEXT, "to": MAYBE, "confirmed": TRUTH}
PERSON = {"id": TEXT, "action": {"create", "update", "delete"}, "names": [NAME], "comment": TEXT, "degree": TEXT,
          "orcid": TEXT, "similar": [TEXT], "disable_name_matching": TRUTH}  # fmt: skip
BASE = {"preview": MAYBE, "data_commit": MAYBE, "data_digest": MAYBE}
DOCUMENT = {"format": TEXT, "version": (int,), "created": TEXT, "generator": TEXT, "base": BASE, "persons": [PERSON],
            "assignments": [ENTRY], "undecided": [SLOT], "decided": (dict,), "note": None}  # fmt: skip
REQUIRED = {
    "format",
    "version",
    "assignments",
    "paper",
    "role",
    "position",
    "last",
    "name",
    "from",
    "to",
    "id",
    "action",
}
"""What of the patch format this script relies on: anybody can write an issue, and edit it after its approval."""
Json = dict[str, Any]


class Conflict(Exception):
    """Why a patch does not fit; each argument is one sentence."""


def object_of(pairs: list[tuple[str, Any]]) -> Json:
    """Return a JSON object; the two values of a key that is there twice could be taken for one another."""
    if len(dict(pairs)) < len(pairs):
        raise Conflict("an object of the JSON has a key twice; leave one of them.")
    return dict(pairs)


def misshapen(value: Any, shape: Any, place: str = "") -> Iterator[str]:
    """Yield the place of each value that is not as the patch format has it."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or not REQUIRED & set(shape) <= set(value) <= set(shape):
            yield place or "/"
        else:
            for key, one in value.items():
                yield from misshapen(one, shape[key], f"{place}/{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield place
        else:
            for number, one in enumerate(value):
                yield from misshapen(one, shape[0], f"{place}/{number}")
    elif isinstance(shape, set):
        if not isinstance(value, str) or value not in shape:
            yield place
    elif shape and (type(value) not in shape or (isinstance(value, str) and not is_line(value))):
        yield place


def is_line(text: str) -> bool:
    """Whether a text can be written to the data and shown: no control characters, no halves of characters."""
    return len(text) <= LONGEST and not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in text)


def json_blocks(body: str) -> Iterator[str]:
    """Yield what stands in the fenced blocks of JSON."""
    fence, lines = "", list[str]()
    for line in body.replace("\r\n", "\n").split("\n"):
        if not fence:
            fence, lines = (found[1] if (found := FENCE.fullmatch(line)) else ""), []
        elif line.rstrip(" \t") == fence:
            yield "\n".join(lines)
            fence = ""
        else:
            lines.append(line)


def patch_of(body: str) -> Json | None:
    """Return the assignment patch in an issue's text, None if there is none.

    Raises:
        Conflict: there is more than one, or one of another version.
    """
    found = []
    for block in json_blocks(body):
        try:
            document = json.loads(block, object_pairs_hook=object_of)
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict) and document.get("format") == FORMAT:
            found.append(document)
    if len(found) > 1:
        raise Conflict(f"{len(found)} patches in one issue; join them first.")
    if found and found[0].get("version") != VERSION:
        raise Conflict(f"the patch has version {found[0].get('version')!r:.20}, this script reads version {VERSION}.")
    return found[0] if found else None


def name_of(name: Json) -> Name:
    """Return a name as the library has it."""
    return Name(name.get("first") or None, name["last"])


def item_of(anthology: Anthology, paper: str) -> Paper | Volume | None:
    """Return the paper or volume of an ID, None if there is none."""
    try:
        item = anthology.get(paper)
    except ValueError:
        return None
    return item if isinstance(item, Paper | Volume) else None


def slots_of(item: Paper | Volume, role: str) -> tuple[NameSpecification, ...]:
    """Return the slots of a role, in order."""
    if role == "editor":
        return item.editors
    return item.authors if isinstance(item, Paper) else ()


def label(entry: Json) -> str:
    """Return a slot in words."""
    return f"{entry['paper']}, {entry['role']} {entry['position'] + 1}"


class Patch:
    """A patch, with the slots of the data that it names.

    Args:
        anthology: the data.
        document: the JSON.

    Raises:
        Conflict: the patch lacks something, or names what the data don't have.
    """

    def __init__(self, anthology: Anthology, document: Json) -> None:
        self.anthology = anthology
        self.people = anthology.people
        if wrong := list(misshapen(document, DOCUMENT)):
            raise Conflict("not as the patch format has it: " + ", ".join(ascii(place)[1:-1] for place in wrong[:10]))
        self.persons: dict[str, Json] = {person["id"]: person for person in document.get("persons", [])}
        self.assignments: list[Json] = document["assignments"]
        if len(self.persons) < len(document.get("persons", [])):
            raise Conflict("a person is there twice; join the two entries.")
        found = [(entry, self._slot(entry), name_of(entry["name"])) for entry in self.assignments]
        missing = [label(entry) for entry, slot, _ in found if slot is None]
        if missing:
            raise Conflict(*(f"{slot}: no such slot." for slot in missing))
        self.slots = [(entry, slot, name) for entry, slot, name in found if slot is not None]

    def _slot(self, entry: Json) -> NameSpecification | None:
        item, position = item_of(self.anthology, entry["paper"]), entry["position"]
        slots = slots_of(item, entry["role"]) if item else ()
        return slots[position] if 0 <= position < len(slots) else None

    def is_applied(self) -> bool:
        """Whether the data are as the patch wants them."""
        if any(slot.id != entry["to"] for entry, slot, _ in self.slots):
            return False
        return all(
            (key in self.people) != (person["action"] == "delete")
            and all(
                person["action"] != "delete" and self._value(key, name) == value
                for name, value in person.items()
                if name not in ("id", "action")
            )
            for key, person in self.persons.items()
        )

    def _value(self, key: str, name: str) -> Any:
        """Return what a person's entry has of a key of the patch, without names that applying has added."""
        person = self.people[key]
        if name == "names":
            added = [name for entry, _, name in self.slots if entry["to"] == key]
            listed = [name_of(one) for one in self.persons[key]["names"]]
            return [one.to_dict() for one in person.names if one in listed or one not in added]
        if name == "disable_name_matching":
            return person.disable_name_matching
        return getattr(person, ATTRIBUTES[name]) or ([] if name == "similar" else "")

    def _verified(self, key: str) -> Person | None:
        person = self.people.get(key)
        return person if person is not None and person.is_explicit else None

    def orcid_after(self, key: str) -> str:
        """Return a person's ORCID after the patch, ``""`` if there is none."""
        person = self._verified(key)
        return str(self.persons.get(key, {}).get("orcid", (person.orcid if person else None) or ""))

    def conflicts(self) -> Iterator[str]:
        """Yield all that stands against the patch."""
        yield from self._person_conflicts()
        seen: set[int] = set()
        for entry, slot, name in self.slots:
            where, to = label(entry), entry["to"]
            if id(slot) in seen:
                yield f"{where}: assigned twice."
            seen.add(id(slot))
            if slot.name != name:
                yield f"{where}: expected the name {name.as_full()}, found {slot.name.as_full()}."
            elif (found := slot.resolve().id) != entry["from"]:
                yield f"{where}: expected it on the page {entry['from']}, found it on {found}."
            if to is None:
                if slot.orcid:
                    yield f"{where}: carries the ORCID {slot.orcid}, so it must keep an ID."
            elif self.persons.get(to, {}).get("action") == "delete" or not (to in self.persons or self._verified(to)):
                yield f"{where}: there is no person {to}."
            elif slot.orcid and slot.orcid != self.orcid_after(to):
                yield f"{where}: carries the ORCID {slot.orcid}, but {to} has {self.orcid_after(to) or 'none'}."
        yield from self._twice()

    def _person_conflicts(self) -> Iterator[str]:
        owners = {orcid: key for orcid, key in self.people.by_orcid.items() if key not in self.persons}
        slots = {id(slot) for _, slot, _ in self.slots}
        for key, person in self.persons.items():
            action, old = person.get("action"), self._verified(key)
            if (action == "create" and not person.get("names")) or (action == "delete" and len(person) > 2):
                yield f"person {key}: can't {action} it so."
            elif person.get("orcid") and not is_valid_orcid(person["orcid"]):
                yield f"person {key}: {person['orcid']} is no ORCID."
            elif wrong := [one for one in (key, *person.get("similar", [])) if not is_verified_person_id(one)]:
                yield f"person {key}: {wrong[0]} is no ID of a verified person."
            elif (action == "create") == (old is not None):
                yield f"person {key}: can't {action} it, {'it exists' if old else 'there is none'}."
            elif action != "delete" and (orcid := self.orcid_after(key)):
                if orcid in owners:
                    yield f"person {key}: the ORCID {orcid} belongs to {owners[orcid]}."
                owners[orcid] = key
            if any(self.persons.get(one, {}).get("action") == "delete" for one in person.get("similar", [])):
                yield f"person {key}: names somebody as similar who goes."
            if old is None or action == "create":
                continue
            if action == "delete":
                others = [one for one in self.people.values() if key in one.similar_ids]
                if left := [one.id for one in others if "similar" not in self.persons.get(one.id, {}) and one != old]:
                    yield f"person {key}: {', '.join(left)} names it as similar."
            named = {name_of(name) for name in person.get("names", [])}
            for slot in old.namespecs():
                if slot.id != key or id(slot) in slots:
                    continue
                item = slot.parent.full_id if isinstance(slot.parent, Paper | Volume) else "?"
                if action == "delete":
                    yield f"{item}: still has the ID {key}, which the patch deletes."
                elif named and slot.name not in named:
                    yield f"{item}: {key} must keep the name {slot.name.as_full()}."
                elif slot.orcid and slot.orcid != self.orcid_after(key):
                    yield f"{item}: carries the ORCID {slot.orcid}, which {key} would lose."

    def _twice(self) -> Iterator[str]:
        targets = {id(slot): entry["to"] for entry, slot, _ in self.slots}
        for paper in dict.fromkeys(entry["paper"] for entry, _, _ in self.slots):
            item = item_of(self.anthology, paper)
            everyone = (*slots_of(item, "author"), *slots_of(item, "editor")) if item else ()
            if isinstance(item, Paper) and not item.is_frontmatter:
                everyone = item.namespecs
            after = [targets.get(id(slot), slot.id) for slot in everyone]
            for person in {one for one in after if one and after.count(one) > 1} & set(targets.values()):
                yield f"{paper}: {person} would be there twice."

    def apply(self) -> None:
        """Change the data in memory; the patch has no conflicts."""
        leaving = [self.people[key] for key, person in self.persons.items() if person["action"] == "delete"]
        for key, entry in self.persons.items():
            if entry["action"] == "create":
                self.people.create(key, [name_of(entry["names"][0])])
            for name in entry.get("names", ()):
                self.people[key].add_name(name_of(name))
            if entry.get("orcid"):  # a slot may carry it; whoever goes has it until the last slot has moved
                self.people[key].orcid = entry["orcid"]
        for entry, slot, name in self.slots:
            if entry["to"] is not None:
                self.people[entry["to"]].add_name(name)
            slot.id = entry["to"]
            if isinstance(slot.parent, Paper | Volume):
                slot.parent.collection.is_modified = True
        for key, entry in self.persons.items():
            if entry["action"] != "delete":
                self._set_values(self.people[key], entry)
        for person in leaving:
            self.people.remove_person(person)

    def _set_values(self, person: Person, entry: Json) -> None:
        if "names" in entry:
            wanted = [name_of(name) for name in entry["names"]]
            used = [name for _, slot, name in self.slots if slot.id == person.id and name not in wanted]
            person.names = [*wanted, *dict.fromkeys(used)]
        for key, attribute in ATTRIBUTES.items():
            if key in entry:
                setattr(person, attribute, entry[key] or ([] if key == "similar" else None))
        if "disable_name_matching" in entry:
            person.disable_name_matching = entry["disable_name_matching"]


def read_issues(arguments: Json) -> list[Json]:
    """Return the issues to look at, oldest first."""
    numbers = [int(number) for number in arguments["--issue"]]
    if arguments["--file"]:
        issues = json.loads(Path(arguments["--file"]).read_text("utf-8"))
    else:
        command = ["gh", "issue", "list", "--repo", arguments["--repo"], "--limit", "1000", "--state", "open"]
        command += [] if numbers else ["--label", arguments["--label"]]
        done = subprocess.run(
            [*command, "--json", "number,title,body,labels"], capture_output=True, text=True, check=True
        )
        issues = json.loads(done.stdout)
    wanted = [
        issue
        for issue in issues
        if (issue["number"] in numbers if numbers else arguments["--label"] in [one["name"] for one in issue["labels"]])
    ]
    return sorted(wanted, key=lambda issue: int(issue["number"]))


def uncommitted(data: Path) -> str:
    """Return what of the data differs from the last commit: it would go into the commit of an issue."""
    command = ["git", "-C", str(data), "status", "--porcelain", "--", "xml", "json/people.json"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit(data: Path, issue: Json) -> None:
    """Commit the changed data."""
    words = REFERENCE.sub(" ", str(issue["title"])).split()
    title = " ".join(word for word in words if word.isprintable())[:200]
    git = ["git", "-C", str(data)]
    message = f"Author assignments: {title} (closes #{issue['number']})"
    subprocess.run([*git, "commit", "--quiet", "-m", message, "--", "xml", "json/people.json"], check=True)


def process(anthology: Anthology, issue: Json, arguments: Json) -> bool:
    """Check and apply the patch of one issue; return False if it doesn't fit."""
    number = issue["number"]
    try:
        document = patch_of(issue["body"] or "")
        if document is None:
            print(f"#{number}: no assignment patch.")
            return not arguments["--issue"]
        patch = Patch(anthology, document)
        if patch.is_applied():
            print(f"#{number}: already applied.")
            return True
        if conflicts := list(patch.conflicts()):
            raise Conflict(*conflicts)
    except Conflict as conflict:
        print(f"#{number}: not applied.\n  " + "\n  ".join(conflict.args), file=sys.stderr)
        return False
    fits = "fits" if arguments["--dry-run"] else "applied"
    print(f"#{number}: {fits}. Slots: {len(patch.slots)}, entries: {len(patch.persons)}.")
    if not arguments["--dry-run"]:
        patch.apply()
        anthology.save_all()
        if not arguments["--no-commit"]:
            commit(Path(anthology.datadir), issue)
    return True


def main(argv: list[str] | None = None) -> int:
    """Run the script; return its exit status."""
    arguments = docopt(__doc__, argv)
    data = Path(arguments["--data"] or Path(__file__).resolve().parents[2] / "data")
    if not (data / "xml").is_dir():
        sys.exit(f"{data}: no folder with the Anthology's data; name it with --data.")
    try:
        issues = read_issues(arguments)
        if not (arguments["--dry-run"] or arguments["--no-commit"]) and uncommitted(data):
            sys.exit(f"{data}: has uncommitted changes; commit or stash them first, or give --no-commit.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{' '.join(error.cmd[:3])}: {(error.stderr or '').strip() or 'failed'}")
    except (OSError, ValueError, LookupError, TypeError) as error:
        sys.exit(f"The issues can't be read: {error}.")
    anthology = Anthology(datadir=data)
    anthology.load_all()
    done = [process(anthology, issue, arguments) for issue in issues]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
