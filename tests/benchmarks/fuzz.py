"""Reads broken pages, patches and other files, each of which must be read or refused; a seed gives the same ones.

Pages are mutated copies of the samples in ../shared, read as a build reads
them.  Patches are mutated copies of patches for the toy data; each is read,
shown, inverted, joined and planned, as `apply --check` does.  What comes out
must be a page or a patch, or a refusal with a reason, within two seconds of
CPU time.  The other files are those that commands read beside these, see
``hostile_files``: so many of each kind.  Work is done by child processes under a watchdog, so an endless
loop or a crash of the interpreter is found too.

    python -m tests.benchmarks.fuzz --seed 1 --pages 100000 --patches 100000 --files 2000 [--jobs 2] [--keep DIR]
    python -m tests.benchmarks.fuzz --seed 1 --one page:4711        this case alone, with its traceback
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from generator.errors import ConflictError, DataError, PatchError
from generator.model import AuthorPage
from generator.patch.document import MAX_BYTES, parse_patch, to_json
from generator.patch.invert import invert
from generator.patch.join import join
from generator.patch.planned_changes import plan_changes
from generator.patch.show import show
from generator.preview.file_kinds import Refusal, parse_file
from tests.anthology.toy import write_toy
from tests.benchmarks import mutate
from tests.benchmarks.hostile_files import READERS, read_file
from tests.conftest import SHARED
from tests.patch.patches import documents

SECONDS = 2.0
"""CPU time within which each case has to end."""
PATIENCE = 20.0
"""Wall-clock seconds after which a child that works on one case is killed."""
LARGEST = 16_000
"""Bytes of a sample page: most real pages are smaller, and larger ones only take longer."""
_BATCH = 50

Case = tuple[str, int]
"""``page``, ``patch`` or a kind of other file, and its number."""


@dataclass
class Found:
    """What the cases came to.

    Attributes:
        outcomes: how many cases ended so.
        slowest: CPU seconds and case.
        failed: case and what was wrong.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    failed: list[tuple[Case, str]] = field(default_factory=list)

    def add(self, case: Case, outcome: str, seconds: float) -> None:
        """Count one case."""
        kind, number = case
        self.outcomes[f"{kind}: {outcome.partition(' ! ')[0]}"] += 1
        self.slowest[kind] = max(self.slowest.get(kind, (0.0, 0)), (seconds, number))
        if " ! " in outcome or seconds > SECONDS:
            self.failed.append((case, outcome if " ! " in outcome else f"took {seconds:.1f} s"))


@cache
def samples() -> tuple[bytes, ...]:
    """The sample pages that are not too large, of all three layouts."""
    files = (path for layout in sorted(SHARED.glob("preview-*-sample")) for path in sorted(layout.rglob("index.html")))
    return tuple(data for path in files if len(data := path.read_bytes()) <= LARGEST and b"id=title" in data)


@cache
def toy() -> Path:
    """The toy data, in a folder that nobody clears before the process ends."""
    return write_toy(Path(tempfile.mkdtemp(prefix="fuzz-")))


def make(seed: int, case: Case) -> bytes:
    """The input of a case."""
    kind, number = case
    chance = random.Random(f"{seed}/{kind}/{number}")
    if kind in READERS:
        return READERS[kind].make(chance)
    return mutate.page(chance, samples()) if kind == "page" else mutate.patch(chance, documents())


def read_page(data: bytes) -> str:
    """How reading a page ended."""
    result = parse_file("song-wang/unverified/index.html", data)
    if isinstance(result, Refusal):
        assert result.reason.strip() and len(result.reason) < 1000, "a refusal without a reason, or with a novel"
        return "refused"
    return "read" if isinstance(result, AuthorPage) else result


def use_patch(data: bytes) -> str:
    """How reading a patch and planning it ended."""
    assert len(data) <= MAX_BYTES
    try:
        patch = parse_patch(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "refused"
    except PatchError as error:
        assert str(error).strip()
        return "refused"
    assert parse_patch(to_json(patch)) == patch, "not the same after writing and reading it"
    show(patch).encode()
    with _refusable():
        to_json(invert(patch)).encode()
    with _refusable():
        to_json(join(patch, parse_patch(to_json(patch)))).encode()
    try:
        planned = plan_changes(patch, toy())
    except ConflictError as error:
        assert error.conflicts and all(line.strip() for line in error.conflicts)
        return "conflict"
    except DataError:
        return "refused"
    planned.diff.encode()
    with _refusable():
        to_json(invert(patch, planned)).encode()
    return "planned" if planned.changes else "nothing to do"


@contextmanager
def _refusable() -> Iterator[None]:
    try:
        yield
    except PatchError as error:
        assert str(error).strip()


USE: dict[str, Callable[[bytes], str]] = {
    "page": read_page,
    "patch": use_patch,
    **{kind: partial(read_file, kind) for kind in READERS},
}


def child(link: Connection, seed: int) -> None:
    """Work on batches of cases; tell how each begins and ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    while batch := link.recv():
        for case in batch:
            data = make(seed, case)
            link.send((case, None, 0.0))
            start = time.process_time()
            try:
                outcome = USE[case[0]](data)
            except Exception as error:
                outcome = f"broken ! {type(error).__name__}: {error}"[:300]
            link.send((case, outcome, time.process_time() - start))
        link.send(None)


class Worker:
    """A child process and the case that it works on."""

    def __init__(self, seed: int) -> None:
        self.link, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=child, args=(other, seed), daemon=True)
        self.process.start()
        other.close()
        self.batch: list[Case] = []
        self.case: Case | None = None
        self.since = time.monotonic()

    def give(self, batch: list[Case]) -> None:
        """Hand over work; none ends it."""
        self.batch, self.case, self.since = batch, None, time.monotonic()
        self.link.send(batch)

    def rest(self) -> list[Case]:
        """What is left of its batch after the case at which it ended."""
        done = self.batch.index(self.case) + 1 if self.case else 0
        return self.batch[done:]


def run(seed: int, cases: list[Case], jobs: int, found: Found) -> None:
    """Work through all cases; what they come to goes into ``found``."""
    waiting = [cases[at : at + _BATCH] for at in range(0, len(cases), _BATCH)][::-1]
    workers: list[Worker] = []
    while waiting or workers:
        while waiting and len(workers) < jobs:
            workers.append(Worker(seed))
            workers[-1].give(waiting.pop())
        ready = wait([worker.link for worker in workers], timeout=1.0)
        for worker in list(workers):
            try:
                said: Any = worker.link.recv() if worker.link in ready else ()
            except (EOFError, ConnectionError):
                said = "died"
            if said is None and waiting:
                worker.give(waiting.pop())
            elif said is None:
                worker.give([])
                workers.remove(worker)
            elif said == "died" or (said == () and worker.case and time.monotonic() - worker.since > PATIENCE):
                worker.process.kill()
                case = worker.case or worker.batch[0]
                found.add(case, f"broken ! {'the process died' if said else 'never ended'}", PATIENCE)
                workers.remove(worker)
                waiting.append(worker.rest())
            elif said:
                worker.case, outcome, seconds = said
                worker.since = time.monotonic()
                if outcome is not None:
                    found.add(said[0], outcome, seconds)
                    if (done := sum(found.outcomes.values())) % 10_000 == 0:
                        print(f"{done:,} of {len(cases):,}, {len(found.failed)} failed", file=sys.stderr)


def main() -> None:
    """Print what the cases came to; exit status 1 if one did what it must not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--patches", type=int, default=1000)
    parser.add_argument("--files", type=int, default=100, help="of each kind of other file")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failed"), help="folder for inputs that failed")
    parser.add_argument("--one", metavar="KIND:NUMBER", help="only this case")
    options = parser.parse_args()
    if options.one:
        kind, _, number = options.one.partition(":")
        print(USE[kind](make(options.seed, (kind, int(number)))))
        return
    cases = [("page", n) for n in range(options.pages)] + [("patch", n) for n in range(options.patches)]
    cases += [(kind, n) for kind in READERS for n in range(options.files)]
    found = Found()
    try:
        run(options.seed, cases, options.jobs, found)
    except KeyboardInterrupt:
        print("Stopped; so far:")
    print(f"seed {options.seed}")
    for outcome, count in sorted(found.outcomes.items()):
        print(f"{outcome:28}{count:10,}")
    for kind, (seconds, number) in sorted(found.slowest.items()):
        print(f"slowest {kind}: {seconds:.2f} s of CPU time (--one {kind}:{number})")
    for case, why in found.failed:
        options.keep.mkdir(parents=True, exist_ok=True)
        file = options.keep / f"{case[0]}-{options.seed}-{case[1]}"
        file.write_bytes(make(options.seed, case))
        print(f"FAILED {case[0]}:{case[1]}: {why} ({file})")
    sys.exit(1 if found.failed else 0)


if __name__ == "__main__":
    main()
