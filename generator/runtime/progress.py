"""Progress of long work, as a bar on a terminal and as plain lines elsewhere; time and memory of each stage."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

_SECONDS_BETWEEN_LINES = 10.0
_SECONDS_BETWEEN_SAMPLES = 0.2


@dataclass(slots=True)
class Stage:
    """Time and memory of one stage of the work.

    Attributes:
        label: its name, as shown to the user.
        seconds: wall-clock time from start to end.
        megabytes: the most resident memory that this process and its children had together during the stage, in
            units of 10^6 bytes; memory that processes share counts once for each.
    """

    label: str
    seconds: float = 0.0
    megabytes: float = 0.0


_stages: list[Stage] | None = None


@contextmanager
def recorded_stages() -> Iterator[list[Stage]]:
    """Record time and memory of the stages that begin inside; yields the list, to which each stage is added.

    Needs psutil, which the extra ``profile`` installs.
    """
    global _stages
    import psutil

    this_process = psutil.Process()
    finished = threading.Event()
    stages: list[Stage] = []

    def sample_memory() -> None:
        while not finished.wait(_SECONDS_BETWEEN_SAMPLES):
            resident = 0
            for process in (this_process, *this_process.children(recursive=True)):
                try:
                    resident += process.memory_info().rss
                except psutil.Error:
                    continue  # it has just ended
            if stages:
                stages[-1].megabytes = max(stages[-1].megabytes, resident / 1e6)

    _stages = stages
    sampler = threading.Thread(target=sample_memory, daemon=True)
    sampler.start()
    try:
        yield stages
    finally:
        _stages = None
        finished.set()
        sampler.join()


@contextmanager
def stage(label: str) -> Iterator[None]:
    """A stage of the work that shows no progress while it runs."""
    started = time.monotonic()
    this_stage = Stage(label)
    if _stages is not None:
        _stages.append(this_stage)
    yield
    this_stage.seconds = time.monotonic() - started


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A stage that shows how far it is; yields a function to call with the number of steps done since the last call.

    Args:
        label: name of the stage.
        total: number of steps, None if unknown.
    """
    started = time.monotonic()
    done = 0
    with stage(label):
        if sys.stderr.isatty() and total:
            with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
                yield bar.update
            return
        last_line = started
        of_total = f" of {total:,}" if total else ""

        def step(count: int) -> None:
            nonlocal done, last_line
            done += count
            if time.monotonic() - last_line > _SECONDS_BETWEEN_LINES:
                last_line = time.monotonic()
                click.echo(f"{label}: {done:,}{of_total}", err=True)

        yield step
        click.echo(f"{label}: {done:,} in {time.monotonic() - started:.1f} s" if done else f"{label}: done", err=True)
