"""Kills applies to real data at random moments, many times, and checks that nothing is lost.

A patch that touches hundreds of slots in many files, and its inverse, are
applied in turns by a child process, which is killed.  Afterwards every file
must be old or new as a whole, and the next call must bring all of them to one
state and leave nothing over.

    python -m tests.benchmarks.crashes --data DATA [--times 100] [--seed 1] [--work DIR]
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from generator.anthology.data import AnthologyData
from generator.patch.apply import apply
from generator.patch.invert import invert
from generator.patch.operations import Action, Assignment, Patch, PersonChange
from generator.patch.planned_changes import plan_changes
from generator.patch.write_journal import is_write_interrupted
from tests.benchmarks.on_data import data_parser
from tests.patch.build import snapshot
from tests.patch.interrupt import killed_at_random


def scattered(data: AnthologyData, slots: int, chance: random.Random) -> Patch:
    """Give so many slots without ID, each of another name, to new persons."""
    free = [slot for item in data.items.values() for slot in item.slots if not slot.person and not slot.orcid]
    picked = {f"zq-{slot.name.slug}": slot for slot in chance.sample(free, slots)}
    return Patch(
        tuple(Assignment(slot.mention, slot.name, data.resolve(slot)[0], key) for key, slot in picked.items()),
        tuple(
            PersonChange(key, Action.CREATE, (slot.name,), disable_name_matching=True) for key, slot in picked.items()
        ),
    )


def main() -> None:
    """Print what state the kills left; exit status 1 if anything was lost."""
    options = data_parser(__doc__, "--times", 100).parse_args()
    chance, counts, lost = random.Random(options.seed), Counter[str](), 0
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        data_dir = Path(folder) / "data"
        shutil.copytree(options.data, data_dir)
        patch = scattered(AnthologyData.read(data_dir), 100, chance)
        planned = plan_changes(patch, data_dir)
        patches = (patch, invert(patch, planned))
        old = {change.file: change.old for change in planned.changes}
        new = {change.file: change.new for change in planned.changes}
        names = set(snapshot(data_dir))
        for _ in range(options.times):
            killed_at_random(patches, data_dir, chance, 4.0)
            found = {file: (data_dir / file).read_bytes() for file in old}
            counts["killed"] += 1
            counts["between the renames"] += found not in (old, new)
            counts["mended from the journal"] += is_write_interrupted(data_dir)
            counts["left new files beside"] += any("anthology-review-new" in path.name for path in data_dir.rglob(".*"))
            half = [file for file in old if found[file] not in (old[file], new[file])]
            apply(Patch(()), data_dir)
            found = {file: (data_dir / file).read_bytes() for file in old}
            if half or found not in (old, new) or set(snapshot(data_dir)) != names:
                lost += 1
            if found == new:
                apply(patches[1], data_dir)
    print(f"{len(patch.assignments)} slots in {len(old)} files")
    for name, number in counts.items():
        print(f"{number:>6,}  {name}")
    print(f"lost or left over: {lost}")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
