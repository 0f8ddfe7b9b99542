"""The figures as a small Markdown page for the docs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from tests.benchmarks.builds.reference import WORDS

LIMITS = {
    "Full build from the archive": "100 s, 2,000 MB",
    "Nothing changed, from the archive": "3 s",
    "Nothing changed, from a folder": "3 s",
    "One page changed": "3 s",
    "One per cent of pages changed": "6 s",
}
"""What is wanted of the whole preview on two cores."""


def table(results: Mapping[str, Any], pages: int, sample: float) -> str:
    """All sections that have been run, as Markdown."""
    return "\n".join(_lines(results, pages, sample)).strip() + "\n"


def _lines(results: Mapping[str, Any], pages: int, sample: float) -> Iterator[str]:
    yield from ("---", "title: Figures", "---", "", "# Figures", "")
    what = "of a whole preview" if sample >= 1 else f"of {sample:.1%} of a preview with an eighth of the data"
    yield f"Builds {what} ({pages:,} files), as `python -m tests.benchmarks.builds` measures them."
    yield f"The machine has {os.cpu_count()} cores; what is read lies in its file cache."
    builds = [(label, result) for result in results.values() for label in result.get("builds", ())]
    if builds:
        yield from (
            "",
            f"The reference is {WORDS}.",
            "Memory is that of all processes at one moment, shared memory once;",
        )
        yield from ("the largest process counts what it shares in full.", "")
        yield "| build | seconds | × reference | processor seconds | MB, all | MB, largest process | wanted |"
        yield "|---|---|---|---|---|---|---|"
        for label, result in builds:
            one = result["builds"][label]
            times = one["seconds"] / result["reference"]
            yield (
                f"| {label} | {one['seconds']:.1f} | {times:.2f} | {one['cpu']:.1f} | {one['memory']:,.0f} "
                f"| {one['largest']:,.0f} | {LIMITS.get(label, '')} |"
            )
        seconds = sorted({round(result["reference"], 1) for _, result in builds})
        yield from (
            "",
            f"The reference took {' and '.join(f'{n:g}' for n in (seconds[0], seconds[-1])[: len(seconds)])} s.",
        )
    for name, words in (("full", "A full build"), ("percent", "One per cent of pages changed")):
        for one in results.get(name, {}).get("builds", {}).values():
            if one["stages"]:
                yield from ("", f"## {words}, stage by stage", "", "| stage | seconds | MB |", "|---|---|---|")
                yield from (f"| {label} | {seconds:.1f} | {most:,.0f} |" for label, seconds, most in one["stages"])
    if "linear" in results:
        yield from _linear(results["linear"])
    checks = list(_checks(results))
    if checks:
        yield from ("", "## Same bytes", "", *checks)
    if "sizes" in results:
        yield from _sizes(results["sizes"])


def _linear(result: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Twice the pages", "")
    yield "Full builds from a folder, all with the same data. Wanted: at most 2.2 times the time, and as much memory."
    yield "The last column leaves out what costs the same for any number of pages:"
    yield "what a doubling adds to the time, over what the one before added."
    yield ""
    yield "| files | seconds | × reference | × half | CPU seconds | × half | MB, largest process | × half | added |"
    yield "|---|---|---|---|---|---|---|---|---|"
    rows = result["rows"]
    before = [None, *rows[:-1]]
    added = [None, None, *(_added(a, b, c) for a, b, c in zip(rows, rows[1:], rows[2:], strict=False))]
    for row, half, more in zip(rows, before, added, strict=True):
        yield (
            f"| {row['files']:,} | {row['seconds']:.1f} | {row['seconds'] / result['reference']:.2f} "
            f"| {_times(row, half, 'seconds')} | {row['cpu']:.1f} | {_times(row, half, 'cpu')} "
            f"| {row['largest']:,.0f} | {_times(row, half, 'largest')} | {more or ''} |"
        )


def _times(row: Mapping[str, Any], half: Mapping[str, Any] | None, figure: str) -> str:
    return f"{row[figure] / half[figure]:.2f}" if half else ""


def _added(quarter: Mapping[str, Any], half: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    first, second = half["seconds"] - quarter["seconds"], whole["seconds"] - half["seconds"]
    return f"{second / first:.2f}" if min(first, second) > 0 else ""  # else the machine had other things to do


def _checks(results: Mapping[str, Any]) -> Iterator[str]:
    for name in ("page", "percent"):
        if result := results.get(name):
            (label,) = result["builds"]
            files = ", ".join(f"{n:,}" for n in result["changed"])
            yield f"- {label} ({files} files, build upon build): {_differ(result['differ'])} from a full build."
    if result := results.get("processes"):
        yield f"- 1 and 2 processes, {result['files']:,} files: {_differ(result['jobs'])}."
        yield f"- Two builds a day apart, in other time zones and locales: {_differ(result['later'])}."
    for one in results.get("kills", {}).get("situations", ()):
        stood = ", ".join(f"{one[state]} times {state}" for state in ("absent", "old", "new", "half") if one.get(state))
        yield (
            f"- {one['name'].capitalize()} of {results['kills']['files']:,} files, killed {one['killed']} times "
            f"(and {one.get('done before', 0)} times too late): the site was {stood}; "
            f"{one['lost'] or 'none'} lost or not mended by the next build."
        )


def _differ(count: int) -> str:
    return f"**{count:,} files differ**" if count else "no file differs"


def _sizes(one: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## Sizes", "", "| what | is | wanted |", "|---|---|---|")
    yield f"| review page, gzipped, median of {one['pages']:,} | {one['median'] / 1e3:.1f} KB | 12 KB |"
    yield f"| 99th percentile | {one['percentile'] / 1e3:.1f} KB | 80 KB |"
    yield f"| largest | {one['largest'] / 1e3:.0f} KB | |"
    yield f"| site, {one['files']:,} files | {one['bytes'] / 1e6:,.0f} MB | |"
    yield f"| on disk | {one['disk'] / 1e6:,.0f} MB | 900 MB |"
    yield f"| pre-compressed, gzip | {one['gzip'] / 1e6:,.0f} MB | 250 MB |"
    yield f"| pre-compressed, Brotli | {one['brotli'] / 1e6:,.0f} MB | |"
    yield f"| index of all authors, gzipped | {one['index'] / 1e3:,.0f} KB | 700 KB |"
