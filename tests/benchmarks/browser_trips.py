"""The round trips with decisions made on review pages in a browser: a page's patch must do what the page says.

In addition to what `round_trips` checks for each set of decisions:

- the page shows exactly the mentions that the data have for it;
- the numbers in its sentences are those of the papers that move, stay or get an ID;
- it reports a conflict if and only if the patch does not fit the data;
- its diff is the one that Python makes, byte for byte, and is what git applies;
- the pages that it says change, and what each gains and loses, are those of the
  independent account over the whole Anthology, and those of acl_anthology for
  sets that share no name or page with another set.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from generator.anthology import library_check
from generator.anthology.data import AnthologyData
from generator.errors import ConflictError
from generator.model import AuthorPage
from generator.patch.operations import Patch
from tests.benchmarks.round_trips import Trips
from tests.patch.browser_sets import BrowserSets, Shown
from tests.patch.random_sets import Account

if TYPE_CHECKING:
    from acl_anthology import Anthology

MOVING = r"^([\d,]+) papers? (?:will move|will lose the ID|without an ID will go)"
CONFIRMED = r"^([\d,]+) papers? will get the ID"
STAYING = r"^([\d,]+) (?:other )?papers? stays? on this page"
UNKNOWABLE = {"matching_unknown"}
"""Warnings by which the page says that it can't know who else moves."""


def numbers(pattern: str, text: str) -> list[int]:
    """The numbers that a sentence gives."""
    return [int(number.replace(",", "")) for number in re.findall(pattern, text)]


def papers_of(keys: Iterable[str]) -> int:
    """How many papers mentions stand on: two people of one name can share a paper."""
    return len({key.rpartition("#")[0] for key in keys})


@dataclass
class BrowserTrips(Trips):
    """One run.

    Attributes:
        tab: a browser's page to run the scripts in.
        author_pages: from the data, how to get an author page by its ID.
        shown: by the patch's note.
        warnings: how many sets had each.
    """

    tab: Page = field(kw_only=True)
    author_pages: Callable[[AnthologyData], Callable[[str], AuthorPage | None]] = field(kw_only=True)
    shown: dict[str, Shown] = field(default_factory=dict)
    warnings: Counter[str] = field(default_factory=Counter)

    def run(self, sets: int) -> None:
        """Draw, apply, compare and take back so many sets; then all together."""
        self.prepare()
        source = BrowserSets(self.data, self.author_pages(self.data), self.seed, self.tab)
        fitting = []
        for number in range(1, sets + 1):
            shown = source.draw()
            label = f"seed {self.seed}, set {number} ({shown.page})"
            self.check_words(shown, label)
            if shown.patch is None:
                self.counts["sets"] += 1
                self.counts["refused"] += 1
                if not shown.conflicts:
                    self.failures.append(
                        f"{label}: no conflict on the page, but the patch is invalid {shown.decisions}"
                    )
            elif self.one_shown(shown, shown.patch, label):
                self.shown[shown.patch.note] = shown
                fitting.append(shown.patch)
        self.together(fitting)

    def check_words(self, shown: Shown, label: str) -> None:
        """Count what the page says of one set, and read it."""
        self.warnings.update(set(shown.warnings) | set(shown.conflicts))
        if any("{" in words or "undefined" in words for words in shown.words):
            self.failures.append(f"{label}: words {shown.words}")
        self.compare_mentions(shown, label)

    def one_shown(self, shown: Shown, patch: Patch, label: str) -> bool:
        """Send one set through all but the judge; True if it fits the data and changes them."""
        planned = self.apply(patch, label)
        if isinstance(planned, ConflictError):
            if not shown.conflicts:
                self.failures.append(f"{label}: no conflict on the page, but {planned.conflicts[0]} {shown.decisions}")
            return False
        if shown.conflicts:
            # The patch would be applied, but to no avail: the page is right to say so.
            if set(shown.conflicts) == {"no_effect"}:
                self.counts["refused by the page alone, as without effect"] += 1
            else:
                self.failures.append(f"{label}: {shown.conflicts} on the page, but it applies {shown.decisions}")
            self.trip(patch, planned, planned.diff, label)
            return False
        if shown.diff is None and (shown.refusal != "nothing" or planned.changes):
            self.failures.append(f"{label}: no diff on the page: {shown.refusal} {shown.decisions}")
        if shown.diff is not None and shown.diff != planned.diff:
            self.failures.append(f"{label}: another diff {shown.decisions}")
        self.compare_shown(shown, patch, label)
        return self.trip(patch, planned, shown.diff or "", label)

    def compare_mentions(self, shown: Shown, label: str) -> None:
        """Before any decision: previews leave out retracted papers and volumes without front matter, nothing is odd."""
        there = {mention.key for mention in self.data.mentions_of(shown.page)}
        if not shown.mentions <= there:
            self.failures.append(f"{label}: the page shows {sorted(shown.mentions - there)[:3]}, which the data lack")
        self.counts["papers and volumes that the preview does not list"] += len(there - shown.mentions)

    def compare_shown(self, shown: Shown, patch: Patch, label: str) -> None:
        """What each page gains and loses, by the independent account over all data."""
        account = Account.of(self.data)
        account.apply(patch)
        gains, loses = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for mention, after in account.pages(account.touched(patch)).items():
            before = self.page_of(mention)
            if before != after:
                gains[after].add(mention.key)
                loses[before].add(mention.key)
        expected = {page: (gains[page], loses[page]) for page in {*gains, *loses}}
        if UNKNOWABLE & set(shown.warnings):
            self.counts["page says that it can't know all"] += 1
            self.counts["… and something else moves indeed"] += expected != shown.pages
            return
        self.counts["pages that change"] += len(expected)
        if expected != shown.pages:
            wrong = [page for page in {*expected, *shown.pages} if expected.get(page) != shown.pages.get(page)]
            page = min(wrong)
            self.failures.append(
                f"{label}: {len(wrong)} pages change otherwise than shown; {page}: {few(expected.get(page))} "
                f"for {few(shown.pages.get(page))} {shown.decisions}"
            )
        self.compare_sentences(shown, patch, gains, loses, label)
        for page in shown.emptied:
            if gains[page] or loses[page] != {mention.key for mention in self.data.mentions_of(page)}:
                self.failures.append(f"{label}: {page} is said to be empty and is not")

    def compare_sentences(
        self, shown: Shown, patch: Patch, gains: dict[str, set[str]], loses: dict[str, set[str]], label: str
    ) -> None:
        """The numbers that the page says before the download, against what the account found."""
        decided = {f"{one.mention.paper}#{one.mention.position}" for one in patch.assignments}
        left = {key for keys in loses.values() for key in keys}
        moving = Counter(papers_of(decided & keys) for keys in gains.values() if decided & keys)
        said = Counter(count for text in shown.said for count in numbers(MOVING, text))
        confirmed = [count for text in shown.said for count in numbers(CONFIRMED, text)]
        staying = [count for text in shown.said for count in numbers(STAYING, text)]
        none_stays = any("No paper stays on this page." in text for text in shown.said)
        still = shown.mentions - loses.get(shown.page, set())
        self.counts["sentences compared"] += len(shown.said)
        if said != moving:
            self.failures.append(f"{label}: {dict(moving)} papers move, the page says {shown.said}")
        if sum(confirmed) > papers_of(decided - left) or (
            decided - left and not confirmed and not self._removes(patch)
        ):
            self.failures.append(
                f"{label}: {papers_of(decided - left)} papers only get an ID, the page says {shown.said}"
            )
        if (none_stays and still) or (staying and sum(staying) > papers_of(still)):
            self.failures.append(f"{label}: {papers_of(still)} papers stay, the page says {shown.said}")

    @staticmethod
    def _removes(patch: Patch) -> bool:
        """Whether an ID is taken away, which need not move the paper."""
        return any(one.target is None for one in patch.assignments)

    def judge_each(self, anthology: Anthology, applied: list[Patch]) -> None:
        """Each page that was said to change has just the papers shown, by acl_anthology."""
        account = Account.of(self.data)
        slugs, pages = Counter[str](), Counter[str]()
        for patch in applied:
            account.apply(patch)
        touched = {patch.note: account.touched(patch) for patch in applied}
        for patch in applied:
            slugs.update(touched[patch.note])
            pages.update(set(self.shown[patch.note].pages) | {change.id for change in patch.persons})
        for patch in applied:
            shown = self.shown[patch.note]
            shared = any(slugs[slug] > 1 for slug in touched[patch.note]) or any(
                pages[page] > 1 for page in shown.pages
            )
            if shared or UNKNOWABLE & set(shown.warnings):
                continue
            self.counts["sets whose pages acl_anthology judged one by one"] += 1
            for page, (gains, loses) in shown.pages.items():
                before = {mention.key for mention in self.data.mentions_of(page)}
                papers = sorted({key.rpartition("#")[0] for key in (before - loses) | gains})
                self.counts["pages that acl_anthology judged"] += 1
                if library_check.items_of_person(anthology, page) != papers:
                    self.failures.append(f"{patch.note}: acl_anthology gives {page} other papers than shown")


def few(change: tuple[set[str], set[str]] | None) -> str:
    """A change of a page in few words."""
    if change is None:
        return "no change"
    return ", ".join(f"{sign}{len(keys)} {sorted(keys)[:2]}" for sign, keys in zip("+-", change, strict=True) if keys)
