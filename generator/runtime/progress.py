"""Progress of long work: a bar on a terminal, plain lines in CI; what each stage took, for who asks."""

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
    """What one stage took.

    Attributes:
        label: its name.
        seconds: from start to end, on the wall.
        megabytes: most memory that this process and its children had in it, shared memory counted for each.
    """

    label: str
    seconds: float = 0.0
    megabytes: float = 0.0


_stages: list[Stage] | None = None


@contextmanager
def profile() -> Iterator[list[Stage]]:
    """Keep what each stage takes; yields the list that grows, one entry a stage."""
    global _stages
    import psutil

    own = psutil.Process()
    over = threading.Event()

    def watch(stages: list[Stage]) -> None:
        while not over.wait(_SECONDS_BETWEEN_SAMPLES):
            used = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    used += process.memory_info().rss
                except psutil.Error:
                    continue  # it has just ended
            if stages:
                stages[-1].megabytes = max(stages[-1].megabytes, used / 1e6)

    found: list[Stage] = []
    _stages = found
    watcher = threading.Thread(target=watch, args=(found,), daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        _stages = None
        over.set()
        watcher.join()


@contextmanager
def stage(label: str) -> Iterator[None]:
    """A part of the work that says nothing while it runs."""
    started = time.monotonic()
    kept = Stage(label)
    if _stages is not None:
        _stages.append(kept)
    yield
    kept.seconds = time.monotonic() - started


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show how far a stage is; yields a function to call with the number of steps done."""
    started = time.monotonic()
    done = 0
    with stage(label):
        if sys.stderr.isatty() and total:
            with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
                yield bar.update
            return
        said = started
        of = f" of {total:,}" if total else ""

        def step(n: int) -> None:
            nonlocal done, said
            done += n
            if time.monotonic() - said > _SECONDS_BETWEEN_LINES:
                said = time.monotonic()
                click.echo(f"{label}: {done:,}{of}", err=True)

        yield step
        click.echo(f"{label}: {done:,} in {time.monotonic() - started:.1f} s" if done else f"{label}: done", err=True)
