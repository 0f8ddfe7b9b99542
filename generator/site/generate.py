"""From a preview to finished review pages: read, group, render, in that order.

Blocks are independent, so they are grouped and rendered in worker processes;
what all of them need (`Common`) is written to a file once and read once per
process, which any joblib backend can do.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from joblib import Parallel, delayed

from generator import resources
from generator.anthology.data import AnthologyData, instances
from generator.grouping.corpus import Corpus
from generator.grouping.suggest import PageSuggestion, Suggester
from generator.preview import Preview, read_preview
from generator.progress import progress, stage
from generator.review.changes import Change, PageState, compare
from generator.review.client import page_data
from generator.review.material import BlockMaterial, gather
from generator.review.page import OtherName, review_page
from generator.site import home, indexes
from generator.site.indexes import Summary
from generator.site.manifest import read_manifest, write_manifest
from generator.site.names import ASSETS, REVIEW_FOLDER, review_file
from generator.site.other_names import other_names, similar
from generator.site.settings import Report, Settings
from generator.site.stamp import Shell, render_review, write

_BLOCKS_PER_TASK = 64


@dataclass(frozen=True, slots=True)
class Common:
    """What every worker needs."""

    corpus: Corpus
    shell: Shell
    out: Path
    branch: str
    with_data: bool
    data_commit: str | None
    reviewed: frozenset[str]
    others: Mapping[str, tuple[OtherName, ...]]
    changes: Mapping[str, Change]


def generate(settings: Settings, out: Path) -> Report:
    """Write all review pages and data files into a site that MkDocs has built.

    Args:
        settings: what to build from.
        out: the site's folder; must hold the rendered shell page.

    Raises:
        PreviewError, DataError: the input can't be read.
    """
    base = read_manifest(settings.since) if settings.since else None
    with progress("Reading author pages") as step:
        preview = read_preview(settings.preview, settings.jobs, step)
    states = {page_id: PageState.of(page) for page_id, page in preview.pages.items()}
    changes = compare(base, states) if base is not None else {}
    data = read_data(settings)
    shell_file = out / REVIEW_FOLDER / "shell.html"
    shell = Shell(shell_file.read_text("utf-8"))
    shell_file.unlink()
    shutil.copytree(resources.root() / "site_templates" / "assets", out / ASSETS, dirs_exist_ok=True)
    with stage("Writing abstracts and lines"):
        indexes.write_abstracts(out, preview.papers.values())
        middles = indexes.write_lines(out, data) if data else {}
    corpus = fit_corpus(preview, data)
    with stage("Finding similar names"):
        pairs = similar(preview.pages.values())
    # Where papers moved, even a page of one paper is worth a look.
    moved = {page for page, change in changes.items() if page in preview.pages and (change.came or change.left)}
    also = {slug for a, b, _ in pairs for slug in (a, b)} | {preview.pages[page].slug for page in moved}
    with stage("Gathering blocks"):
        materials = list(gather(preview, data, settings.min_papers, middles, also))
    with progress("Comparing similar names") as step:
        others = other_names(pairs, materials, corpus, _suggester().model.page)
        step(len(others))
    reviewed = frozenset(
        page.id
        for material in materials
        for page in material.pages
        if len(page.mentions) >= settings.min_papers
        or (page.mentions and (material.slug in others or page.id in moved))
    )
    materials = [material for material in materials if any(page.id in reviewed for page in material.pages)]
    common = Common(
        corpus=corpus,
        shell=shell,
        out=out,
        branch=preview.notice.branch if preview.notice else "",
        with_data=data is not None,
        data_commit=None,
        reviewed=reviewed,
        others=others,
        changes=changes,
    )
    summaries = _render_all(materials, common, settings.jobs)
    with stage("Writing lists"):
        _write_shared(out, preview, data, summaries, changes)
        write_manifest(out, states, preview.notice.branch if preview.notice else "")
    return Report(
        pages=len(preview.pages),
        refused=preview.refused,
        passed_over=preview.passed_over,
        review_pages=len(summaries),
        groups=sum(s.groups for s in summaries),
        changed=len(changes) if base is not None else None,
        differing={page: found for m in materials for page, found in m.differing.items() if page in reviewed},
    )


def read_data(settings: Settings) -> AnthologyData | None:
    """The data that the settings name, None if they name none."""
    if settings.data is None:
        return None
    with progress("Reading the Anthology's data") as step:
        data = AnthologyData.read(settings.data)
        step(len(data.items))
    return data


def suggest_groups(
    preview: Preview, data: AnthologyData | None, wanted: set[str] | None, jobs: int
) -> dict[str, PageSuggestion]:
    """Page ID -> what is suggested, of author pages with a paper, sorted.

    Args:
        preview: all pages; every one of them counts for the statistics.
        data: the Anthology's data, None for none.
        wanted: only these page IDs; None for all.
        jobs: processes.
    """
    materials = gather(preview, data, 1)
    asked = (m for m in materials if wanted is None or any(page.id in wanted for page in m.pages))
    work = [(material.block(), material.mentions()) for material in asked]
    found = _suggester().suggest_all(work, fit_corpus(preview, data), jobs)
    return {page: said for page, said in found.items() if wanted is None or page in wanted}


def fit_corpus(preview: Preview, data: AnthologyData | None) -> Corpus:
    """Statistics over all papers: of the whole data if there are any, else of the preview."""
    with progress("Counting names and words") as step:
        if data is not None:
            everyone = (slot.mention for item in data.items.values() for slot in item.slots)
            corpus = Corpus.build(instances(data, everyone))
        else:
            corpus = Corpus.build(i for material in gather(preview, None, 1) for i in material.block().instances)
        step(len(corpus.papers))
    return corpus


@lru_cache(maxsize=1)
def _suggester() -> Suggester:
    return Suggester.load()


def _render_all(materials: list[BlockMaterial], common: Common, jobs: int) -> list[Summary]:
    summaries: list[Summary] = []
    with (
        tempfile.TemporaryDirectory(prefix="anthology-review-") as folder,
        progress("Grouping and writing review pages", len(common.reviewed)) as step,
    ):
        file = Path(folder) / "common"
        file.write_bytes(pickle.dumps(common))
        tasks = (delayed(_render_blocks)(file, blocks) for blocks in _batches(materials, _BLOCKS_PER_TASK))
        for done in Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="3*n_jobs", batch_size=1)(tasks):
            summaries += done
            step(len(done))
    return summaries


@lru_cache(maxsize=1)
def _common(file: Path) -> Common:
    common: Common = pickle.loads(file.read_bytes())
    return common


def _render_blocks(file: Path, materials: list[BlockMaterial]) -> list[Summary]:
    common = _common(file)
    return [summary for material in materials for summary in _render_block(material, common)]


def _render_block(material: BlockMaterial, common: Common) -> Iterator[Summary]:
    found = _suggester().suggest_pages(material.block(), material.mentions(), common.corpus)
    for page in material.pages:
        if page.id not in common.reviewed:
            continue
        others, change = common.others.get(material.slug, ()), common.changes.get(page.id)
        review = review_page(page, found[page.id], material, others, change)
        data = page_data(review, common.branch, common.with_data, common.data_commit)
        body = render_review(review, data, common.reviewed)
        write(common.out / review_file(page.id), common.shell.stamp(page.name.full, body))
        yield Summary.of(review)


def _write_shared(
    out: Path,
    preview: Preview,
    data: AnthologyData | None,
    summaries: list[Summary],
    changes: Mapping[str, Change],
) -> None:
    by_id = {summary.id: summary for summary in summaries}
    waiting = indexes.queue(summaries)
    people = data.people if data else None
    indexes.write_authors(out, preview.pages.values(), by_id)
    indexes.write_queue(out, waiting)
    indexes.write_verified(out, preview.pages.values(), people)
    indexes.write_people(out, people)
    home.fill(out, preview, waiting, len(summaries), changes)


def _batches(items: Iterable[BlockMaterial], size: int) -> Iterator[list[BlockMaterial]]:
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
