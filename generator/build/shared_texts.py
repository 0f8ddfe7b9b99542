"""Files that review pages share and that follow from papers and data: abstracts, lines of the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.build.state.data_changes import DataIntake
from generator.build.state.last_build import Past, Shown
from generator.build.state.preview_changes import Intake
from generator.model import Paper
from generator.review.author_page_summary import AuthorPageSummary
from generator.review.data_lines import bundle_name
from generator.site.output_files import remove_file
from generator.site.shared_files.abstracts import write_abstracts
from generator.site.shared_files.lines import lines_file, write_lines


def write_all_lines(out: Path, known: DataIntake) -> None:
    """Write the lines of files that are new or other than before."""
    if known.data is None:
        return
    write_lines(out, known.data.data_dir, known.scanned.values())
    still = {bundle_name(item_id) for item_id, item in known.scanned.items() if item.slots}
    for bundle in {bundle_name(item_id) for item_id in known.before} - still:
        remove_file(out / lines_file(bundle))


def write_all_abstracts(
    out: Path, intake: Intake, records: Mapping[str, AuthorPageSummary], past: Past | None
) -> dict[str, Shown]:
    """Write abstracts that are new or other than before.

    Where pages show a paper differently, the first page by ID counts.

    Returns:
        By paper ID, of papers on pages that are new, other or gone.
    """
    if past is None:
        first: dict[str, tuple[str, Paper]] = {}
        for page in intake.pages.values():
            for paper in page.papers:
                first.setdefault(paper.id, (page.id, paper))
        write_abstracts(out, (paper for _, paper in first.values()))
        return {paper_id: Shown(page_id, paper.version) for paper_id, (page_id, paper) in first.items()}
    now = _affected(intake, records, past)
    fresh = {p.version: p for page in intake.new.values() for p in page.papers}
    stale = {
        bundle_name(paper_id)
        for paper_id, shown in now.items()
        if shown.version != (before := past.shown.get(paper_id, Shown())).version
        and _abstract(shown, fresh, past) != _abstract(before, fresh, past)
    }
    if stale:
        ids = [paper_id for paper_id in {*past.shown, *now} if bundle_name(paper_id) in stale]
        all_shown = [now[paper_id] if paper_id in now else past.shown[paper_id] for paper_id in ids]
        write_abstracts(out, (_paper(shown, fresh, past) for shown in all_shown if shown.page), stale)
    return now


def _affected(intake: Intake, records: Mapping[str, AuthorPageSummary], past: Past) -> dict[str, Shown]:
    """Papers on pages that are new, other or gone."""
    ids = {p for page_id in intake.touched if page_id in past.records for p in past.records[page_id].listed_papers}
    ids |= {paper.id for page in intake.new.values() for paper in page.papers}
    first: dict[str, str] = {}
    for page_id, record in records.items():
        for paper_id in record.listed_papers:
            if paper_id in ids:
                first.setdefault(paper_id, page_id)
    found = dict.fromkeys(sorted(ids), Shown())
    for paper_id, page_id in first.items():
        before = past.shown.get(paper_id, Shown())
        if before.page == page_id and page_id not in intake.new:
            found[paper_id] = before
        else:
            version = next(paper.version for paper in intake.pages[page_id].papers if paper.id == paper_id)
            found[paper_id] = Shown(page_id, version)
    return found


def _abstract(shown: Shown, fresh: Mapping[bytes, Paper], past: Past) -> str:
    return _paper(shown, fresh, past).abstract_html if shown.page else ""


def _paper(shown: Shown, fresh: Mapping[bytes, Paper], past: Past) -> Paper:
    return fresh[shown.version] if shown.version in fresh else past.papers[shown.version]
