"""Whether builds of the same input give the same bytes when their environments differ."""

from __future__ import annotations

import os
import subprocess
import sys
import time
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


# Python runs it first in every process. Not libfaketime: Python's own waiting fails or never ends under it.
_TOMORROW = """import time, time_machine
time_machine.travel(time.time() + 86400, tick=True).start()
"""


def _a_day_later(folder: Path) -> dict[str, str]:
    """What makes all Python processes believe that it is a day later."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_TOMORROW, "utf-8")
    environment = {"PYTHONPATH": os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", "")))}
    ask = [sys.executable, "-c", "import time; print(time.time())"]
    later = subprocess.run(ask, env={**os.environ, **environment}, check=True, capture_output=True)
    assert float(later.stdout) > time.time() + 86000, later.stderr.decode()
    return environment


def processes(bench: Bench) -> Result:
    """One process and two; today and a day later, elsewhere, with other hashes."""
    found = {}
    for name, jobs, environment in (
        ("one", 1, {"PYTHONHASHSEED": "1"}),
        ("two", 2, {"PYTHONHASHSEED": "2"}),
        ("later", 2, {**_ELSEWHERE, **_a_day_later(bench.work / "tomorrow")}),
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
    }
