"""Random decisions about real pages: each set becomes a patch, which is applied, checked and taken back.

For each set of decisions:

- `apply` changes a copy of the data, and ``git apply`` of the same diff gives
  the same bytes;
- who has which papers is the same by an independent account of the rules, by
  the plan, and by reading the changed data anew;
- the patch is the same after writing it as JSON and reading it;
- its inverse restores every byte.

Then as many sets as fit together are applied one after another: acl_anthology
loads all data, checks the schema of the changed files, and must give every
affected person exactly the papers of the account.  Then all are taken back.

    python -m tests.benchmarks.round_trips --data DIR [--seed N] [--sets 500] [--work DIR] [--browser PREVIEW]
"""

from __future__ import annotations

import gc
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from generator.anthology import library_check
from generator.anthology.data import AnthologyData
from generator.anthology.people import People
from generator.anthology.xml import scan_file
from generator.errors import ConflictError
from generator.model import Mention
from generator.patch.apply import apply
from generator.patch.document import parse_patch, to_json
from generator.patch.invert import invert
from generator.patch.operations import Patch
from generator.patch.planned_changes import PlannedChanges
from tests.benchmarks.on_data import data_parser
from tests.conftest import CHROMIUM_FLAGS
from tests.patch.random_sets import Account, Sets

if TYPE_CHECKING:
    from acl_anthology import Anthology

PARSE = People.parse


@dataclass
class Trips:
    """One run.

    Attributes:
        source: the data, never written.
        work: an empty folder for the copies.
    """

    source: Path
    work: Path
    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def run(self, sets: int) -> None:
        """Draw, apply, compare and take back so many sets; then all together."""
        self.prepare()
        source = Sets(self.data, self.seed)
        fitting = []
        for number in range(1, sets + 1):
            patch = source.draw()
            if self.one(patch, f"seed {self.seed}, set {number}"):
                fitting.append(patch)
        self.together(fitting)

    def prepare(self) -> None:
        """Copy and read the data."""
        # Parsing all persons anew at each step would take most of the time; they are frozen, so one text is one object.
        People.parse = staticmethod(lru_cache(maxsize=4)(PARSE))  # type: ignore[method-assign]
        self.copy = self.work / "data"
        shutil.copytree(self.source, self.copy)
        self.git_folder = self.work / "git"
        (self.git_folder / "data" / "xml").mkdir(parents=True)
        (self.git_folder / "data" / "json").mkdir()
        subprocess.run(["git", "init", "-q", str(self.git_folder)], check=True)
        self.data = AnthologyData.read(self.copy)
        _ = self.data.mentions_by_slug
        gc.freeze()  # a million objects that stay; looking through them again and again takes most of the time

    def one(self, patch: Patch, label: str) -> bool:
        """Send one set through all but the judge; True if it fits the data."""
        planned = self.apply(patch, label)
        return isinstance(planned, PlannedChanges) and self.trip(patch, planned, planned.diff, label)

    def apply(self, patch: Patch, label: str) -> PlannedChanges | ConflictError:
        """Apply one set: what was done, or why it does not fit."""
        self.counts["sets"] += 1
        if parse_patch(to_json(patch)) != patch:
            self.failures.append(f"{label}: JSON and back is another patch")
        try:
            return apply(patch, self.copy)
        except ConflictError as error:
            self.counts["refused"] += 1
            self.refusals.update({kind_of(conflict) for conflict in error.conflicts})
            return error

    def trip(self, patch: Patch, planned: PlannedChanges, diff: str, label: str) -> bool:
        """Compare one set that was applied and take it back; False if it changed nothing."""
        if not planned.changes:
            self.counts["nothing to do"] += 1
            return False
        self.counts["applied"] += 1
        self.counts["slots"] += len(patch.assignments)
        self.counts["persons"] += len(patch.persons)
        self.counts["files"] += len(planned.changes)
        inverse = parse_patch(to_json(invert(patch, planned)))
        new = {change.file: change.new for change in planned.changes}
        if self.read(self.copy, new) != new:
            self.failures.append(f"{label}: applied other bytes than planned")
        self.through_git(planned, diff, new, label)
        self.compare_pages(patch, planned, label)
        try:
            apply(inverse, self.copy)
        except ConflictError as error:
            self.failures.append(f"{label}: the inverse is refused: {error.conflicts[0]}")
        old = {change.file: change.old for change in planned.changes}
        if self.read(self.copy, old) != old:
            self.failures.append(f"{label}: the inverse leaves other bytes")
            for file, content in old.items():
                (self.copy / file).write_bytes(content)
        return True

    def through_git(self, planned: PlannedChanges, diff: str, new: dict[str, bytes], label: str) -> None:
        """Apply the diff with git to files of its own."""
        folder = self.git_folder / "data"
        for change in planned.changes:
            (folder / change.file).write_bytes(change.old)
        for more in (["--check"], []):
            command = ["git", "-C", str(self.git_folder), "apply", "--directory=data", *more]
            done = subprocess.run(command, input=diff.encode(), capture_output=True, check=False)
            if done.returncode:
                self.failures.append(f"{label}: git apply {more}: {done.stderr.decode()[:300]}")
        if self.read(folder, new) != new:
            self.failures.append(f"{label}: git applies to other bytes")
        for change in planned.changes:
            (folder / change.file).unlink()

    def compare_pages(self, patch: Patch, planned: PlannedChanges, label: str) -> None:
        """Who has which papers: by the account, by the plan, and by the changed data read anew."""
        account = Account.of(self.data)
        account.apply(patch)
        expected = account.pages(account.touched(patch))
        targets = {assignment.mention: assignment.target or "" for assignment in patch.assignments}
        people = People.read(self.copy)
        slots = {
            slot.mention: slot
            for change in planned.changes
            if change.file.startswith("xml/")
            for item in scan_file(self.copy, change.file)
            for slot in item.slots
        }
        by_plan, found = {}, {}
        for mention in expected:
            old = self.data.slot(mention)
            by_plan[mention], _ = planned.people_after.resolve(old.name, targets.get(mention, old.person))
            slot = slots.get(mention, old)
            found[mention], _ = people.resolve(slot.name, slot.person)
        moved = sum(page != self.data.resolve(self.data.slot(m))[0] for m, page in expected.items() if m not in targets)
        self.counts["slots looked at"] += len(expected)
        self.counts["moved by name matching"] += moved
        for what, pages in (("the plan", by_plan), ("the changed data", found)):
            wrong = [mention for mention in expected if pages[mention] != expected[mention]]
            if wrong:
                first = wrong[0]
                self.failures.append(
                    f"{label}: {len(wrong)} slots by {what}, {first}: {pages[first]} for {expected[first]}"
                )

    def together(self, patches: list[Patch]) -> None:
        """Apply all that go together, ask acl_anthology, take all back."""
        account, undo, slugs, applied = Account.of(self.data), [], set[str](), list[Patch]()
        before: dict[str, bytes] = {}
        for patch in patches:
            try:
                planned = apply(patch, self.copy)
            except ConflictError:
                self.counts["not together with those before"] += 1
                continue
            before = {change.file: change.old for change in planned.changes} | before
            if planned.changes:
                undo.append(invert(patch, planned))
            else:
                self.counts["already so by those before"] += 1
            account.apply(patch)
            slugs |= account.touched(patch)
            applied.append(patch)
        self.counts["judged together"] = len(applied)
        if undo:
            anthology = library_check.load_anthology(self.copy)
            self.judge(anthology, account, slugs, before)
            self.judge_each(anthology, applied)
        for inverse in reversed(undo):
            try:
                apply(inverse, self.copy)
            except ConflictError as error:
                self.failures.append(f"together: an inverse is refused: {error.conflicts[0]}")
        for path in self.source.rglob("*"):
            if path.is_file() and path.read_bytes() != (self.copy / path.relative_to(self.source)).read_bytes():
                self.failures.append(f"together: {path.name} is not restored")
        extra = {p.relative_to(self.copy) for p in self.copy.rglob("*")}
        extra -= {p.relative_to(self.source) for p in self.source.rglob("*")}
        if extra:
            self.failures.append(f"together: left over: {sorted(map(str, extra))}")

    def judge_each(self, anthology: Anthology, applied: list[Patch]) -> None:
        """Compare more of what acl_anthology makes of these patches with what was promised."""

    def judge(self, anthology: Anthology, account: Account, slugs: set[str], files: dict[str, bytes]) -> None:
        """Compare with what acl_anthology makes of the changed data."""
        for file in files:
            if file.startswith("xml/"):
                anthology.collections[Path(file).stem].validate_schema()
                self.counts["files valid by the schema"] += 1
        changed = account.pages(slugs)
        pages = set(changed.values()) | {self.data.resolve(self.data.slot(mention))[0] for mention in changed}
        expected: dict[str, set[str]] = defaultdict(set)
        for item in self.data.items.values():
            for slot in item.slots:
                page = changed.get(slot.mention) or account.explicit.get(slot.mention) or self.page_of(slot.mention)
                if page in pages:
                    expected[page].add(slot.mention.paper)
        for page in sorted(pages):
            self.counts["persons judged"] += 1
            if library_check.items_of_person(anthology, page) != sorted(expected[page]):
                self.failures.append(f"together: acl_anthology gives {page} other papers")

    def page_of(self, mention: Mention) -> str:
        """The page of a mention before all patches."""
        return self.data.resolve(self.data.slot(mention))[0]

    @staticmethod
    def read(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
        """The same files as they are now."""
        return {file: (folder / file).read_bytes() for file in files}


def kind_of(conflict: str) -> str:
    """A conflict's words without what is particular to it."""
    words = re.sub(r"^.*?: ", "", conflict.split(";")[0])
    return re.sub(r"\S*[-/0-9“(]\S*|[A-Z]\S+", "…", words)[:90]


def in_browser(source: Path, work: Path, seed: int, sets: int, preview: Path) -> Trips:
    """Run with decisions made by the page's own scripts."""
    from tests.benchmarks.browser_trips import BrowserTrips
    from tests.patch.browser_sets import pages_of_preview

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        trips = BrowserTrips(
            source, work, seed, tab=browser.new_page(), author_pages=lambda _: pages_of_preview(preview)
        )
        trips.run(sets)
    print("the page warned or refused, in sets:", dict(trips.warnings.most_common()))
    return trips


def main() -> None:
    """Print counts, refusals by kind, and every failure; exit status 1 if there is one."""
    parser = data_parser(__doc__, "--sets", 500)
    parser.add_argument("--browser", type=Path, metavar="PREVIEW", help="decide in Chromium, on its pages (unpacked)")
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        if options.browser:
            trips = in_browser(options.data, Path(folder), options.seed, options.sets, options.browser)
        else:
            trips = Trips(options.data, Path(folder), options.seed)
            trips.run(options.sets)
    for name, number in trips.counts.items():
        print(f"{number:>9,}  {name}")
    print("refusals, by kind:")
    for name, number in trips.refusals.most_common(12):
        print(f"{number:>9,}  {name}")
    print(f"{time.monotonic() - start:.0f} s; failures: {len(trips.failures)}")
    for failure in trips.failures:
        print(f"  {failure}")
    sys.exit(bool(trips.failures))


if __name__ == "__main__":
    main()
