"""The commands of ``anthology-review patch``."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.types import DATA, OUTPUT, PATCH, WritingCommand, named, write


@click.group()
def patch() -> None:
    """Join, invert or show assignment patches.

    \b
    Example:
      anthology-review patch show request.json
    """


@patch.command(cls=WritingCommand)
@click.argument("first", type=PATCH)
@click.argument("second", type=PATCH)
@click.option("--out", required=True, type=OUTPUT, help="File for the joined patch.")
def join(first: Path, second: Path, out: Path) -> None:
    """Make one patch of two.

    FIRST and SECOND are patches as review pages give them. What both assign is marked as confirmed. If they contradict
    each other, every contradiction is listed, and nothing is written.

    \b
    Example:
      anthology-review patch join mine.json theirs.json --out both.json
    """
    from generator.patch.document import read_patch, to_json
    from generator.patch.join import join as join_patches
    from generator.patch.summary import contents_of

    patches = read_patch(first), read_patch(second)
    with named(f"{first} (first patch), {second} (second patch)", "they contradict each other"):
        joined = join_patches(*patches)
    write(out, to_json(joined))
    click.echo(f"Wrote the joined patch to {out}: {contents_of(joined)}.")


@patch.command(cls=WritingCommand)
@click.argument("patch", type=PATCH)
@click.option("--out", required=True, type=OUTPUT, help="File for the inverse patch.")
@click.option(
    "--data", type=DATA, help="The data as they are before the patch; with them the inverse is exact to the byte."
)
def invert(patch: Path, out: Path, data: Path | None) -> None:
    """Make the patch that undoes another one.

    PATCH is the one to undo; the inverse applies right after it.

    \b
    Example:
      anthology-review patch invert done.json --data acl-anthology/data --out undo.json
    """
    from generator.patch.document import read_patch, to_json
    from generator.patch.invert import invert as invert_patch
    from generator.patch.planned_changes import plan_changes
    from generator.patch.summary import contents_of

    document = read_patch(patch)
    with named(str(patch)):
        inverse = invert_patch(document, plan_changes(document, data) if data else None)
    write(out, to_json(inverse))
    click.echo(f"Wrote the inverse patch to {out}: {contents_of(inverse)}.")


@patch.command()
@click.argument("patch", type=PATCH)
def show(patch: Path) -> None:
    """Show in plain words what a patch does.

    PATCH is the JSON file that a review page gave.

    \b
    Example:
      anthology-review patch show request.json
    """
    from generator.patch.document import read_patch
    from generator.patch.show import show as show_patch

    click.echo(show_patch(read_patch(patch)))
