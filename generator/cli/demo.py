"""The command ``anthology-review demo``."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path

import click

from generator import resources
from generator.cli.types import OutputFolder

SITE = Path("review-demo")
"""Folder for the site, relative to the current folder."""


@click.command()
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def demo(open_browser: bool) -> None:
    """Build the review site of the demo preview.

    The preview and its data come with the program: invented authors, with all that makes it hard to tell people
    apart. The site goes to the folder review-demo.

    \b
    Example:
      anthology-review demo --open
    """
    from generator.build.build_site import build_site
    from generator.build.settings import Settings

    out = OutputFolder(replaced=True).convert(SITE, None, None)
    source = resources.demo()
    report = build_site(Settings(source / "preview", source / "data", jobs=os.cpu_count() or 1), out)
    index = out.absolute() / "index.html"
    click.echo(f"{report.review_pages:,} review pages. Open {out / 'index.html'} in a browser:")
    click.echo(index.as_uri())
    if open_browser and not webbrowser.open(index.as_uri()):
        click.echo("No browser could be started; open the address above in one.", err=True)
