"""One function for each group of figures; each returns plain JSON."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict

from tests.benchmarks.builds.bench import Bench, Result, say
from tests.benchmarks.builds.edits import KINDS, Editor
from tests.benchmarks.builds.kills import kills
from tests.benchmarks.builds.measure import Figures, median
from tests.benchmarks.builds.previews import part
from tests.benchmarks.builds.repeat import processes
from tests.benchmarks.builds.sizes import sizes

SHARES = (0.125, 0.25, 0.5, 1.0)


def full(bench: Bench) -> Result:
    """From the archive, with nothing there."""
    site = bench.clean("full")
    figures = bench.timed("Full build", bench.archive, site, "--profile", anew=True)
    bench.archive_site = site
    return {"builds": {"Full build from the archive": asdict(figures)}}


def nothing(bench: Bench) -> Result:
    """The same again."""
    found = {
        "Nothing changed, from the archive": bench.timed("Nothing changed", bench.archive, bench.archive_site),
        "Nothing changed, from a folder": bench.timed("Nothing changed, folder", bench.edited, bench.edited_site),
    }
    return {"builds": {label: asdict(figures) for label, figures in found.items()}}


def page(bench: Bench) -> Result:
    """One page is another each time: a title, a paper taken off."""
    return _changed(bench, "One page changed", 1, ("title", "taken off"))


def percent(bench: Bench) -> Result:
    """One page in a hundred is another each time."""
    return _changed(bench, "One per cent of pages changed", max(len(bench.sampled) // 100, len(KINDS)), KINDS)


def _changed(bench: Bench, label: str, pages: int, kinds: tuple[str, ...]) -> Result:
    site = bench.edited_site
    editor = Editor.of(bench.edited, bench.sampled, random.Random(bench.seed + pages))
    found: list[Figures] = []
    changed, differ = [], 0
    for number in range(bench.runs):
        turned = kinds[number % len(kinds) :] + kinds[: number % len(kinds)]
        changed.append(editor.change(pages, turned))
        say(f"{label}: {changed[-1]} files")
        found.append(bench.timed(label, bench.edited, site, "--profile", runs=1))
        if bench.every or number == bench.runs - 1:
            differ += bench.same_as_full(f"{label}, after run {number + 1}", bench.edited, site)
    return {"builds": {label: asdict(median(found))}, "changed": changed, "differ": differ}


def linear(bench: Bench) -> Result:
    """Parts of the preview, each twice as large as the one before and holding it."""
    rows = []
    for share in SHARES:
        names = part(bench.whole, bench.sampled, share * bench.sample)
        folder = bench.linked("linear-preview", names)
        figures = bench.timed(f"{share:g} of the pages", folder, bench.clean("linear"), "--profile", anew=True)
        rows.append({"share": share, "files": len(names), **asdict(figures)})
    bench.clean("linear")
    bench.clean("linear-preview")
    return {"rows": rows}


SECTIONS: dict[str, Callable[[Bench], Result]] = {
    # In this order: what one leaves, the next builds upon.
    "full": full,
    "nothing": nothing,
    "page": page,
    "percent": percent,
    "linear": linear,
    "processes": processes,
    "kills": kills,
    "sizes": sizes,
}
TIMED = ("full", "nothing", "page", "percent", "linear")
