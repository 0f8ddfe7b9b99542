"""Options that several commands have."""

from __future__ import annotations

import os

import click

from generator.cli.types import DATA, EVIDENCE, PREVIEW

preview_option = click.option(
    "--preview", required=True, type=PREVIEW, help="Built preview: a folder that holds people/, or an archive of it."
)
data_option = click.option(
    "--data", required=True, type=DATA, help="The Anthology's data: a folder that holds xml/ and json/."
)
evidence_option = click.option(
    "--evidence",
    type=EVIDENCE,
    multiple=True,
    metavar="FILE",
    help="Evidence from elsewhere: a CSV or JSON Lines file of what another source says of the authors.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="number of cores",
    help="Number of processes that work at once.",
)
