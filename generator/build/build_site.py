"""One review site from one preview, all or nothing, and no more work than what changed."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import click
import msgspec

from generator import resources
from generator.build.settings import Report, Settings
from generator.build.site_folders import Place
from generator.errors import ReviewError
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.progress import stage


def build_site(settings: Settings, out: Path) -> Report:
    """Build the review site of a preview into ``out``.

    The site is built beside ``out`` and put in its place when it is finished,
    so that a half-built site is never served.  What is needed to do only what
    changed next time is kept in a folder beside it.

    Raises:
        ReviewError: the input was refused, or ``out`` holds something else.
    """
    out = out.absolute()
    place = Place(out, settings.state.absolute() if settings.state else None)
    if not place.is_free:
        raise ReviewError(f"{out}: exists and is no review site. Give an empty folder, or one that does not exist.")
    place.prepare()
    try:
        report = None if settings.full else _update(settings, place)
        return _build(settings, place) if report is None else report
    finally:
        place.clear()


def _update(settings: Settings, place: Place) -> Report | None:
    """Do what changed since the last build, or since that of the base preview; None if everything must be built."""
    # Each only when it is needed: loading them takes longer than looking for changes.
    from generator.build.program_version import program_digest
    from generator.build.read_inputs import look, report_of
    from generator.build.state.last_build import Past, StartAnewError, write_state

    last = place
    if not place.state.is_file() and settings.since:
        last = Place(settings.since.absolute().parent)
    if not last.state.is_file():
        return None
    if last is not place:
        shutil.copyfile(last.state, place.new_state)
    state = place.state if last is place else place.new_state
    try:
        with closing(Past(state)) as past, garbage_collection_paused():
            if past.about.build != last.build:
                raise StartAnewError("what was kept belongs to another site")
            if past.about.program != program_digest():
                raise StartAnewError("the last site was made by another version of this program")
            if past.about.settings != settings.words:
                raise StartAnewError(f"the last site had other settings ({past.about.settings}; now {settings.words})")
            news = look(settings, past)
            try:
                store = past.begin()
            except sqlite3.OperationalError as why:
                raise ReviewError(f"{state}: is in use ({why}). Wait until the other build has ended.") from why
            if news.nothing(past):
                report = report_of(news, len(past.records), past.summaries, past.changes, settings)
                now = {"files": news.intake.preview.files, "data_files": news.known.files, "about": news.about}
                if news.intake.preview.folders:
                    now["folders"] = news.intake.preview.folders
                write_state(store, {name: value for name, value in now.items() if value != getattr(past, name)}, {})
                if last is place:
                    click.echo("Nothing has changed since this site was built.", err=True)
                    store.commit()
                    return report
                place.copy_of(last.out)
            else:
                from generator.build.generate import generate

                with ThreadPoolExecutor(1) as thread:  # mostly the system's work, which needs no turn of its own
                    copied = thread.submit(place.copy_of, last.out)
                    report = generate(settings, place.building, news, past, store, copied.result)
            _finish(settings, place, news.about.build)
            store.commit()  # from here on the new site counts
        if last is not place:
            place.take_new_state()
    except StartAnewError as why:
        click.echo(f"Building everything: {why}.", err=True)
        return None
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as why:
        click.echo(f"Building everything: {state} can't be read ({why}).", err=True)
        return None
    with stage("Putting the site in its place"):
        place.swap()
        place.keep_old()
    return report


def _build(settings: Settings, place: Place) -> Report:
    """Build everything."""
    # Only now: these take longer to load than looking for changes.
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException, PluginError

    from generator.build.mkdocs_plugin import ReviewPlugin
    from generator.build.state.store import Store

    options = {
        "preview": str(settings.preview.absolute()),
        "anthology_data": str(settings.data.absolute()) if settings.data else None,
        "jobs": settings.jobs,
        "min_papers": settings.min_papers,
        "since": str(settings.since.absolute()) if settings.since else None,
    }
    shutil.rmtree(place.building, ignore_errors=True)
    try:
        with stage("Preparing MkDocs"):
            config = load_config(
                str(resources.root() / "mkdocs.yml"),
                site_dir=str(place.building),
                plugins=[{"search": {}}, {"anthology-review": options}],
            )
        plugin = config.plugins["anthology-review"]
        assert isinstance(plugin, ReviewPlugin)
        with closing(Store(place.new_state, new=True)) as store:
            plugin.keep_in(settings, store)
            mkdocs_build(config)
            store.commit()
        assert plugin.report is not None
        assert plugin.news is not None
        _finish(settings, place, plugin.news.about.build)
        place.take_new_state()
    except PluginError as exc:
        raise ReviewError(str(exc)) from exc
    except MkDocsException as exc:
        raise ReviewError(f"MkDocs could not build the site: {exc}") from exc
    with stage("Putting the site in its place"):
        place.swap()
        place.forget_spare()
        place.clear()
    return plugin.report


def _finish(settings: Settings, place: Place, build: str) -> None:
    if settings.compress:
        from generator.site.compression import compress

        compress(place.building, settings.jobs)
    place.finish(build)
