"""Options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from generator.cli.types import DATA, EVIDENCE, PREVIEW

Command = TypeVar("Command", bound=Callable[..., Any])

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


def pages_option(help_text: str) -> Callable[[Command], Command]:
    """The option ``--pages``: page IDs, or addresses of author pages, as a tuple of IDs, each once."""
    return click.option("--pages", multiple=True, metavar="ID,…", callback=_page_ids, help=help_text)


def _page_ids(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from generator.review.page_address import page_id_of_address

    found = (page_id_of_address(part) for value in values for part in value.split(","))
    page_ids = tuple(dict.fromkeys(page_id for page_id in found if page_id))
    if values and not page_ids:
        raise click.BadParameter("names no author page; give page IDs such as yang-liu/unverified.")
    return page_ids


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="number of cores",
    help="Number of processes that work at once.",
)
