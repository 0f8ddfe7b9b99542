"""The commands ``anthology-review summary`` and ``anthology-review link``, for publishing with each preview."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.types import PREVIEW_FOLDER, SITE


@click.command()
@click.argument("site", type=SITE)
@click.option("--address", required=True, help="Where the site is published; links start with it.")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Pages in each list.")
def summary(site: Path, address: str, most: int) -> None:
    """List the pages that most need review.

    As Markdown, pages that changed since the base preview first. SITE is a review site made by `build`. Names and
    titles in the text can't become markup, mentions or links.

    \b
    Example:
      anthology-review summary site --address https://preview.example.org/my-branch/review > comment.md
    """
    from generator.site.pull_request_summary import pull_request_summary

    click.echo(pull_request_summary(site, address, most), nl=False)


@click.command()
@click.option(
    "--preview",
    required=True,
    type=PREVIEW_FOLDER,
    help="Built preview: a folder that holds people/; changed in place.",
)
@click.option("--site", required=True, type=SITE, help="Its review site, where it will be published.")
def link(preview: Path, site: Path) -> None:
    """Link author pages to their review pages.

    Only in the built preview. Doing it twice changes nothing.

    \b
    Example:
      anthology-review link --preview build/my-branch --site build/my-branch/review
    """
    from generator.site.preview_links import link_author_pages

    added, had = link_author_pages(preview, site)
    click.echo(f"Author pages that got the link: {added:,}; that had it: {had:,}")
