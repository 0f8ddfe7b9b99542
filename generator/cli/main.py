"""The command line as a whole: all commands, how errors are shown, and how the program ends.

The modules of the commands are light: what a command does is imported when it runs.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from generator import __version__
from generator.cli.apply import apply
from generator.cli.build import build
from generator.cli.cache import cache
from generator.cli.demo import demo
from generator.cli.evaluation import evaluate, train
from generator.cli.evidence import evidence
from generator.cli.groups import groups
from generator.cli.patch import patch
from generator.cli.publishing import link, summary
from generator.errors import ReviewError


class CommandGroup(click.Group):
    """Turns an error of the input, or of the disk, into one clear message and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """See click."""
        try:
            return super().invoke(ctx)
        except ReviewError as exc:
            message = str(exc)
        except OSError as exc:
            if exc.errno == errno.EPIPE:
                raise  # click then ends quietly: whoever read the output has stopped reading
            message = f"{exc.filename}: {exc.strerror}." if exc.filename else f"{exc.strerror or exc}."
            if exc.errno in (errno.ENOSPC, errno.EDQUOT):
                message = (
                    f"{exc.filename or 'The disk for the output'}: {exc.strerror}; make room, or give another place."
                )
        click.echo(f"anthology-review: {message}", err=True)
        return ctx.exit(1)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anthology-review")
def main() -> None:
    """Put papers on the right author's page of the ACL Anthology.

    `build` reads a built preview, suggests which papers of an author page belong to one person, and writes static
    review pages. Their forms make a patch in the browser; `apply` carries it out in the Anthology's data.

    \b
    Examples:
      anthology-review demo --open
      anthology-review build --preview preview/ --data acl-anthology/data --out site
      anthology-review apply request.json --data acl-anthology/data --check

    Exit status: 0 done; 1 the input was refused or does not fit, with the reason on stderr, and nothing was written;
    2 wrong usage.
    """


for command in (apply, build, cache, demo, evaluate, evidence, groups, link, patch, summary, train):
    main.add_command(command)


def run() -> None:
    """Run the command line, and end the process at once: Python would free a million objects one by one."""
    _escape_unprintable_characters()
    try:
        main()
    except SystemExit as end:
        if multiprocessing.active_children() or not isinstance(end.code, int):
            raise  # Python itself has to end the child processes, or to show the message
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, AttributeError):  # click has said that it is full; it is None if it was closed
                stream.flush()
        os._exit(end.code)


def _escape_unprintable_characters() -> None:
    """Let a name that the terminal's encoding lacks be printed as an escape, instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    run()
