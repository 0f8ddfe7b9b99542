"""The command line as a whole: all commands, how errors are shown, and how the program ends.

The modules of the commands are light: what a command does is imported when it runs.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.demo import demo
from generator.cli.evaluation import evaluate, train
from generator.cli.groups import groups
from generator.cli.patch import patch
from generator.cli.publishing import link, summary
from generator.cli.types import DATA, OUTPUT, PATCH
from generator.errors import ReviewError
from generator.extras import require_extra


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
                raise  # click ends quietly when nobody reads the output
            message = f"{exc.filename}: {exc.strerror}." if exc.filename else f"{exc.strerror or exc}."
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


@main.command()
@click.argument("patch", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--check", is_flag=True, help="Only check; write nothing to the data.")
@click.option("--diff", type=OUTPUT, help="Also write the change as a unified diff.")
@click.option(
    "--verify",
    is_flag=True,
    help="Load the whole result with acl-anthology afterwards (about 20 s); needs the extra `verify`.",
)
def apply(patch: Path, data: Path, check: bool, diff: Path | None, verify: bool) -> None:
    """Apply a patch to the data, all or nothing.

    PATCH is the JSON file that a review page gave. A conflict names the author slot, what was expected and what was
    found; then nothing is written. Applying a patch twice changes nothing.

    \b
    Examples:
      anthology-review apply request.json --data acl-anthology/data --check
      anthology-review apply request.json --data acl-anthology/data --diff change.diff
    """
    if verify:
        require_extra("verify", "apply --verify")
    from generator.patch.apply import apply as apply_patch
    from generator.patch.document import read_patch

    plan = apply_patch(read_patch(patch), data, check=check, diff_path=diff)
    for note in plan.notes:
        click.echo(note)
    if verify and not check:
        from generator.anthology.library_check import load

        load(data)
        click.echo("acl-anthology loads the result.")


for command in (build, demo, evaluate, groups, link, patch, summary, train):
    main.add_command(command)


def run() -> None:
    """Run the command line, and end the process at once: Python would free a million objects one by one."""
    try:
        main()
    except SystemExit as end:
        if multiprocessing.active_children() or not isinstance(end.code, int):
            raise  # joblib has processes to end and folders to remove
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)


if __name__ == "__main__":
    run()
