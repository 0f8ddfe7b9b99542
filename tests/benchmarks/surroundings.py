"""Builds of the demo where the surroundings fail: each must end in the right site, or in one sentence and nothing new.

    python -m tests.benchmarks.surroundings [--seed 1] [--times 5] [--only disk,signals] [--work DIR]

| kind | what |
|---|---|
| disk | site, state, cache or temporary files on a disk that is full at a random moment (a small tmpfs; needs root) |
| signals | an update gets a signal at a random moment, and sometimes a second one |
| places | ``--out`` in /proc, /sys, below a file or a device; a cache that is a file, below a device, or read-only |
| ways | other locales, time zones and numbers of processes, two builds that share an empty cache |
| clock | a clock that goes back: a page changes, and its time is an hour earlier |
| changes | author pages and data change while they are read; the build afterwards has the last state |

A failure is a traceback, a message of more than one sentence, a site that is neither the old nor the new one, or a next
build, undisturbed, that is not that of everything. Exit status 1 if there is one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.builds.compare import Digests, differing, digests
from tests.conftest import DEMO, ROOT

_PAGE = "people/ari-lanternby/unverified/index.html"
_CHANGE = (b"Recipe Rewriting", b"Recipe  Renaming")
"""A title, and another one of the same length: only time and content tell the file from the old one."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@dataclass
class Builds:
    """The demo in a folder of its own, what builds of it must give, and what went wrong.

    Attributes:
        work: an empty folder.
        new: the site of the changed demo, file by file.
        old: the site of the demo as it is.
        seconds: how long a build takes.
        run: where the site of the demo as it is was built.
    """

    work: Path
    chance: random.Random
    tries: int = 0
    failures: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.preview, self.data = self.work / "preview", self.work / "data"
        shutil.copytree(DEMO / "preview", self.preview)
        shutil.copytree(DEMO / "data", self.data)
        self.page = self.preview / _PAGE
        self.before = self.page.read_bytes()
        self.after = self.before.replace(*_CHANGE)
        assert self.after != self.before
        self.run = self.work / "run"
        self.old = self._reference(self.before, self.run)
        shutil.copytree(self.run, self.work / "old")
        began = time.monotonic()
        self.new = self._reference(self.after, self.work / "new")
        self.seconds = time.monotonic() - began

    def _reference(self, content: bytes, folder: Path) -> Digests:
        self.page.write_bytes(content)
        done = self.build(folder / "site")
        assert done.returncode == 0, done.stderr
        return digests(folder / "site")

    def restore(self) -> Path:
        """Return the site of the demo as it was before its change, with its state, where it was built."""
        shutil.rmtree(self.run)
        shutil.copytree(self.work / "old", self.run)
        return self.run / "site"

    def start(self, out: Path, *more: str, **environment: str) -> subprocess.Popen[str]:
        """Begin a build."""
        command = [sys.executable, "-m", "generator", "build", "--preview", str(self.preview), "--data", str(self.data)]
        state = [] if "--state" in more else ["--state", str(out.parent / "state")]
        default = {"XDG_CACHE_HOME": str(self.work / "cache"), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [*command, "--out", str(out), *state, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=os.environ | default | environment,
            start_new_session=True,
        )

    def build(self, out: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build, and wait for the end."""
        process = self.start(out, *more, **environment)
        stdout, stderr = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def judge(self, what: str, done: subprocess.CompletedProcess[str], out: Path, refused: bool | None = None) -> None:
        """Note what is wrong with a build that was disturbed.

        Args:
            what: the circumstances, for the message.
            done: the build.
            out: where its site is to be.
            refused: whether it must be, or must not be; None if either is right.
        """
        self.tries += 1
        site = digests(out)
        wrong = []
        if "Traceback" in done.stderr + done.stdout:
            wrong.append("a traceback")
        if done.returncode == 1 and len(self.sentences(done)) != 1:
            wrong.append("no single sentence")
        if done.returncode not in (0, 1, 2) and done.returncode not in {-number for number in _SIGNALS}:
            wrong.append(f"status {done.returncode}")
        if refused is not None and refused != bool(done.returncode):
            wrong.append("refused" if done.returncode else "not refused")
        if site and site not in (self.old, self.new):
            wrong.append(f"half a site: {differing(site, self.new)[:3]}")
        if done.returncode == 0 and site != self.new:
            wrong.append("not the site of what is there")
        if wrong:
            self.failures.append(f"{what}: {', '.join(wrong)}: {done.stderr[-600:]!r}")
        if done.returncode == 1:
            words = " ".join(self.sentences(done)).replace(str(self.work), "…")
            self.said[words] = self.said.get(words, 0) + 1

    @staticmethod
    def sentences(done: subprocess.CompletedProcess[str]) -> list[str]:
        """What a build said beside its progress; click says that it was aborted."""
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        return [line for line in lines if line.startswith("anthology-review: ") or line == "Aborted!"]

    def again(self, what: str, out: Path, *more: str, **environment: str) -> None:
        """Build undisturbed after that; it must give the site of what is there."""
        done = self.build(out, *more, **environment)
        differ = differing(digests(out), self.new)
        if done.returncode or differ:
            self.failures.append(f"{what}: the next build: {differ[:3]} {done.stderr[-600:]!r}")


def disk(builds: Builds, times: int) -> None:
    """Let the disk be full at random moments, with what may lie on it in turn."""
    small = builds.work / "small"
    for number in range(times):
        place = ("site", "state", "cache", "tmp")[number % 4]
        size = int(builds.chance.uniform(0.02, 1.0) * 6_000_000) // 4096 * 4096
        folder = builds.work / f"disk-{number}"
        with mounted(small, f"size={size}"):
            out = (small if place == "site" else folder) / "site"
            out.parent.mkdir(parents=True, exist_ok=True)
            more = ["--state", str((small if place == "state" else folder) / "state")]
            environment = {"XDG_CACHE_HOME": str(small)} if place == "cache" else {}
            environment |= {"TMPDIR": str(small)} if place == "tmp" else {}
            what = f"disk {number}: {size:,} bytes for the {place}"
            builds.judge(what, builds.build(out, *more, **environment), out)
            subprocess.run(["mount", "-o", "remount,size=1g", str(small)], check=True)
            builds.again(what, out, *more, **environment)


def signals(builds: Builds, times: int) -> None:
    """Strike an update at random moments."""
    for number in range(times):
        out = builds.restore()
        process = builds.start(out)
        struck = builds.chance.choice(_SIGNALS)
        for _ in range(1 + number % 2):
            time.sleep(builds.chance.uniform(0, builds.seconds))
            if process.poll() is None:
                os.killpg(process.pid, struck)
        stdout, stderr = process.communicate()
        done = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
        builds.judge(f"signals {number}: {struck.name}", done, out)
        builds.again(f"signals {number}: {struck.name}", out)


def places(builds: Builds, times: int) -> None:
    """Give places where nothing can be written."""
    file = builds.work / "file"
    file.touch()
    nowhere = ("/proc/x", "/proc/self/x", "/sys/x", "/dev/null/x", str(file / "x"), str(file), "/" + "x" * 300)
    for out in map(Path, nowhere):
        builds.judge(f"places: --out {out}", builds.build(out, "--state", str(builds.work / "s")), out, True)
    for state in ("/proc/x", "/dev/null/x", str(file)):
        out = builds.work / "places" / "site"
        builds.judge(f"places: --state {state}", builds.build(out, "--state", state), out, True)
    with mounted(builds.work / "frozen", "ro"):
        for number, cache in enumerate(("/dev/null/x", str(file), "/proc/x", str(builds.work / "frozen"))):
            out = builds.work / f"cache-{number}" / "site"
            builds.judge(f"places: cache {cache}", builds.build(out, XDG_CACHE_HOME=cache), out, False)


def ways(builds: Builds, times: int) -> None:
    """Build in other ways that must give the same bytes."""
    for number, (jobs, more) in enumerate(
        (
            ("8", {}),
            ("1", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
            ("2", {"LC_ALL": "POSIX", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}),
        )
    ):
        out = builds.work / f"ways-{number}" / "site"
        builds.judge(f"ways: {jobs} jobs, {more}", builds.build(out, "--jobs", jobs, **more), out, False)
    outs = [builds.work / f"shared-{number}" / "site" for number in range(2)]
    both = [(out, builds.start(out, XDG_CACHE_HOME=str(builds.work / "shared"))) for out in outs]
    for out, process in both:
        stdout, stderr = process.communicate()
        done = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
        builds.judge("ways: two builds with one empty cache", done, out, False)


def clock(builds: Builds, times: int) -> None:
    """Let a page change while its time goes back."""
    for number in range(min(times, 2)):
        out = builds.work / f"clock-{number}" / "site"
        builds.page.write_bytes(builds.before)
        now = time.time()
        os.utime(builds.page, (now + 86400, now + 86400))
        first = builds.build(out)
        builds.page.write_bytes(builds.after)
        os.utime(builds.page, (now - 3600 * number, now - 3600 * number))
        builds.judge(f"clock {number}", first if first.returncode else builds.build(out), out, False)


def changes(builds: Builds, times: int) -> None:
    """Write author pages and data anew, over and over, while they are read."""
    xml = next((builds.data / "xml").glob("*.xml"))
    content = xml.read_bytes()
    for number in range(times):
        out = builds.work / f"changes-{number}" / "site"
        stop = threading.Event()

        def write(stop: threading.Event = stop) -> None:
            while not stop.wait(builds.chance.uniform(0, 0.02)):
                builds.page.write_bytes(builds.chance.choice((builds.before, builds.after)))
                xml.write_bytes(content[: builds.chance.choice((len(content), len(content) // 2))])

        writer = threading.Thread(target=write)
        writer.start()
        done = builds.build(out)
        stop.set()
        writer.join()
        builds.page.write_bytes(builds.after)
        xml.write_bytes(content)
        if "Traceback" in done.stderr or (done.returncode == 1 and len(builds.sentences(done)) != 1):
            builds.failures.append(f"changes {number}: {done.stderr[-600:]!r}")
        builds.tries += 1
        builds.again(f"changes {number}", out)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A file system in memory with these options."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


_KINDS: dict[str, Callable[[Builds, int], None]] = {
    one.__name__: one for one in (disk, signals, places, ways, clock, changes)
}


def main() -> int:
    """Run the benchmark; the exit status is 1 if something fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=5, help="random tries of each kind")
    parser.add_argument("--only", default=",".join(_KINDS))
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(dir=given.work))
    builds = Builds(work, random.Random(given.seed))
    for name in given.only.split(","):
        before, fallen = builds.tries, len(builds.failures)
        _KINDS[name](builds, given.times)
        print(f"{name}: tried {builds.tries - before}, fell {len(builds.failures) - fallen}", flush=True)
    for words, count in sorted(builds.said.items()):
        print(f"  said {count} times: {words}")
    print(*builds.failures, sep="\n")
    shutil.rmtree(work)
    return int(bool(builds.failures))


if __name__ == "__main__":
    sys.exit(main())
