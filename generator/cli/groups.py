"""The command ``anthology-review groups``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.options import evidence_option, jobs_option, pages_option, preview_option
from generator.cli.types import DATA, OUTPUT, WritingCommand, write
from generator.extras import require_extra


@click.command(cls=WritingCommand)
@preview_option
@click.option("--data", type=DATA, help="The Anthology's data; its IDs, ORCIDs and affiliations are used.")
@pages_option("Only these author pages: page IDs or addresses, separated by commas.")
@evidence_option
@click.option("--out", required=True, type=OUTPUT, help="JSON file for the suggested groups.")
@jobs_option
@click.option(
    "--dask", metavar="ADDRESS", help="Scheduler of a Dask cluster that does the grouping; needs the extra `dask`."
)
def groups(
    preview: Path,
    data: Path | None,
    pages: tuple[str, ...],
    evidence: tuple[Path, ...],
    out: Path,
    jobs: int,
    dask: str | None,
) -> None:
    """Write the suggested groups as JSON.

    With each group come its confidence (0 to 1), its mentions as PAPER#POSITION, and the evidence.

    \b
    Examples:
      anthology-review groups --preview preview/ --pages yang-liu/unverified --out groups.json
      anthology-review groups --preview preview/ --data data --out groups.json --jobs 32 --dask tcp://SCHEDULER:8786
    """
    if dask:
        require_extra("dask", "groups --dask")
    from generator.review.groups_document import groups_document
    from generator.words import counted

    document = groups_document(preview, data, pages, jobs, dask, evidence)
    write(out, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    found = sum(len(page["groups"]) for page in document.values())
    click.echo(f"{counted('pages', len(document))}, {counted('groups', found)}: {out}")
