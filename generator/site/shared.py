"""Files that review pages share and that follow from papers and data: abstracts, lines of the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model import AuthorPage, Paper
from generator.review.record import PageRecord
from generator.review.windows import bundle_of
from generator.site.files import remove
from generator.site.indexes import lines_file, write_abstracts, write_lines
from generator.state.data import DataIntake
from generator.state.intake import Intake
from generator.state.past import Past


def write_all_lines(out: Path, known: DataIntake) -> None:
    """Write the lines of files that are new or other than before."""
    if known.data is None:
        return
    write_lines(out, known.data.data_dir, known.scanned.values())
    still = {bundle_of(item_id) for item_id, item in known.scanned.items() if item.slots}
    for bundle in {bundle_of(item_id) for item_id in known.before} - still:
        remove(out / lines_file(bundle))


def write_all_abstracts(
    out: Path, intake: Intake, records: Mapping[str, PageRecord], past: Past | None
) -> dict[str, bytes]:
    """Write abstracts that are new or other than before.

    Where pages show a paper differently, the first page by ID counts.

    Returns:
        Paper ID -> its version there, of papers on pages that are new, other or gone; ``b""`` if it is on none.
    """
    if past is None:
        papers = intake.preview.papers
        write_abstracts(out, papers.values())
        return {paper_id: paper.version for paper_id, paper in papers.items()}
    now = _affected(intake, records, past)
    fresh = {p.version: p for page in intake.new.values() for p in page.papers}
    stale = {
        bundle_of(paper_id)
        for paper_id, version in now.items()
        if version != (before := past.canonical.get(paper_id, b""))
        and _abstract(version, fresh, past) != _abstract(before, fresh, past)
    }
    if stale:
        ids = [paper_id for paper_id in {*past.canonical, *now} if bundle_of(paper_id) in stale]
        versions = [now[paper_id] if paper_id in now else past.canonical[paper_id] for paper_id in ids]
        write_abstracts(out, (_paper(version, fresh, past) for version in versions if version), stale)
    return now


def _affected(intake: Intake, records: Mapping[str, PageRecord], past: Past) -> dict[str, bytes]:
    """Papers on pages that are new, other or gone, and their version on the first page by ID, ``b""`` if on none."""
    ids = {p for page_id in intake.touched if page_id in past.records for p in past.records[page_id].listed}
    ids |= {paper.id for page in intake.new.values() for paper in page.papers}
    first: dict[str, str] = {}
    for page_id, record in records.items():
        for paper_id in record.listed:
            if paper_id in ids:
                first.setdefault(paper_id, page_id)
    by_page: dict[str, list[str]] = defaultdict(list)
    for paper_id, page_id in first.items():
        by_page[page_id].append(paper_id)
    found = dict.fromkeys(sorted(ids), b"")
    for page_id, members in by_page.items():
        found |= _versions(intake.pages[page_id], members)
    return found


def _versions(page: AuthorPage, wanted: Iterable[str]) -> dict[str, bytes]:
    versions = {paper.id: paper.version for paper in page.papers}
    return {paper_id: versions[paper_id] for paper_id in wanted}


def _abstract(version: bytes, fresh: Mapping[bytes, Paper], past: Past) -> str:
    return _paper(version, fresh, past).abstract_html if version else ""


def _paper(version: bytes, fresh: Mapping[bytes, Paper], past: Past) -> Paper:
    return fresh[version] if version in fresh else past.paper(version)
