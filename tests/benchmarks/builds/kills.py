"""Builds killed at random moments: which site is there afterwards, and whether the next build completes it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from tests.benchmarks.builds.bench import Bench, Result, say
from tests.benchmarks.builds.compare import Digests, digests
from tests.benchmarks.builds.edits import Editor
from tests.benchmarks.builds.measure import Builder, descendants
from tests.benchmarks.builds.previews import part, some_data

PAGES = 2000
"""Files of the part of the preview that is built over and over."""
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a build is killed.

    Attributes:
        name: in words.
        before: folder with a site and what lies beside it, as the build finds them; None for nothing.
        old: the files of that site.
        new: the files that an undisturbed build makes.
        beside: names that it leaves in the folder.
        seconds: how long it takes.
    """

    name: str
    before: Path | None
    old: Digests
    new: Digests
    beside: set[str]
    seconds: float


def kills(bench: Bench) -> Result:
    """Kill whole builds, with and without an older site, and incremental ones."""
    data = bench.builder.data
    builder = replace(bench.builder, data=data and some_data(data, bench.clean("kills-data").parent))
    share = min(1.0, PAGES / len(bench.names))
    names = part(bench.whole, bench.names, share)
    preview = bench.linked("kills-preview", names)
    result: Result = {"files": len(names), "situations": []}
    chance = random.Random(bench.seed)
    run = bench.clean("kills").parent
    for situation in _situations(bench, builder, preview, names, run):
        counts = _kill(bench, builder, preview, run, situation, chance)
        result["situations"].append({"name": situation.name, "seconds": situation.seconds, **counts})
        say(f"{situation.name}: {dict(counts)}")
    for name in ("kills", "kills-preview", "kills-data", "kills-older", "kills-before"):
        bench.clean(name)
    return result


def _situations(bench: Bench, builder: Builder, preview: Path, names: list[str], run: Path) -> Iterator[Situation]:
    site = run / "site"

    def undisturbed(name: str, before: Path | None) -> Situation:
        old = _restore(before, run)
        seconds = builder.run(preview, site).seconds
        return Situation(name, before, old, digests(site), _beside(site), seconds)

    yield undisturbed("first build", None)
    _restore(None, run)
    builder.run(preview, site, "--min-papers", "3")
    yield undisturbed("full build over an older site", _put_aside(run, bench.work / "kills-older"))
    _restore(None, run)
    builder.run(preview, site)
    before = _put_aside(run, bench.work / "kills-before")
    Editor.of(preview, names, random.Random(bench.seed)).change(len(names) // 50)
    changed = undisturbed("incremental build", before)
    if changed.old == changed.new:
        bench.failures.append("kills: the changes to the preview changed nothing in the site")
    _restore(None, run)
    builder.run(preview, site)
    bench.same("kills: incremental build that nothing disturbed", changed.new, digests(site))
    yield changed


def _beside(site: Path) -> set[str]:
    return {path.name for path in site.parent.iterdir()}


def _put_aside(run: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return run.rename(folder)


def _restore(before: Path | None, run: Path) -> Digests:
    """Make ``run`` what it was before the build; returns the files of the site in it."""
    shutil.rmtree(run, ignore_errors=True)
    if before:
        shutil.copytree(before, run)
    return digests(run / "site")


def _kill(
    bench: Bench, builder: Builder, preview: Path, run: Path, situation: Situation, chance: random.Random
) -> Counter[str]:
    counts = Counter[str](killed=0, lost=0)
    seconds = situation.seconds
    while counts["killed"] < bench.kills:
        number = counts["killed"]
        _restore(situation.before, run)
        # Spread over the whole build; a third of them struck once more while they mend.
        moments = [(number + chance.random()) / bench.kills, *([chance.random()] if number % 3 == 2 else [])]
        for moment in moments:
            struck = _strike(builder.start(preview, run / "site"), moment * seconds)
            counts[struck] += 1
            if struck == "done before":
                seconds *= 0.9  # the machine has become quicker; another one will be killed instead
            state = _state(digests(run / "site"), situation)
            counts[state] += 1
            if state == "half" or (state == "absent" and situation.old):
                bench.failures.append(f"{situation.name}, killed at {moment:.0%}: the site is {state}")
                counts["lost"] += 1
        builder.run(preview, run / "site")
        where = f"{situation.name}, killed at {', '.join(f'{moment:.0%}' for moment in moments)}"
        if bench.same(f"{where}: the next build", digests(run / "site"), situation.new):
            counts["lost"] += 1
        if left := _beside(run / "site") ^ situation.beside:
            bench.failures.append(f"{where}: beside the site are or lack {', '.join(sorted(left))}")
            counts["lost"] += 1
    return counts


def _state(found: Digests, situation: Situation) -> str:
    if not found:
        return "absent"
    return "old" if found == situation.old else "new" if found == situation.new else "half"


def _strike(process: subprocess.Popen[bytes], seconds: float) -> str:
    """Kill a build and all its processes after so many seconds; says whether it was still at work."""
    time.sleep(seconds)
    below = descendants(psutil.Process(process.pid))[1:] if process.poll() is None else []
    at_work = process.poll() is None
    if at_work:
        os.killpg(process.pid, signal.SIGKILL)  # its own group, see `Builder.start`
    process.wait()
    for other in below:
        if _works(other):
            other.kill()  # had left the group
    while any(_works(other) for other in below):
        time.sleep(0.01)
    # loky's semaphores, named after the first process, are removed when it ends, but not when it is killed.
    for path in _MEMORY.glob(f"sem.loky-{process.pid}-*"):
        path.unlink()
    return "killed" if at_work else "done before"


def _works(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
