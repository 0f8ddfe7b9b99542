"""The command ``anthology-review cache``."""

from __future__ import annotations

import click


@click.group()
def cache() -> None:
    """Manage what is kept of data that were read.

    Commands that read the Anthology's data keep what they took from it in a file of your cache folder, and share it.

    \b
    Example:
      anthology-review cache clear
    """


@cache.command()
def clear() -> None:
    """Delete what is kept; the next command reads the data again.

    \b
    Example:
      anthology-review cache clear
    """
    from generator.runtime.user_cache import cache_file, clear_cache

    size = clear_cache()
    click.echo(f"Deleted {cache_file()} ({size / 1e6:,.0f} MB)." if size else f"Nothing was kept in {cache_file()}.")
