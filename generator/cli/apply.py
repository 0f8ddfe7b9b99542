"""The command ``anthology-review apply``."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.types import DATA, OUTPUT, PATCH, WritingCommand, named
from generator.extras import require_extra


@click.command(cls=WritingCommand)
@click.argument("patch", type=PATCH)
@click.option("--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/.")
@click.option("--check", is_flag=True, help="Only check; write nothing to the data.")
@click.option("--diff", type=OUTPUT, help="Also write the change as a unified diff.")
@click.option(
    "--verify",
    is_flag=True,
    help="Load the whole result with acl-anthology before writing it (about 20 s); needs the extra `verify`.",
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
    from generator.patch.summary import summarize_changes

    document = read_patch(patch)
    with named(str(patch)):
        planned = apply_patch(document, data, check=check, diff_path=diff, verify=verify)
    if planned.changes:
        click.echo(summarize_changes(planned, written=not check))
    for note in planned.notes:
        click.echo(note)
    if verify:
        click.echo("acl-anthology loads the result.")
    if diff:
        click.echo(f"Wrote the diff to {diff}.")
