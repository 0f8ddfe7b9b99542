"""All figures of a build in one run, as seconds and as multiples of a fixed reference.

    python -m tests.benchmarks.builds --preview PREVIEW --data DATA --work DIR
        [--only full,nothing,…] [--runs 3] [--sample 0.02] [--out content/docs/figures.md]

Each section's result is kept in ``DIR/results.json``, so that sections can be
run one at a time; the table has all that were run with the same sample.
Uses nothing but the command line.  Exit status 1 if bytes differ that must not.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.builds.bench import Bench, say
from tests.benchmarks.builds.measure import Builder
from tests.benchmarks.builds.previews import some_data
from tests.benchmarks.builds.sections import SECTIONS, TIMED
from tests.benchmarks.builds.table import table


def main() -> None:
    """Run the sections that were asked for and print the table of all that are known."""
    options = _options()
    only = options.only.split(",")
    if unknown := set(only) - SECTIONS.keys():
        raise SystemExit(f"--only: unknown {', '.join(sorted(unknown))}; known are {', '.join(SECTIONS)}")
    work = options.work.absolute()
    (work / "logs").mkdir(parents=True, exist_ok=True)
    data = options.data.absolute() if options.data else None
    if data and options.sample < 1:
        data = some_data(data, work / "data")
    bench = Bench(
        options.preview.absolute(),
        options.unpacked.absolute() if options.unpacked else None,
        work,
        Builder(data, options.jobs, work / "logs"),
        options.runs,
        options.sample,
        options.seed,
        options.kills,
        options.every,
    )
    made_with = f"{options.preview.name} {options.sample} {bool(options.data)}"
    results = _kept(work / "results.json", made_with)
    for name, section in SECTIONS.items():
        if name not in only:
            continue
        say(f"== {name}")
        before = bench.reference() if name in TIMED else 0.0
        result = section(bench)
        if name in TIMED:
            result["reference"] = (before + bench.reference()) / 2
        results[name] = result
        text = json.dumps({"made_with": made_with, "sections": results}, indent=1)
        (work / "results.json").write_text(text, "utf-8")
    text = table({name: results[name] for name in SECTIONS if name in results}, len(bench.sampled), options.sample)
    if options.out:
        options.out.write_text(text, "utf-8")
    print(text)
    for failure in bench.failures:
        print(f"FAILED {failure}", file=sys.stderr)
    sys.exit(bool(bench.failures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preview", type=Path, required=True, help="built preview: .tar.zst or folder")
    parser.add_argument("--unpacked", type=Path, help="the same as a folder, if there is one; saves the unpacking")
    parser.add_argument("--data", type=Path, help="the Anthology's data")
    parser.add_argument("--work", type=Path, required=True, help="folder for sites, links to pages, and results")
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, separated by commas: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="builds for each median (%(default)s)")
    parser.add_argument(
        "--sample", type=float, default=1.0, help="share of the names; 0.02 takes minutes, with an eighth of the data"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes (%(default)s)")
    parser.add_argument("--kills", type=int, default=20, help="builds killed in each situation (%(default)s)")
    parser.add_argument("--every", action="store_true", help="compare with a full build after each change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="file for the table")
    return parser.parse_args()


def _kept(path: Path, made_with: str) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(kept["sections"]) if kept.get("made_with") == made_with else {}


if __name__ == "__main__":
    main()
