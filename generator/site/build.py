"""One review site from one preview, all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from generator import resources
from generator.errors import ReviewError
from generator.progress import stage
from generator.site import unchanged
from generator.site.compress import compress
from generator.site.settings import Report, Settings

MARK = "review-site.json"
"""A file in the output by which a later build knows that it may replace the folder."""


def build_site(settings: Settings, out: Path) -> Report:
    """Build the review site of a preview into ``out``.

    The site is built beside ``out`` and put in its place when it is finished,
    so that a half-built site is never served.

    Raises:
        ReviewError: the input was refused, or ``out`` holds something else.
    """
    out = out.absolute()
    building = out.with_name(f".{out.name}.building")
    old = out.with_name(f".{out.name}.old")
    if old.is_dir() and not out.exists():
        old.rename(out)  # a build was killed between its two renames
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / MARK).is_file())):
        raise ReviewError(f"{out}: exists and is no review site. Give an empty folder, or one that does not exist.")
    _clear(building, old)
    with stage("Looking for changes"):
        made_from = unchanged.fingerprint(settings)
    if (before := unchanged.recall(out, made_from)) is not None:
        click.echo("Nothing has changed since this site was built.", err=True)
        return before
    # Only now: these take longer to load than the check.
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException, PluginError

    from generator.site.plugin import ReviewPlugin

    out.parent.mkdir(parents=True, exist_ok=True)
    options = {
        "preview": str(settings.preview.absolute()),
        "anthology_data": str(settings.data.absolute()) if settings.data else None,
        "jobs": settings.jobs,
        "min_papers": settings.min_papers,
        "since": str(settings.since.absolute()) if settings.since else None,
    }
    try:
        with stage("Preparing MkDocs"):
            config = load_config(
                str(resources.root() / "mkdocs.yml"),
                site_dir=str(building),
                plugins=[{"search": {}}, {"anthology-review": options}],
            )
        mkdocs_build(config)
        plugin = config.plugins["anthology-review"]
        assert isinstance(plugin, ReviewPlugin)
        assert plugin.report is not None
        if settings.compress:
            compress(building, settings.jobs)
        unchanged.remember(building, made_from, plugin.report)
        (building / MARK).write_text('{"format": 1}\n', "utf-8")
        # Deleting takes long and may be interrupted, so the old site first goes out of the way, whole.
        with stage("Putting the site in its place"):
            if out.exists():
                out.rename(old)
            building.rename(out)
            _clear(old)
    except PluginError as exc:
        raise ReviewError(str(exc)) from exc
    except MkDocsException as exc:
        raise ReviewError(f"MkDocs could not build the site: {exc}") from exc
    finally:
        _clear(building, old)
    assert plugin.report is not None
    return plugin.report


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
