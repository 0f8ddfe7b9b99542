"""A person who does what a request asks, on a review page, and counts clicks and keys."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from acl_anthology.utils.ids import build_id
from playwright.sync_api import Page, expect

from generator.anthology.people import People
from generator.model import Mention
from generator.patch.apply import apply
from generator.patch.document import read_patch
from tests.benchmarks.requests.before import Before
from tests.browser.applying import snapshot
from tests.browser.review import Review


def explicit_ids(file: Path) -> dict[str, str]:
    """``<paper>#<position>`` -> explicit ID, of every author and editor of a collection's file."""
    found = {}
    root = ElementTree.parse(file).getroot()
    for volume in root.findall("volume"):
        for paper in [*volume.findall("meta"), *volume.findall("paper")]:
            number = paper.get("id", "0")
            for role in ("author", "editor"):
                for position, slot in enumerate(paper.findall(role)):
                    key = f"{build_id(root.attrib['id'], volume.attrib['id'], number)}#{position}"
                    found[key if role == "author" else f"{key} (editor)"] = slot.get("id", "")
    return found


@dataclass(frozen=True)
class Result:
    """What the downloaded patch did, read from the changed files.

    Attributes:
        patch: the JSON patch.
        touched: every slot whose explicit ID changed -> (ID before, ID after).
        created, changed: entries of people.json that are new, and those that differ.
        pages: page ID -> papers with one of the requests' names that stand there now.
    """

    patch: dict[str, Any]
    touched: dict[str, tuple[str, str]]
    created: dict[str, dict[str, Any]]
    changed: dict[str, dict[str, Any]]
    pages: dict[str, set[str]]

    def given(self) -> dict[str, set[str]]:
        """Person -> papers that got their ID; "" for those that lost one."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, (_, person) in self.touched.items():
            found[person].add(key.partition("#")[0])
        return dict(found)


class Reviewer(Review):
    """One review page.

    Attributes:
        actions: clicks and keys so far; filling a field is two, clicking into it and pasting.
        selecting: those of them that select.
        spared: those that a plain list of check boxes would take besides: it reads no text, so ORCID and institution
            are typed, and nobody is chosen.
        decided: slots that were assigned.
        downloads: how often a patch was downloaded.

    Parameters:
        before: the site and data.
        page_id: the author page.
        folder: where downloads go; emptied by nobody.
    """

    def __init__(self, page: Page, before: Before, page_id: str, folder: Path) -> None:
        super().__init__(page, f"{before.site.as_uri()}/review/{page_id.replace('/', '.')}.html")
        self.before = before
        self.folder = folder
        self.actions = self.selecting = self.spared = self.downloads = 0
        self.decided: set[str] = set()
        self.missing: set[str] = set()
        self.keys = [f"{m['paper']}#{m['position']}" for m in self.data["mentions"]]
        self.papers = [key.partition("#")[0] for key in self.keys]

    def of(self, papers: Iterable[str]) -> set[str]:
        """Those papers that these data have; the others are counted as missing. One that is elsewhere is an error."""
        here = set()
        for paper in papers:
            if paper in self.papers:
                here.add(paper)
            else:
                assert not self.before.has(paper), f"{paper} is on another page"
                self.missing.add(paper)
        return here

    def tick(self, papers: Iterable[str]) -> None:
        """Tick papers (or mentions) as a person would: a whole group at once where that takes fewer clicks."""
        asked = set(papers)
        start = self.actions
        wanted = {key for key in self.keys if {key, key.partition("#")[0]} & asked}
        ticked = set(self.selected())
        groups = self.page.eval_on_selector_all(
            "[data-ar-group]",
            "all => all.map(g => [g.dataset.arGroup, [...g.querySelectorAll('[data-ar-check]')].map(b => b.value)])",
        )
        for group, own in groups:
            wrong = [key for key in own if (key in wanted) != (key in ticked)]
            others = [key for key in own if key not in wanted]
            if not ticked & set(own) and 1 + len(others) < len(wrong):
                self.click(f'[data-ar-check-group="{group}"]')
                wrong = others
            for key in wrong:
                self.click(f'[data-ar-check][value="{key}"]')
        self.selecting += self.actions - start
        assert set(self.selected()) == wanted

    def give(self, text: str, mine: bool = True, orcid: str = "", degree: str = "") -> str:
        """Paste what the requester wrote, and say whose the papers are; returns how it was answered.

        With an ORCID or an institution it stands as in the Anthology's issue form.
        """
        start = self.actions
        about = (("Your ORCID", orcid), ("Institution of highest (anticipated) degree", degree))
        form = [f"### {label}\n\n{value}\n\n" for label, value in about if value]
        self.paste_here("".join([*form, "### Your papers\n\n", text]) if form else text)
        said = self.page.locator("[data-ar-paste-status]").inner_text()
        self.click("[data-ar-paste-yes]" if mine else "[data-ar-paste-no]")
        self.selecting += self.actions - start
        self.spared += 2 * len(form)
        return said

    def take_rest(self) -> None:
        """Take the other papers of the group that the selection cuts, as the page offers."""
        self.selecting += 1
        before = len(self.selected())
        self.click("[data-ar-assign] [data-ar-cuts] button:has-text('Take these too')")
        assert len(self.selected()) > before

    def paste_here(self, text: str) -> None:
        """Put the text on the clipboard, elsewhere, and paste it onto the page."""
        source = self.page.context.new_page()
        source.set_content("<textarea></textarea>")
        source.fill("textarea", text)
        source.focus("textarea")
        source.keyboard.press("Control+a")
        source.keyboard.press("Control+c")
        source.close()
        self.actions += 1
        self.page.locator("h1").click(position={"x": 1, "y": 1})
        self.page.keyboard.press("Control+v")
        expect(self.page.locator("[data-ar-paste-status]")).not_to_be_empty()

    def picked(self) -> set[str]:
        """Papers of the selection."""
        return {key.partition("#")[0] for key in self.selected()}

    def click(self, selector: str) -> None:
        """Click once."""
        self.actions += 1
        self.page.click(selector)

    def fill(self, selector: str, text: str) -> None:
        """Click into a field and paste."""
        self.actions += 2
        self.page.fill(selector, text)

    def ask_new(self, person: str = "", orcid: str = "", degree: str = "") -> None:
        """Fill in a new author for the selection, what isn't there yet; doesn't confirm."""
        self.ask()
        self.answer("new")
        for field, value in (("orcid", orcid), ("degree", degree), ("id", person)):
            if value and self.page.input_value(f"[data-ar-new-{field}]") != value:
                self.fill(f"[data-ar-new-{field}]", value)

    def choose_name(self, name: str) -> None:
        """Choose the new author's name among the printed ones, if it isn't the one proposed."""
        if self.page.locator("[data-ar-new-name] option:checked").inner_text() == name:
            return
        self.actions += 2
        self.page.select_option("[data-ar-new-name]", label=name)

    def ask_existing(self, person: str, search: str = "") -> None:
        """Choose a verified author for the selection, found by search if they aren't offered; doesn't confirm."""
        self.ask()
        if search:
            self.fill("[data-ar-verified-search]", search)
        self.answer(f"existing:{person}")

    def answer(self, value: str) -> None:
        """Say whose the selection is, unless the pasted text has said so."""
        radio = self.page.locator(f'input[name=target][value="{value}"]')
        if self.spared:
            # The page knows only when it has read the list of all authors.
            with suppress(AssertionError):
                expect(radio).to_be_checked(timeout=1_000)
        if radio.is_checked():
            self.spared += 1
        else:
            self.actions += 1
            radio.click()

    def ask_unverified(self) -> None:
        """Choose "not this author"; doesn't confirm."""
        self.ask()
        self.answer("unverified")

    def ask(self) -> None:
        """Open the panel for the author, unless selecting or pasting has."""
        panel, opener = self.page.locator("[data-ar-assign]"), self.page.locator("[data-ar-open-assign]:enabled")
        expect(panel.or_(opener).first).to_be_visible()
        if panel.is_hidden() and opener.is_visible():
            self.click("[data-ar-open-assign]")
        expect(panel).to_be_visible()

    def edit(self, name: str = "", matching: bool | None = None) -> None:
        """Change the entry of the page's author."""
        self.click("[data-ar-edit]")
        if name:
            self.actions += 2
            self.page.select_option("[data-ar-entry-name]", label=name)
        if matching is not None:
            self.actions += 1
            self.page.set_checked("[data-ar-entry-matching]", matching)
        self.click("[data-ar-entry-confirm]")

    def foretold(self) -> str:
        """What the panel says will happen, before it is confirmed, and what it says of the selection."""
        expect(self.page.locator("[data-ar-preview] .ar-consequence")).to_be_visible()
        return self.page.locator("[data-ar-preview]").inner_text()

    def confirm(self) -> None:
        """Press "Assign"."""
        self.actions += 1
        self.decided |= set(self.selected())
        super().confirm()

    def finish(self) -> tuple[str, Result]:
        """Download both forms of the patch and apply them; returns what the page said and what came of it."""
        self.downloads += 1
        said = self.decisions()
        self.actions += 1
        json_patch, diff = self.download("json", self.folder), self.download("diff", self.folder)
        return said, applied(self.before, json_patch, diff, self.folder)

    def decisions(self) -> str:
        """What the list of decisions says will happen; it is opened if it isn't there by itself."""
        if self.page.locator("[data-ar-decisions]").is_hidden():
            self.click("[data-ar-open-decisions]")
        expect(self.page.locator("[data-ar-outcome] .ar-consequence")).to_be_visible()
        return self.page.locator("[data-ar-outcome]").inner_text()


def applied(before: Before, json_patch: Path, diff: Path | None, folder: Path) -> Result:
    """Apply a patch to the files it touches; with a diff, both must give the same bytes."""
    patch = json.loads(json_patch.read_text("utf-8"))
    old, ours, theirs = folder / "old", folder / "ours", folder / "theirs"
    (old / "json").mkdir(parents=True)
    (old / "xml").mkdir()
    shutil.copy(before.data / "json" / "people.json", old / "json")
    papers = {a["paper"] for a in patch["assignments"]}
    for file in {slot.file for slot in before.slots if slot.mention.paper in papers}:
        shutil.copy(before.data / file, old / file)
    shutil.copytree(old, ours)
    apply(read_patch(json_patch), ours)
    if diff:
        shutil.copytree(old, theirs)
        for step in (["init", "-q"], ["apply", str(diff)]):
            done = subprocess.run(["git", *step], cwd=theirs, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        assert snapshot(ours) == snapshot(theirs)
    touched: dict[str, tuple[str, str]] = {}
    for xml in (old / "xml").iterdir():
        was, now = explicit_ids(xml), explicit_ids(ours / "xml" / xml.name)
        assert was.keys() == now.keys()
        touched |= {key: (was[key], now[key]) for key in was if was[key] != now[key]}
    had, has = (json.loads((d / "json" / "people.json").read_text("utf-8")) for d in (old, ours))
    return Result(
        patch=patch,
        touched=touched,
        created={pid: person for pid, person in has.items() if pid not in had},
        changed={pid: person for pid, person in has.items() if pid in had and had[pid] != person},
        pages=_pages(before, People.read(ours), touched),
    )


def _pages(before: Before, people: People, touched: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for slot in before.slots:
        now = touched.get(_key(slot.mention), ("", slot.person))[1]
        found[people.resolve(slot.name, now)[0]].add(slot.mention.paper)
    return dict(found)


def _key(mention: Mention) -> str:
    return mention.key if mention.role == "author" else f"{mention.key} (editor)"
