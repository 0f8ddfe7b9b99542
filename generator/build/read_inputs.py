"""What a build has to go by: what is new since the last one.  Light to import: most builds may find nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b, file_digest

from generator.build.program_version import program_digest
from generator.build.settings import Report, Settings
from generator.build.state.data_changes import DataIntake, data_files, take_in_data
from generator.build.state.last_build import About, DataFile, Past, StartAnewError
from generator.build.state.preview_changes import Intake, take_in
from generator.preview.file_kinds import FileRecord
from generator.review.page_changes import Change, PageState
from generator.review.page_summary import PageSummary
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.progress import progress

_SMALL = 20_000
"""Papers below which statistics change noticeably with each of them, and take no time to make anew."""


@dataclass(frozen=True, slots=True)
class News:
    """What a build has to go by.

    Attributes:
        intake: the preview, beside what was known of it.
        known: the data, likewise.
        about: which build this is.
        base: the author pages of the base preview by ID, None if there is none to compare with.
    """

    intake: Intake
    known: DataIntake
    about: About
    base: Mapping[str, PageState] | None = None

    def nothing(self, past: Past) -> bool:
        """Whether the site of the last build is that of this one."""
        return self.about.build == past.about.build


@garbage_collection_paused()
def look(settings: Settings, past: Past | None) -> News:
    """Read what is new since the last build, everything if there was none.

    Raises:
        PreviewError, DataError, ReviewError: the input can't be read.
        StartAnewError: a build of everything is needed.
    """
    since, base = "", None
    if settings.since:
        from generator.site.manifest import read_manifest

        base = read_manifest(settings.since)  # refused before the long work, not after it
        with settings.since.open("rb") as stream:
            since = file_digest(stream, "blake2b").hexdigest()
    with progress("Reading author pages") as step:
        intake = take_in(settings.preview, settings.jobs, step, past)
    files = data_files(settings.data, past) if settings.data else {}
    about = About(program_digest(), settings.words, "", intake.archive, since, intake.notice)
    about = replace(about, build=_build_id(about, intake.preview.files, files))
    if past is not None and about.build == past.about.build:
        return News(intake, DataIntake(None, files), about)
    with progress("Reading the Anthology's data") as step:
        known = take_in_data(settings.data, files, past)
        step(len(known.scanned))
    if past is not None:
        texts_changed = intake.touched if settings.data is None else known.scanned
        if texts_changed and len(past.corpus.papers) < _SMALL:
            raise StartAnewError("in so small a corpus each paper changes the statistics")
    return News(intake, known, about, base)


def report_of(
    news: News, pages: int, summaries: Mapping[str, PageSummary], changes: Mapping[str, Change], settings: Settings
) -> Report:
    """What a build did, or would have done.

    Args:
        news: what was read.
        pages: author pages.
        summaries: review pages by ID.
        changes: what differs from the base preview.
        settings: what was asked for.
    """
    return Report(
        pages=pages,
        refused=news.intake.preview.refused,
        passed_over=news.intake.preview.passed_over,
        review_pages=len(summaries),
        groups=sum(summary.groups for summary in summaries.values()),
        changed=len(changes) if settings.since else None,
        differing={page_id: summary.differing for page_id, summary in summaries.items() if summary.differing},
    )


def _build_id(about: About, preview: Mapping[str, FileRecord], data: Mapping[str, DataFile]) -> str:
    found = blake2b(repr((about.program, about.settings, about.since)).encode(), digest_size=20)
    for kind in (preview, data):
        found.update("\0".join(kind).encode("utf-8", "surrogateescape") + b"\0\0")
        found.update(b"".join(file.digest for file in kind.values()))
    return found.hexdigest()
