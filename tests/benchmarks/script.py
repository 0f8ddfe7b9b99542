"""The script for the Anthology's repository beside `apply`, on random decisions about real pages.

Each patch is put into an issue. With ``--dry-run`` ``contrib/anthology/bulk_process_assignments.py`` must take those
that fit the data by our own account, and refuse the others. Then those that fit together are applied one after another,
to one copy of the data by `apply` and to another by the script: both copies must say the same, file by file.

    python -m tests.benchmarks.script --data DIR [--patches 50] [--seed 1] [--work DIR]
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from xml.etree.ElementTree import canonicalize

from generator.anthology.data import AnthologyData
from generator.errors import ConflictError
from generator.patch.apply import apply
from generator.patch.document import to_json
from generator.patch.operations import Patch
from generator.patch.planned_changes import plan_changes
from tests.benchmarks.on_data import data_parser
from tests.conftest import ROOT
from tests.patch.random_sets import Sets


def by_script(data: Path, patches: Sequence[Patch], folder: Path, *options: str) -> list[str]:
    """Give the script each patch as the issue of its number, counted from 1; return what it says of each."""
    path = ROOT / "contrib" / "anthology" / "bulk_process_assignments.py"
    spec = importlib.util.spec_from_file_location("bulk_process_assignments", path)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    bodies = [f"```json\n{to_json(patch)}```\n" for patch in patches]
    issues = [
        {"number": number, "title": "", "labels": [{"name": "approved"}], "body": body}
        for number, body in enumerate(bodies, 1)
    ]
    (folder / "issues.json").write_text(json.dumps(issues), "utf-8")
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        script.main(["--file", str(folder / "issues.json"), "--data", str(data), "--no-commit", *options])
    return [text.strip() for text in re.split(r"^#\d+: ", said.getvalue(), flags=re.M)[1:]]


def changed_files(old: Path, new: Path) -> dict[str, str]:
    """Files that differ from the old data; of XML what it says: the library adds comments and orders attributes."""
    found = {}
    for path in (*new.glob("xml/*.xml"), new / "json" / "people.json"):
        text = path.read_bytes()
        name = path.relative_to(new).as_posix()
        if text != (old / name).read_bytes():
            found[name] = canonicalize(text.decode(), strip_text=True) if path.suffix == ".xml" else text.decode()
    return found


def differences(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """Return each file that two copies have changed differently, with the first characters that differ."""
    found = []
    for file in sorted({*ours, *theirs}):
        one, other = ours.get(file, ""), theirs.get(file, "")
        if one != other:
            at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            here = slice(max(at - 120, 0), at + 60)
            found.append(f"{file}: {one[here]!r}, by the script {other[here]!r}")
    return found


def why_not(patch: Patch, data: Path) -> tuple[str, ...]:
    """Return what speaks against a patch by our own account; nothing if it fits and changes something."""
    try:
        return () if plan_changes(patch, data).changes else ("nothing to do",)
    except ConflictError as error:
        return tuple(error.conflicts)


def draw(data: Path, seed: int, wanted: int) -> list[tuple[Patch, tuple[str, ...]]]:
    """Draw patches, with what speaks against each, until so many fit."""
    sets = Sets(AnthologyData.read(data), seed)
    found: list[tuple[Patch, tuple[str, ...]]] = []
    while sum(not why for _, why in found) < wanted:
        patch = sets.draw()
        found.append((patch, why_not(patch, data)))
    return found


def together(patches: Sequence[Patch], data: Path) -> list[Patch]:
    """Apply one after another what fits; return what was applied."""
    applied = []
    for patch in patches:
        try:
            if apply(patch, data).changes:
                applied.append(patch)
        except ConflictError:
            continue
    return applied


def main() -> int:
    """Run the benchmark; the exit status is 1 if the two disagree."""
    given = data_parser(__doc__, "--patches", 50).parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        return compare(given, Path(folder))


def compare(given: argparse.Namespace, work: Path) -> int:
    """Draw, try and compare; print counts and failures."""
    ours, theirs = work / "ours", work / "theirs"
    for copy in (ours, theirs):
        shutil.copytree(given.data, copy)
    drawn = draw(given.data, given.seed, given.patches)
    counts: Counter[str] = Counter()
    failures = []
    for (patch, why), said in zip(drawn, by_script(theirs, [one for one, _ in drawn], work, "--dry-run"), strict=True):
        fits = said.startswith("fits")
        counts["both take it" if fits and not why else "both refuse it, or have nothing to do"] += fits == (not why)
        if fits == bool(why):
            failures.append(f"{patch.note}: the script: {said[:300]!r}; apply: {why}")
    applied = together([patch for patch, why in drawn if not why], ours)
    said_at_last = by_script(theirs, applied, work)
    counts["applied by both"] = sum(said.startswith("applied") for said in said_at_last)
    failures += [
        f"{patch.note}: after others, the script: {said[:300]!r}"
        for patch, said in zip(applied, said_at_last, strict=True)
        if not said.startswith("applied")
    ]
    by_us, by_them = changed_files(given.data, ours), changed_files(given.data, theirs)
    counts["files that say the same"] = sum(by_us.get(file) == text for file, text in by_them.items())
    failures += differences(by_us, by_them)
    print(dict(counts), f"failures: {len(failures)}", *failures, sep="\n")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
