"""Random decisions made by the review page's own scripts in a browser, and what the page says of them."""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from generator.anthology.data import AnthologyData, digests_of_data
from generator.errors import PatchError
from generator.model import UNVERIFIED, Author, AuthorPage, Mention, Name, Paper
from generator.patch.document import parse_patch
from generator.patch.operations import Patch
from generator.preview.file_kinds import parse_file
from generator.review.block_context import block_contexts
from generator.review.page_data import facts_in_block, page_data
from generator.review.review_page import review_page
from generator.site.shared_files.lines import write_lines
from generator.site.shared_files.persons import write_people, write_verified
from tests.conftest import client_modules, one_group
from tests.patch.random_sets import pages_by_size, random_orcid

ADDRESS = "https://review.invalid/"
_RECEIVED = re.compile(r'push\(\["\w+",(.*)\]\);\s*', re.S)

# As the page does it: each set has scripts of its own that know no person yet, and loads what the page would load.
_DRIVE = """async ([page, steps, keepHere, note]) => {
  const AR = new Function(`${SOURCE}\nreturn AR;`)();
  AR.people.know(VERIFIED);
  const worked = AR.store.create(page, null);
  for (const [name, ...values] of steps) worked[name](...values);
  worked.setNote(note);
  const store = AR.store.create(page, null);
  store.restore(worked.serialise());
  const load = () => {
    const ids = [...AR.targets.of(page, store.decisions.value, AR.people).targets.keys()];
    const wanted = AR.people.needed({ persons: ids.map((id) => ({ id })), assignments: [] }, SHARDS);
    for (const file of wanted) AR.people.receive(FILES[file]);
  };
  load();
  let outcome = AR.rules.outcome(page, store.decisions.value);
  const leaving = outcome.pushed.filter((move) => move.here && move.from === page.page.id).map((move) => move.key);
  if (keepHere && leaving.length && page.page.verified) {
    store.assign({ kind: "existing", person: { id: page.page.id, orcid: page.page.orcid }, mentions: leaving });
    load();
    outcome = AR.rules.outcome(page, store.decisions.value);
  }
  const patch = await AR.patch.build(page, store.decisions.value, { created: new Date(0), note: store.note.value });
  const bundles = [...new Set(patch.assignments.map((one) => AR.lines.bundle(one.paper)))];
  AR.lines.place(page, await Promise.all(bundles.map(async (name) => (await fetch(`lines/${name}.js`)).json())));
  const words = [...outcome.conflicts, ...outcome.warnings].map(AR.tell);
  const said = AR.decisions.consequences(page, store.decisions.value, outcome);
  return { outcome, words, said, patch: AR.patch.text(patch),
    diff: AR.diff.build(page, patch), decisions: store.decisions.value,
    issue: AR.issue.issue(page, patch).body, commands: AR.commands.commands(page, patch).commands };
}"""

_UNPACK = """(packed) => {
  const AR = new Function(`${SOURCE}\nreturn AR;`)();
  return AR.pageData(packed, document);  // no rows: titles stay empty
}"""


@dataclass(frozen=True)
class Shown:
    """What the page shows for one set of decisions.

    Attributes:
        page: page ID.
        patch: as downloaded, None if its form is invalid.
        diff: as downloaded, None if the page refuses to make one.
        refusal: code of the reason, ``""`` for none.
        conflicts, warnings: codes, in order.
        words: texts of both.
        said: the sentences of what the decisions lead to.
        pages: each page that changes: keys of the mentions that it gains, and that it loses.
        emptied: pages said to be left without a paper.
        decisions: as the page keeps them, for messages.
        mentions: keys of all mentions on the page.
    """

    page: str
    patch: Patch | None
    diff: str | None
    refusal: str
    conflicts: tuple[str, ...]
    warnings: tuple[str, ...]
    words: tuple[str, ...]
    said: tuple[str, ...]
    pages: dict[str, tuple[set[str], set[str]]]
    emptied: tuple[str, ...]
    decisions: Any
    mentions: frozenset[str]


class BrowserSets:
    """Draws decisions and lets the page's scripts make patch, diff and outcome; seed and data determine them."""

    def __init__(self, data: AnthologyData, author_page: Callable[[str], AuthorPage | None], seed: int, tab: Page):
        self.data, self.author_page, self.chance, self.tab, self.count = data, author_page, random.Random(seed), tab, 0
        self.buckets = pages_by_size(data)
        self.persons = sorted(data.people.persons)
        source = client_modules()
        with tempfile.TemporaryDirectory() as folder:
            write_people(Path(folder), data.people)
            write_verified(Path(folder), (), data.people)
            digests = digests_of_data(data.data_dir)
            write_lines(Path(folder), data.data_dir, digests, data.items.values(), lambda slot: True)
            lines = {path.name: _handed_over(path) for path in Path(folder).rglob("lines/*.js")}
            files = {path.name: _handed_over(path) for path in Path(folder).rglob("*.js") if path.name not in lines}
        rows = [line.split("\t") for line in files.pop("verified.js").split("\n")]
        verified = [{"id": row[0], "name": row[1], "orcid": row[3], "comment": row[4]} for row in rows]
        tab.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        tab.route("**/lines/*", lambda route: route.fulfill(json=lines[route.request.url.rpartition("/")[2]]))
        tab.goto(ADDRESS)  # answered above: hashing needs a page with an origin
        shared = {"SOURCE": source, "VERIFIED": verified, "SHARDS": files.pop("shards.js"), "FILES": files}
        tab.evaluate("(shared) => { Object.assign(window, shared); }", shared)
        self.known = {row["id"]: row for row in verified}

    def draw(self) -> Shown:
        """Decide at random on a random page; not every decision is without conflict."""
        self.count += 1
        while (page := self.page_data(self.chance.choice(self.chance.choice(self.buckets)))) is None:
            pass
        steps, note = self._steps(page), f"set {self.count}"
        made = self.tab.evaluate(_DRIVE, [page, steps, self.chance.random() < 0.5, note])
        outcome = made["outcome"]
        try:
            patch = parse_patch(made["patch"])
        except PatchError:
            patch = None
        return Shown(
            page["page"]["id"],
            patch,
            made["diff"].get("text"),
            made["diff"].get("error", {}).get("code", ""),
            tuple(issue["code"] for issue in outcome["conflicts"]),
            tuple(issue["code"] for issue in outcome["warnings"]),
            tuple(made["words"]),
            tuple(made["said"]),
            {page["id"]: (set(page["gains"]), set(page["loses"])) for page in outcome["pages"]},
            tuple(outcome["emptied"]),
            made["decisions"],
            frozenset(_key(mention) for mention in page["mentions"]),
        )

    def page_data(self, page_id: str) -> Any:
        """The review page's data, as the site's builder makes them; None if there is no such author page."""
        persons = self.data.people.persons
        slug = page_id.removesuffix(UNVERIFIED) if page_id.endswith(UNVERIFIED) else persons[page_id].names[0].slug
        namesakes = [key for key in self.data.people.ids_by_slug.get(slug, ()) if persons[key].names[0].slug == slug]
        block = {key: page for key in (slug + UNVERIFIED, *namesakes) if (page := self.author_page(key))}
        if page_id not in block or not block[page_id].mentions:
            return None
        (context,) = block_contexts(block, self.data, {slug: sorted(block)})
        page = next(page for page in context.pages if page.id == page_id)
        review = review_page(page, one_group(page.mentions), context)
        return self.tab.evaluate(_UNPACK, page_data(review, facts_in_block(context), "round-trips", True, None))

    def _steps(self, page: Any) -> list[list[Any]]:
        chance = self.chance
        keys = [_key(mention) for mention in page["mentions"]]
        chance.shuffle(keys)
        steps: list[list[Any]] = []
        for part in range(chance.randint(1, 5)):
            mentions = [keys.pop() for _ in range(min(len(keys), chance.choice((1, 2, 5, 20, 400))))]
            if mentions and (choice := self._choice(page, part, mentions)):
                steps.append(["assign", choice])
            extra = chance.random()
            if extra < 0.1:
                steps += [["undo"], ["redo"]]
            elif extra < 0.15:
                steps.append(["undo"])
            elif extra < 0.25 and mentions:
                steps.append(["release", mentions[:1]])
                keys.append(mentions[0])
        if page["page"]["verified"] and chance.random() < 0.3:
            steps.append(["edit", self._edit(page["page"]["id"])])
        return steps

    def _edit(self, person_id: str) -> dict[str, Any]:
        """Another value or two for a person's entry, as the page's form gives them."""
        chance, person = self.chance, self.data.people.persons[person_id]
        names = [
            {"first": name.first, "last": name.last} if name.first else {"last": name.last} for name in person.names
        ]
        found: dict[str, Any] = {"id": person_id}
        for field in chance.sample(("names", "orcid", "degree", "disable_name_matching"), chance.choice((1, 1, 2))):
            if field == "names":
                first = chance.choice(({"first": "Extra", "last": f"Name{self.count}"}, names[-1]))
                found["names"] = [first, *(name for name in names if name != first)]
            elif field == "orcid":
                found["orcid"] = random_orcid(chance) if not person.orcid or chance.random() < 0.2 else person.orcid
            elif field == "degree":
                found["degree"] = chance.choice(("Université de Genève", ""))
            else:
                found[field] = not person.disable_name_matching
        return found

    def _choice(self, page: Any, part: int, keys: list[str]) -> dict[str, Any] | None:
        chance, own = self.chance, page["page"]
        mentions = {_key(mention): mention for mention in page["mentions"]}
        kind = chance.choice(("new", "new", "new", "candidate", "candidate", "own", "anybody", "unverified", "keep"))
        matching: dict[str, bool] = {}
        if kind == "unverified":
            keys = [key for key in keys if not mentions[key]["orcid"] or chance.random() < 0.02]
            if own["verified"] and chance.random() < 0.6:
                matching["keep_matching"] = False
            person = None
        elif kind == "new":
            person, matching = self._new(page, part, [mentions[key] for key in keys])
        else:
            pool = [one["id"] for one in page["candidates"] if kind == "candidate"]
            pool = pool or ([own["id"]] if kind == "own" and own["verified"] else self.persons)
            known = self.known[chance.choice(pool)]
            person = {"id": known["id"], "name": known["name"], "comment": known["comment"], "orcid": known["orcid"]}
            if chance.random() < 0.05:
                matching["keep_matching"] = chance.random() < 0.5
        if kind == "keep" or not keys:
            return None
        if person:  # what the page would refuse is left out, but for a few
            foreign = {key for key in keys if mentions[key]["orcid"] not in ("", person.get("orcid", ""))}
            there = {key for key in keys if person["id"] in mentions[key]["others"]}
            keys = [key for key in keys if key not in foreign | there or chance.random() < 0.003]
        if not keys:
            return None
        kind = kind if kind in ("unverified", "new") else "existing"
        return {"kind": kind, "person": person, "mentions": keys, **matching}

    def _new(self, page: Any, part: int, mentions: list[Any]) -> tuple[dict[str, Any], dict[str, bool]]:
        chance = self.chance
        forms = [*(mention["name"] for mention in mentions), *page["forms"]]
        names = [{key: value for key, value in chance.choice(forms).items() if key != "slug"}]
        if chance.random() < 0.1:
            other = self.data.people.persons[chance.choice(self.persons)].names[0]
            names.append({"first": other.first, "last": other.last} if other.first else {"last": other.last})
        slug = page["page"]["slug"] or "x"
        person: dict[str, Any] = {
            "id": chance.choice((f"{slug}-zq{part}", f"{slug}-{part}", f"zz-{slug}", f"aa-{self.count}", slug)),
            "names": names,
            "orcid": chance.choice(("", "", random_orcid(chance))),
            "degree": chance.choice(("", "Université de  Genève \\ “Ü”", " University of Wisconsin - Madison")),
        }
        if not person["id"][0].isalpha() or (person["id"] in self.data.people.persons and chance.random() < 0.97):
            person["id"] = f"new-{self.count}-{part}-{slug}"
        orcids = {mention["orcid"] for mention in mentions} - {""}
        if chance.random() < 0.02:
            person["orcid"] = chance.choice([*orcids, "0000-0002-1825-0098", ""])
        if chance.random() < 0.1:
            person["disable_name_matching"] = chance.random() < 0.5
        return person, {"keep_matching": True} if chance.random() < 0.3 else {}


def pages_of_preview(folder: Path) -> Callable[[str], AuthorPage | None]:
    """Reads single author pages of a preview that is unpacked: ``folder`` holds ``people/``."""

    def author_page(page_id: str) -> AuthorPage | None:
        file = folder / "people" / page_id / "index.html"
        page = parse_file(f"{page_id}/index.html", file.read_bytes()) if file.is_file() else None
        return page if isinstance(page, AuthorPage) else None

    return author_page


def pages_of_data(data: AnthologyData) -> Callable[[str], AuthorPage | None]:
    """Author pages as a preview of these data would have them, for data that have no preview."""

    def paper(mention: Mention) -> Paper:
        item = data.items[mention.paper]
        authors = [Author(slot.name.full, data.resolve(slot)[0]) for slot in item.slots_of(mention.role)]
        return Paper(item.id, item.title, tuple(authors), mention.role, year=item.year)

    def author_page(page_id: str) -> AuthorPage | None:
        mentions, person = data.mentions_of(page_id), data.people.persons.get(page_id)
        if not mentions:
            return None
        name: Name = person.names[0] if person else data.slot(mentions[0]).name
        papers = {mention.paper: paper(mention) for mention in mentions}
        orcid = person.orcid if person else ""
        return AuthorPage(page_id, name, tuple(papers.values()), mentions, verified=person is not None, orcid=orcid)

    return author_page


def _key(mention: Any) -> str:
    return f"{mention['paper']}#{mention['position']}"


def _handed_over(path: Path) -> Any:
    found = _RECEIVED.search(path.read_text("utf-8"))
    assert found, path
    return json.loads(found[1])
