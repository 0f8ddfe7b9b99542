"""One review site from one preview, all or nothing, and no more work than what changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import click

from generator import resources
from generator.errors import ReviewError
from generator.progress import stage
from generator.site.settings import Report, Settings

MARK = "review-site.json"
"""A file in the output by which a later build knows that it may replace the folder, and which build made it."""
STATE = "state.sqlite"
"""What the next build needs, in a folder beside the site. Delete it for a build of everything."""


def build_site(settings: Settings, out: Path) -> Report:
    """Build the review site of a preview into ``out``.

    The site is built beside ``out`` and put in its place when it is finished,
    so that a half-built site is never served.  What is needed to do only what
    changed next time is kept in a folder beside it.

    Raises:
        ReviewError: the input was refused, or ``out`` holds something else.
    """
    out = out.absolute()
    place = _Place(out, settings.state.absolute() if settings.state else out.with_name(f".{out.name}.state"))
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / MARK).is_file())):
        raise ReviewError(f"{out}: exists and is no review site. Give an empty folder, or one that does not exist.")
    place.recover()
    out.parent.mkdir(parents=True, exist_ok=True)
    place.state.mkdir(parents=True, exist_ok=True)
    try:
        report = None if settings.full else _update(settings, place)
        return _build(settings, place) if report is None else report
    finally:
        place.clear()


class _Place:
    """The site's folder and those beside it.

    Attributes:
        out: the site.
        building, old: the next one while it is made, the last one while it is taken away.
        state: folder for what the next build needs.
    """

    def __init__(self, out: Path, state: Path) -> None:
        self.out, self.state = out, state
        self.building = out.with_name(f".{out.name}.building")
        self.old = out.with_name(f".{out.name}.old")

    def recover(self) -> None:
        """Bring to an end what a killed build began."""
        state = _build_of_state(self.state / STATE)
        if state and _build_of(self.building) == state != _build_of(self.out):
            self.swap()  # it was finished, only not in its place
        elif self.old.is_dir() and not self.out.exists():
            self.old.rename(self.out)  # it was killed between its two renames
        self.clear()

    def finish(self, build: str) -> None:
        """Mark the new site as complete."""
        (self.building / MARK).write_text(json.dumps({"format": 1, "build": build}) + "\n", "utf-8")

    def swap(self) -> None:
        """Put the new site in the place of the old one."""
        # Deleting takes long and may be interrupted, so the old site first goes out of the way, whole.
        if self.out.exists():
            shutil.rmtree(self.old, ignore_errors=True)
            self.out.rename(self.old)
        self.building.rename(self.out)

    def clear(self) -> None:
        """Take away what is no site."""
        for folder in (self.building, self.old):
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
        (self.state / f"{STATE}.new").unlink(missing_ok=True)
        with suppress(OSError):
            self.state.rmdir()  # only if nothing was ever kept there


def _update(settings: Settings, place: _Place) -> Report | None:
    """Do what changed since the last build; None if everything must be built."""
    from generator.site.generate import generate, look, report_of
    from generator.site.program import program_digest
    from generator.state.past import BROKEN, Past, StartAnewError, write_state

    file = place.state / STATE
    if not file.is_file():
        return None
    try:
        with closing(Past(file)) as past:
            if past.about.build != _build_of(place.out):
                raise StartAnewError("what was kept belongs to another site")
            if past.about.program != program_digest():
                raise StartAnewError("it was made by another version of this program")
            if past.about.settings != settings.words:
                raise StartAnewError(f"its settings were others ({past.about.settings}; now {settings.words})")
            news = look(settings, past)
            try:
                store = past.begin()
            except sqlite3.OperationalError as why:
                raise ReviewError(f"{file}: is in use ({why}). Wait until the other build has ended.") from why
            if news.nothing(past):
                click.echo("Nothing has changed since this site was built.", err=True)
                stamps = {"files": news.intake.preview.files, "folders": news.intake.preview.folders}
                write_state(store, stamps | {"data_files": news.known.files, "about": news.about}, {})
                store.commit()
                return report_of(past, news, settings)
            with stage("Copying the last site"):
                _link(place.out, place.building)
            report = generate(settings, place.building, news, past, store)
            if settings.compress:
                from generator.site.compress import compress

                compress(place.building, settings.jobs)
            place.finish(news.about.build)
            store.commit()  # from here on the new site counts
            with stage("Putting the site in its place"):
                place.swap()
                place.clear()
            return report
    except StartAnewError as why:
        click.echo(f"Building everything: {why}.", err=True)
    except BROKEN as why:
        click.echo(f"Building everything: {file} can't be read ({why}).", err=True)
    return None


def _build(settings: Settings, place: _Place) -> Report:
    """Build everything."""
    # Only now: these take longer to load than looking for changes.
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException, PluginError

    from generator.site.plugin import ReviewPlugin
    from generator.state.store import Store

    options = {
        "preview": str(settings.preview.absolute()),
        "anthology_data": str(settings.data.absolute()) if settings.data else None,
        "jobs": settings.jobs,
        "min_papers": settings.min_papers,
        "since": str(settings.since.absolute()) if settings.since else None,
    }
    shutil.rmtree(place.building, ignore_errors=True)
    file = place.state / f"{STATE}.new"
    try:
        with stage("Preparing MkDocs"):
            config = load_config(
                str(resources.root() / "mkdocs.yml"),
                site_dir=str(place.building),
                plugins=[{"search": {}}, {"anthology-review": options}],
            )
        plugin = config.plugins["anthology-review"]
        assert isinstance(plugin, ReviewPlugin)
        with closing(Store(file, new=True)) as store:
            plugin.keep_in(settings, store)
            mkdocs_build(config)
            store.commit()
        assert plugin.report is not None
        assert plugin.news is not None
        if settings.compress:
            from generator.site.compress import compress

            compress(place.building, settings.jobs)
        place.finish(plugin.news.about.build)
        with stage("Putting the site in its place"):
            file.replace(place.state / STATE)  # from here on the new site counts
            place.swap()
            place.clear()
    except PluginError as exc:
        raise ReviewError(str(exc)) from exc
    except MkDocsException as exc:
        raise ReviewError(f"MkDocs could not build the site: {exc}") from exc
    return plugin.report


def _link(folder: Path, copy: Path) -> None:
    """Copy a folder by hard links: whoever changes a file in the copy replaces it (`generator.site.stamp.write`)."""
    shutil.copytree(folder, copy, copy_function=os.link)
    (copy / MARK).unlink()


def _build_of(site: Path) -> str:
    """ID of the build that made a site, ``""`` if none or half of one is there."""
    try:
        return str(json.loads((site / MARK).read_text("utf-8")).get("build", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _build_of_state(file: Path) -> str:
    if not file.is_file():
        return ""
    from generator.state.past import BROKEN, Past

    try:
        with closing(Past(file)) as past:
            return past.about.build
    except BROKEN:
        return ""
