"""Progress of long work, as a bar on a terminal and as plain lines elsewhere; time and memory of each stage."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_SECONDS_BETWEEN_LINES = 10.0
_STEPS = 10
"""Of the bar for the whole work, for each second that it usually takes."""
_SECONDS_BETWEEN_SAMPLES = 1.0
"""Each sample looks at all processes of the machine."""


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
_whole: _WholeBar | None = None


class _WholeBar:
    """One bar for several stages, which fill it by their usual share of the time."""

    def __init__(self, bar: ProgressBar[int], seconds: Mapping[str, int]) -> None:
        self._bar, self._seconds = bar, seconds
        self._filled: dict[str, int] = {}

    def start(self, label: str) -> None:
        """Show which stage runs."""
        self._bar.label = label
        self._bar.render_progress()

    def fill(self, label: str, share: float) -> None:
        """Fill the bar up to this share of a stage, 0 to 1."""
        before, filled = self._filled.get(label, 0), int(self._seconds.get(label, 0) * _STEPS * min(share, 1.0))
        if filled > before:  # a stage that is done again does not take the bar back
            self._bar.update(filled - before)
            self._filled[label] = filled


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
def one_bar(seconds: Mapping[str, int]) -> Iterator[None]:
    """Show one bar with the time left for all stages that begin inside, where there is a terminal.

    Args:
        seconds: label of each stage -> how long it usually takes, in any unit.
    """
    global _whole
    if not sys.stderr.isatty():
        yield
        return
    with click.progressbar(length=sum(seconds.values()) * _STEPS, file=sys.stderr, width=0) as bar:
        _whole = _WholeBar(bar, seconds)
        try:
            yield
        finally:
            _whole = None


def say(message: str) -> None:
    """Print a line on stderr; it takes the place of the bar, which is drawn again below it."""
    click.echo(f"\r\033[K{message}" if _whole else message, err=True)


@contextmanager
def stage(label: str) -> Iterator[None]:
    """A stage of the work that shows no progress while it runs."""
    started = time.monotonic()
    this_stage = Stage(label)
    if _stages is not None:
        _stages.append(this_stage)
    if _whole:
        _whole.start(label)
    yield
    if _whole:
        _whole.fill(label, 1.0)
    this_stage.seconds = time.monotonic() - started


@contextmanager
def progress(label: str, total: int | None = None, about: int | None = None) -> Iterator[Callable[[int], None]]:
    """A stage that shows how far it is; yields a function to call with the number of steps done since the last call.

    Args:
        label: name of the stage.
        total: number of steps, None if unknown.
        about: about how many steps there are if that is unknown, for the bar of the whole work.
    """
    started = time.monotonic()
    done = 0
    with stage(label):
        if whole := _whole:

            def fill(count: int) -> None:
                nonlocal done
                done += count
                whole.fill(label, done / expected if (expected := total or about) else 0.0)

            yield fill
            return
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
