"""The input of a build, compared with that of the last build.

Imports little, so that a build that finds nothing new ends at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.decided import read_decided
from generator.build.program_version import program_digest
from generator.build.settings import Settings
from generator.build.state.data_changes import DataChanges, list_data_files, read_data_changes
from generator.build.state.evidence_changes import EvidenceChanges, read_evidence_changes
from generator.build.state.kept_values import BuildInfo, DataFile, LastBuild
from generator.build.state.lazy_values import StateUpdate
from generator.build.state.preview_changes import PreviewChanges, read_preview_changes
from generator.model import Decided
from generator.preview.file_kinds import FileRecord
from generator.requests.read import read_requests
from generator.requests.request import Request
from generator.review.page_changes import ManifestEntry
from generator.runtime.garbage_collection import garbage_collection_paused
from generator.runtime.progress import progress, say

if TYPE_CHECKING:
    from generator.review.selection import Selection

MAX_CHANGED_SHARE = 0.25
"""If a larger share (0 to 1) of the author pages changed, or evidence on a larger share of the papers, everything is
built, which takes no longer."""
_BYTES_PER_PACKED_FILE = 1000
"""Of a .tar.zst; in other archives a file takes more."""
SMALL_CORPUS = 20_000
"""With fewer papers, a changed one changes the corpus statistics noticeably, so everything is built, which is quick."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The input of a build.

    Attributes:
        preview: the preview, compared with that of the last build.
        data: the data, likewise; not read if nothing changed.
        info: the ID of this build, and what it is made from.
        base: the author pages of the base preview by ID, None if there is none to compare with.
        requests: the correction requests, oldest first.
        evidence: what evidence files say, compared with those of the last build; not read if nothing changed.
        decided: what accepted patches decide beside assignments.
        selection: which of the pages read are made, None for all.
    """

    preview: PreviewChanges
    data: DataChanges
    info: BuildInfo
    base: Mapping[str, ManifestEntry] | None = None
    requests: tuple[Request, ...] = ()
    evidence: EvidenceChanges = field(default_factory=EvidenceChanges)
    decided: Decided = field(default_factory=Decided)
    selection: Selection | None = None

    def keep_files(self, state: StateUpdate) -> None:
        """Keep the build's ID, and the records by which the next build recognises unchanged files."""
        state.keep(LastBuild.info, self.info)
        state.keep(LastBuild.files, self.preview.preview.files)
        state.keep(LastBuild.folders, dict(self.preview.preview.folders))
        state.keep(LastBuild.data_files, dict(self.data.files))


@garbage_collection_paused()
def read_inputs(settings: Settings, last: LastBuild) -> Inputs:
    """Read what is new or changed since the last build.

    Raises:
        PreviewError, DataError, EvidenceError, ReviewError: the input can't be read.
    """
    since, base = _read_base(settings)
    evidence = read_evidence_changes(settings.evidence, last)  # likewise early
    requests = read_requests(settings.requests)
    decided = read_decided(settings.decided)
    with progress("Reading author pages", about=_about_files(settings.preview, last)) as step:
        preview = read_preview_changes(settings.preview, settings.jobs, step, last)
    files = list_data_files(settings.data, last) if settings.data else {}
    info = BuildInfo(program_digest(), settings.as_text, "", preview.archive, since, preview.notice, evidence.digest)
    info = replace(info, build=_build_id(info, preview.preview.files, files, requests, decided))
    if info.build == last.info.build:
        return Inputs(preview, DataChanges(None, files), info, base, requests, evidence, decided)
    data = _read_data(settings, files, last)
    return Inputs(preview, data, info, base, requests, evidence, decided)


def read_chosen_inputs(settings: Settings) -> Inputs:
    """Read the author pages that the settings choose, what their review needs of others, and the data.

    Raises:
        PreviewError, DataError, EvidenceError, ReviewError: the input can't be read, or has no such page.
    """
    from generator.preview.chosen_pages import ChosenPages
    from generator.review.selection import select_pages

    since, base = _read_base(settings)
    nothing = LastBuild()
    evidence, requests = read_evidence_changes(settings.evidence, nothing), read_requests(settings.requests)
    decided = read_decided(settings.decided)
    if settings.data is None:
        say(
            "Without --data, only the pages read tell how rare names and words are:"
            " groups may differ from those of a build of everything."
        )
    files = list_data_files(settings.data, nothing) if settings.data else {}
    with garbage_collection_paused():
        data = _read_data(settings, files, nothing, whole=False)
    with progress("Reading author pages") as step, garbage_collection_paused():
        chosen = ChosenPages(settings.preview, settings.jobs, step)
        selection = select_pages(settings.preview, settings.pages, chosen, data.people)
    preview = PreviewChanges(
        chosen.preview, chosen.preview.pages, chosen.preview.pages, frozenset(), "", chosen.preview.notice
    )
    info = BuildInfo(program_digest(), settings.as_text, "", "", since, preview.notice, evidence.digest)
    info = replace(info, build=_build_id(info, chosen.preview.files, files, requests, decided))
    return Inputs(preview, data, info, base, requests, evidence, decided, selection)


def _read_base(settings: Settings) -> tuple[str, Mapping[str, ManifestEntry] | None]:
    """Digest and entries of the base preview's manifest, before the long work: a wrong file is refused at once."""
    if not settings.since:
        return "", None
    from generator.site.manifest import read_manifest

    base = read_manifest(settings.since)
    with settings.since.open("rb") as stream:
        return file_digest(stream, "blake2b").hexdigest(), base


def _read_data(settings: Settings, files: Mapping[str, DataFile], last: LastBuild, whole: bool = True) -> DataChanges:
    """Read what is new or changed in the data; the bar moves with each file that no build has read before."""
    with progress("Reading the Anthology's data", about=len(files)) as step:
        return read_data_changes(settings.data, files, last, settings.jobs, step, whole)


def _about_files(preview: Path, last: LastBuild) -> int:
    """About how many files a preview has: as many as the last build's, two for each folder, or by an archive's size."""
    if last.files:
        return len(last.files)
    if (people := preview / "people").is_dir():
        return 2 * sum(1 for _ in people.iterdir())
    return preview.stat().st_size // _BYTES_PER_PACKED_FILE if preview.is_file() else 0


def reason_to_build_everything(inputs: Inputs, last: LastBuild) -> str:
    """Return why to build everything though there was a last build; ``""`` to build only what changed."""
    affected = len(inputs.preview.affected)
    if affected > MAX_CHANGED_SHARE * len(last.page_summaries):
        return f"{affected:,} author pages changed"
    said = len(inputs.evidence.papers)
    if last.corpus is not None and said > MAX_CHANGED_SHARE * len(last.corpus.papers):
        return f"other evidence on {said:,} papers"
    if any(page.notice != last.info.notice for page in inputs.preview.changed.values()):
        return "the notice on the preview's pages changed"
    new_texts = inputs.preview.affected if inputs.data.data is None else inputs.data.scanned
    if new_texts and last.corpus is not None and len(last.corpus.papers) < SMALL_CORPUS:
        return "in so small a corpus each paper changes the statistics"
    return ""


def _build_id(
    info: BuildInfo,
    preview: Mapping[str, FileRecord],
    data: Mapping[str, DataFile],
    requests: tuple[Request, ...],
    decided: Decided,
) -> str:
    """Digest of program, settings, base preview's manifest, evidence, requests, decisions, and all files."""
    digest = blake2b(repr((info.program, info.settings, info.since, info.evidence)).encode(), digest_size=20)
    digest.update(repr(requests).encode("utf-8", "surrogatepass") if requests else b"")
    digest.update(repr(decided).encode("utf-8", "surrogatepass") if decided else b"")
    for files in (preview, data):
        digest.update("\0".join(files).encode("utf-8", "surrogateescape") + b"\0\0")
        digest.update(b"".join(file.digest for file in files.values()))
    return digest.hexdigest()
