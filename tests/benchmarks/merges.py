"""Random pairs of verified entries merged as the review page does it: diff, `apply`, script and library must agree.

Half of the pairs are an old entry without ORCID and one made from an ORCID, the others are any two persons. For each,
the page's modules make patch and diff in a browser; ``git apply`` of the diff must give the bytes that `apply` plans.
Then all merges that fit together are one patch: `apply` and ``contrib/anthology/bulk_process_assignments.py`` must give
the same data, acl_anthology must give every paper to the one who stays, and the inverse must restore every byte.

    python -m tests.benchmarks.merges --data DIR [--pairs 200] [--seed 1] [--work DIR]
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from functools import reduce
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from generator.anthology import library_check
from generator.anthology.data import AnthologyData
from generator.errors import ConflictError
from generator.model import Person
from generator.patch.apply import apply
from generator.patch.document import parse_patch
from generator.patch.invert import invert
from generator.patch.join import join
from generator.patch.operations import Patch
from generator.patch.planned_changes import PlannedChanges, plan_changes
from tests.benchmarks.on_data import data_parser
from tests.benchmarks.script import by_script, changed_files, differences
from tests.conftest import CHROMIUM_FLAGS
from tests.patch.browser_sets import BrowserSets, pages_of_data

_MERGE = """async ([page, stays, along, orcid]) => {
  const AR = new Function(`${SOURCE}\\nreturn AR;`)();
  AR.people.know(VERIFIED);
  const mentions = page.mentions.map(AR.keyOf);
  const decisions = [{ id: "d1", kind: "merge", person: { id: stays, ...(orcid ? { orcid } : {}) }, mentions }];
  const load = (ids) => {
    for (const file of AR.people.needed({ persons: ids.map((id) => ({ id })), assignments: [] }, SHARDS)) {
      AR.people.receive(FILES[file]);
    }
  };
  const ids = () => [...AR.targets.of(page, decisions, AR.people).targets.keys()];
  load(ids());
  load([...ids(), ...(AR.people.get(page.page.id)?.similar ?? [])]);
  let outcome = AR.rules.outcome(page, decisions);
  if (outcome.conflicts.some(({ code }) => code === "merge_pulls")) {
    decisions[0].keep_matching = along;
    outcome = AR.rules.outcome(page, decisions);
  }
  const patch = await AR.patch.build(page, decisions, { created: new Date(0) });
  const bundles = [...new Set(patch.assignments.map((one) => AR.lines.bundle(one.paper)))];
  AR.lines.place(page, await Promise.all(bundles.map(async (name) => (await fetch(`lines/${name}.js`)).json())));
  return { conflicts: outcome.conflicts.map(({ code }) => code), patch: AR.patch.text(patch),
    diff: AR.diff.build(page, patch) };
}"""


def is_twin(old: Person, new: Person) -> bool:
    """Return whether the second entry looks as if it was made from an ORCID beside the first."""
    return not old.orcid and bool(new.orcid) and new.id == f"{old.id}-{new.orcid[-4:].lower()}"


def pairs_of(data: AnthologyData, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Draw pairs (who goes, who stays); nobody is in two of them."""
    persons = data.people.persons
    twins = [
        (new, old)
        for new in persons
        if (old := new.rpartition("-")[0]) in persons and is_twin(persons[old], persons[new]) and data.mentions_of(new)
    ]
    chance.shuffle(twins)
    some = [key for key in persons if data.mentions_of(key)]
    others = [(chance.choice(some), chance.choice(some)) for _ in range(2 * count)]
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for gone, stays in (*twins[: count // 2], *others):
        if len(found) < count and gone != stays and not {gone, stays} & taken:
            found.append((gone, stays))
            taken |= {gone, stays}
    return found


def merge_in_browser(sets: BrowserSets, gone: str, stays: str, chance: random.Random) -> dict[str, Any] | None:
    """Return what the page of the entry that goes makes of a merge, None if it has no review page."""
    persons = sets.data.people.persons
    page = sets.page_data(gone)
    if page is None:
        return None
    both = [persons[gone].orcid, persons[stays].orcid]
    orcid = chance.choice(both) if all(both) else ""
    made: dict[str, Any] = sets.tab.evaluate(_MERGE, [page, stays, chance.random() < 0.5, orcid])
    return made


def git_agrees(planned: PlannedChanges, diff: str, folder: Path) -> bool:
    """Return whether ``git apply`` of the page's diff gives the planned bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    for change in planned.changes:
        (folder / change.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / change.file).write_bytes(change.old)
    (folder / "page.diff").write_text(diff, "utf-8", newline="")
    done = subprocess.run(
        ["git", "apply", "page.diff"], cwd=folder, env={"GIT_CEILING_DIRECTORIES": str(folder.parent)}
    )
    return done.returncode == 0 and all((folder / one.file).read_bytes() == one.new for one in planned.changes)


def papers_of(data: AnthologyData, gone: str, stays: str, patch: Patch) -> set[str]:
    """Return the papers of both; without name matching those that have no ID are nobody's."""
    isolated = any(change.id == stays and change.disable_name_matching for change in patch.persons)
    kept = {m.paper for m in data.mentions_of(stays) if data.slot(m).person or not isolated}
    return kept | {m.paper for m in data.mentions_of(gone)}


def main() -> int:
    """Run the benchmark; the exit status is 1 if anything disagrees."""
    given = data_parser(__doc__, "--pairs", 200).parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        return compare(given, Path(folder))


def compare(given: argparse.Namespace, work: Path) -> int:
    """Draw, merge and compare; print counts and what disagrees."""
    data, chance = AnthologyData.read(given.data), random.Random(given.seed)
    counts: Counter[str] = Counter()
    fitting: list[tuple[str, str, Patch]] = []
    with sync_playwright() as playwright:
        tab = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS).new_page()
        sets = BrowserSets(data, pages_of_data(data), given.seed, tab)
        for gone, stays in pairs_of(data, given.pairs, chance):
            made = merge_in_browser(sets, gone, stays, chance)
            if made is None or made["conflicts"]:
                for code in sorted({*made["conflicts"]}) if made else ["no page"]:
                    counts[f"refused by the page: {code}"] += 1
                continue
            patch = parse_patch(made["patch"])
            try:
                planned = plan_changes(patch, given.data)
            except ConflictError as error:
                counts["refused by apply only"] += 1
                print(gone, stays, error)
                continue
            agrees = "text" in made["diff"] and git_agrees(planned, made["diff"]["text"], work / "git")
            counts["diff agrees" if agrees else "DIFF DISAGREES"] += 1
            if not agrees:
                print(gone, stays, made["diff"].get("error"))
            fitting.append((gone, stays, patch))
    print(dict(counts), flush=True)
    whole = reduce(join, [patch for _, _, patch in fitting])
    ours, theirs = work / "ours", work / "theirs"
    for copy in (ours, theirs):
        shutil.copytree(given.data, copy)
    inverse = invert(whole, plan_changes(whole, ours))
    apply(whole, ours)
    papers = {stays: papers_of(data, gone, stays, patch) for gone, stays, patch in fitting}
    judged = library_check.items_by_person(ours, [key for gone, stays, _ in fitting for key in (gone, stays)])
    counts["every paper on the page of who stays"] = sum(papers[key] <= set(judged[key]) for key in papers)
    counts["nobody left"] = sum(not judged.get(gone) for gone, _, _ in fitting)
    [said] = by_script(theirs, [whole], work)
    counts["script takes it" if said.startswith("applied") else "SCRIPT REFUSES"] = 1
    differ = differences(changed_files(given.data, ours), changed_files(given.data, theirs))
    counts["SCRIPT DISAGREES" if differ else "script agrees"] = 1
    print(*differ, sep="\n")
    apply(inverse, ours)
    counts["bytes restored" if not changed_files(given.data, ours) else "BYTES NOT RESTORED"] = 1
    print(len(fitting), "merges:", dict(counts))
    return int(any(key.isupper() or "DISAGREES" in key for key in counts) or counts["nobody left"] != len(fitting))


if __name__ == "__main__":
    sys.exit(main())
