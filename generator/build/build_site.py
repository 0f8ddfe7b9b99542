"""Builds the review site of a preview, all or nothing, and if possible only what changed since the last build."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.build.inputs import read_chosen_inputs, read_inputs, reason_to_build_everything
from generator.build.program_version import program_digest
from generator.build.report import Report, report_of
from generator.build.settings import Settings
from generator.build.site_folders import SiteFolders
from generator.build.state.kept_values import LastBuild
from generator.build.state.lazy_values import StateUpdate
from generator.build.state.state_file import UNREADABLE, StartAnewError
from generator.extras import require_extra
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.progress import one_bar, say, stage

USUAL_SECONDS = {
    "Preparing MkDocs": 4,
    "Reading author pages": 60,
    "Reading the Anthology's data": 22,
    "Counting names and words": 6,
    "Finding what to make": 18,
    "Writing abstracts and lines": 9,
    "Keeping what was read": 7,
    "Grouping and writing review pages": 100,
    "Keeping what was made": 1,
    "Writing lists": 2,
    "Putting the site in its place": 1,
}
"""How long the stages of a build of everything take, by which the progress bar tells the time left."""


def build_site(settings: Settings, out: Path) -> Report:
    """Build the review site of a preview into ``out``.

    With chosen pages only, these and their namesakes' are read and made, and no state is kept.

    The site is built beside ``out`` and put in its place when it is finished, so that a half-built site is never
    served.  The state, by which the next build does only what changed, is kept in ``settings.state``.

    Raises:
        ReviewError: the input was refused, ``out`` exists and is no review site, or an extra is missing.
    """
    if settings.compress:
        require_extra("compress", "compress")
    folders = SiteFolders(out.absolute(), settings.state)
    with folders.prepared(), one_bar(USUAL_SECONDS):
        if settings.pages:
            return _build_chosen(settings, folders)
        report = None if settings.full else _update(settings, folders)
        return report or _build_everything(settings, folders)


def _update(settings: Settings, folders: SiteFolders) -> Report | None:
    """Build what changed since the last build of this site, or else of the base preview's site; None if impossible."""
    source = folders
    if not folders.state.exists() and settings.since:
        source = SiteFolders(settings.since.absolute().parent)
    if not source.state.exists():
        return None
    try:
        if source is not folders:
            source.state.copy_to(folders.next_state)
        return _build_changes(settings, folders, source)
    except StartAnewError as why:
        say(f"Building everything: {why}.")
    except UNREADABLE as why:
        say(f"Building everything: {source.state.path} can't be read ({why}).")
    return None


def _build_changes(settings: Settings, folders: SiteFolders, source: SiteFolders) -> Report:
    """Build what changed since the last build of the site in ``source``: this site, or that of the base preview."""
    state = folders.state if source is folders else folders.next_state
    with state.open() as store, garbage_collection_paused():
        last = LastBuild(store)
        _check_usable(last, source, settings)
        inputs = read_inputs(settings, last)
        update = StateUpdate(last, store)
        store.begin()
        if inputs.info.build == last.info.build:
            report = report_of(
                inputs, len(last.page_summaries), last.review_summaries, len(last.changes_since_base), settings
            )
            inputs.keep_files(update)
            if source is folders:
                say("Nothing has changed since this site was built.")
                state.commit(store, inputs.info.build)
                return report
            folders.copy_from(source.out)
        elif why := reason_to_build_everything(inputs, last):
            raise StartAnewError(why)
        else:
            # Imported here, since loading it takes longer than finding that nothing has changed.
            from generator.build.phases import StartedSite, generate

            # The last site is copied in a thread: that is mostly the system's work, while this process computes.
            with ThreadPoolExecutor(1) as thread:
                copy = thread.submit(folders.copy_from, source.out)
                report = generate(settings, StartedSite(folders.next, last.shells, copy.result), inputs, last, update)
        _complete(settings, folders, inputs.info.build)
        # If this process is killed after the commit, the next build of this site puts the finished site in its place.
        state.commit(store, inputs.info.build)
    if source is not folders:
        folders.next_state.move_to(folders.state)
    with stage("Putting the site in its place"):
        folders.swap()
        folders.keep_spare()
    return report


def _check_usable(last: LastBuild, source: SiteFolders, settings: Settings) -> None:
    """Raise `StartAnewError` if the state is not that of the site, or was left by another program or settings."""
    if last.info.build != source.build:
        raise StartAnewError("the state belongs to another site")
    if last.info.program != program_digest():
        raise StartAnewError("the last site was made by another version of this program")
    if last.info.settings != settings.as_text:
        raise StartAnewError(f"the last site had other settings ({last.info.settings}; now {settings.as_text})")


def _build_everything(settings: Settings, folders: SiteFolders) -> Report:
    """Build everything, as if there had been no build before."""
    from generator.build.mkdocs_site import render_mkdocs_pages
    from generator.build.phases import generate

    folders.clear()
    nothing = LastBuild()
    site = render_mkdocs_pages(settings, folders.next)
    inputs = read_inputs(settings, nothing)
    with folders.next_state.create() as store:
        report = generate(settings, site, inputs, nothing, StateUpdate(nothing, store))
    _complete(settings, folders, inputs.info.build)
    folders.next_state.move_to(folders.state)
    with stage("Putting the site in its place"):
        folders.swap()
        folders.delete_spare()
    return report


def _build_chosen(settings: Settings, folders: SiteFolders) -> Report:
    """Build the review pages of chosen author pages; nothing is kept, since that takes but seconds."""
    from generator.build.mkdocs_site import render_mkdocs_pages
    from generator.build.phases import generate

    folders.clear()
    nothing = LastBuild()
    inputs = read_chosen_inputs(settings)
    site = render_mkdocs_pages(settings, folders.next)
    report = generate(settings, site, inputs, nothing, StateUpdate(nothing, None))
    _complete(settings, folders, inputs.info.build)
    folders.state.delete()
    folders.swap()
    folders.delete_spare()
    return report


def _complete(settings: Settings, folders: SiteFolders, build: str) -> None:
    """Compress the files of the next site if the settings say so, and mark it as complete."""
    if settings.compress:
        from generator.site.compression import compress

        compress(folders.next, settings.jobs)
    folders.mark_complete(build)
