"""Progress of long work: a bar on a terminal, plain lines in CI."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show how far a stage is; yields a function to call with the number of steps done."""
    started = time.monotonic()
    done = 0
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
