"""Runs a build by its command line and says what it took."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[3]
_SECONDS_BETWEEN_SAMPLES = 0.1
_SAMPLES_PER_PSS = 5
"""The kernel walks a process's whole memory to share it out among its users: not at every sample."""
_STAGE = re.compile(r"(\S.*?)\s+([\d,]+\.\d)\s+([\d,]+)")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one build took.

    Attributes:
        seconds: on the wall.
        cpu: seconds of processor time, all processes.
        memory: most memory of all processes at one moment in MB, shared memory counted once.
        largest: most memory of any one process in MB, shared memory counted in full.
        stages: label, seconds and MB of each stage, as ``--profile`` says.
    """

    seconds: float
    cpu: float
    memory: float
    largest: float
    stages: tuple[tuple[str, float, float], ...] = ()


def median(figures: Sequence[Figures]) -> Figures:
    """Median of each figure; the stages are those of the run in the middle."""
    middle = sorted(figures, key=lambda one: one.seconds)[len(figures) // 2]
    return Figures(
        statistics.median(one.seconds for one in figures),
        statistics.median(one.cpu for one in figures),
        statistics.median(one.memory for one in figures),
        statistics.median(one.largest for one in figures),
        middle.stages,
    )


@dataclass(frozen=True, slots=True)
class Builder:
    """Starts builds.

    Attributes:
        data: the Anthology's data, or None.
        jobs: processes.
        logs: folder for what the builds print.
    """

    data: Path | None
    jobs: int
    logs: Path

    def start(
        self, preview: Path, out: Path, *more: str, jobs: int = 0, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a build as the leader of its own process group; it prints to `log`."""
        command = [sys.executable, "-m", "generator", "build", "--preview", str(preview), "--out", str(out)]
        command += ["--jobs", str(jobs or self.jobs), *(("--data", str(self.data)) if self.data else ()), *more]
        out.parent.mkdir(parents=True, exist_ok=True)
        with self.log(out).open("wb") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    def log(self, out: Path) -> Path:
        """What the last build into ``out`` printed."""
        return self.logs / f"{out.parent.name}.txt"

    def run(
        self, preview: Path, out: Path, *more: str, jobs: int = 0, environment: Mapping[str, str] | None = None
    ) -> Figures:
        """Build and measure.

        Raises:
            SystemExit: the build failed; the message has what it printed.
        """
        started = time.perf_counter()
        process = self.start(preview, out, *more, jobs=jobs, environment=environment)
        watch = _Watch(process.pid)
        # Not process.wait(): the usage of this child and of those it waited for is wanted too.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed = self.log(out).read_text("utf-8", "replace")
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, process.args))}: status {process.returncode}\n{printed[-3000:]}")  # type: ignore[arg-type]
        cpu = max(usage.ru_utime + usage.ru_stime, watch.cpu)
        return Figures(seconds, cpu, watch.memory, watch.largest, _stages(printed))


class _Watch(threading.Thread):
    """Looks at a process and its descendants until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.memory = self.largest = 0.0
        self._cpu: dict[int, float] = {}
        self._root = psutil.Process(pid)
        self._over = threading.Event()
        self.start()

    @property
    def cpu(self) -> float:
        """Seconds of processor time seen so far, descendants that nobody waited for included."""
        return sum(self._cpu.values())

    def run(self) -> None:
        count = 0
        while not self._over.wait(_SECONDS_BETWEEN_SAMPLES):
            shared = 0.0
            for process in descendants(self._root):
                try:
                    self.largest = max(self.largest, process.memory_info().rss / 1e6)
                    times = process.cpu_times()
                    self._cpu[process.pid] = times.user + times.system
                    if count % _SAMPLES_PER_PSS == 0:
                        shared += process.memory_full_info().pss / 1e6
                except psutil.Error:
                    continue  # it has just ended
            self.memory = max(self.memory, shared)
            count += 1

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


def descendants(root: psutil.Process) -> list[psutil.Process]:
    """A process and all below it; empty if it has ended."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def _stages(printed: str) -> tuple[tuple[str, float, float], ...]:
    _, _, table = printed.partition("\nStage ")
    matches = (_STAGE.fullmatch(line) for line in table.splitlines()[1:])
    return tuple(
        (match[1], float(match[2].replace(",", "")), float(match[3].replace(",", ""))) for match in matches if match
    )
