"""Whether builds of one input give the same bytes, whatever differs around them."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.builds.bench import Bench, Result, say
from tests.benchmarks.builds.compare import digests

_ELSEWHERE = {
    "TZ": "LATE-14",
    "PYTHONHASHSEED": "4711",
    # Text is ASCII to Python unless a program says otherwise.
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
}


def _tomorrow() -> dict[str, str]:
    """What makes a process believe that it is a day later; empty without libfaketime."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        return {}
    # Not the monotonic clock, by which processes wait for each other, nor the times of files, which are input.
    calm = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
    return {"LD_PRELOAD": str(library), "FAKETIME": "+1d", **calm}


def processes(bench: Bench) -> Result:
    """One process and two; today and a day later, elsewhere, with other hashes."""
    tomorrow = _tomorrow()
    if not tomorrow:
        say(
            "libfaketime is missing (Debian: libfaketime): the later build differs in time zone, locale and hashes only"
        )
    found = {}
    for name, jobs, environment in (
        ("one", 1, {"PYTHONHASHSEED": "1"}),
        ("two", 2, {"PYTHONHASHSEED": "2"}),
        ("later", 2, {**_ELSEWHERE, **tomorrow}),
    ):
        site = bench.clean(f"repeat-{name}")
        say(f"Building {name}")
        bench.builder.run(bench.archive, site, jobs=jobs, environment=environment)
        found[name] = digests(site)
        bench.clean(f"repeat-{name}")
    return {
        "files": len(found["one"]),
        "jobs": bench.same("One process and two", found["one"], found["two"]),
        "later": bench.same("Two builds a day apart", found["two"], found["later"]),
        "faketime": bool(tomorrow),
    }
