"""The suggested groups as the command ``groups`` writes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.anthology.data import AnthologyData
from generator.errors import PreviewError
from generator.evidence.attribution import Statements
from generator.evidence.statement_file import read_statements
from generator.grouping.suggest.suggester import PageSuggestion, shipped_suggester
from generator.grouping.suggest.triage import Triage
from generator.model import Evidence, Group
from generator.preview import Preview, read_preview
from generator.preview.chosen_pages import ChosenPages
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.corpus_statistics import fit_corpus
from generator.review.selection import select_pages
from generator.runtime.dask_cluster import cluster_executor
from generator.runtime.progress import progress


def groups_document(
    preview_path: Path,
    data_dir: Path | None,
    pages: Collection[str],
    jobs: int,
    dask: str | None = None,
    evidence: Sequence[Path] = (),
) -> dict[str, Any]:
    """Return ``{"<page ID>": {"groups": [{"id", "confidence", "mentions", "evidence"}], …}}``, sorted by page ID.

    Further keys of a page: ``chances`` (mention -> probability that it is by its group's person), ``reasons``
    (mention -> evidence, where that probability is low) and ``triage`` (how much the page needs review).

    Args:
        preview_path: folder or archive.
        data_dir: the Anthology's data, None for none.
        pages: only these page IDs; empty for all.
        jobs: number of processes; on a cluster, number of tasks.
        dask: address of the scheduler of a Dask cluster that does the grouping; None for processes of this machine.
        evidence: evidence files.

    Raises:
        PreviewError: a page of ``pages`` is not in the preview, or the preview can't be read.
        DataError: the data can't be read.
        EvidenceError: an evidence file can't be read.
        WorkerError: the cluster can't be reached, or a worker process ended before its work was done.
    """
    statements = read_statements(evidence)
    with progress("Reading the Anthology's data") as step:
        data = AnthologyData.read(data_dir, jobs) if data_dir else None
        step(1)
    with progress("Reading author pages") as step:
        if data and pages:
            chosen = ChosenPages(preview_path, jobs, step)
            select_pages(preview_path, pages, chosen, data.people)
            preview = chosen.preview
        else:  # without data, all pages are needed for the statistics
            preview = read_preview(preview_path, jobs, step)
    if missing := [page for page in pages if page not in preview.pages]:
        raise PreviewError(f"{preview_path}: has no author page {', '.join(missing)}. IDs are paths below people/.")
    with progress("Grouping") as step:
        with cluster_executor(dask) if dask else nullcontext() as executor:
            found = suggest_groups(preview, data, set(pages) if pages else None, jobs, executor, statements)
        step(len(found))
    return {page: _page(suggestion) for page, suggestion in found.items()}


def suggest_groups(
    preview: Preview,
    data: AnthologyData | None,
    wanted: set[str] | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    statements: Statements = MappingProxyType({}),
) -> dict[str, PageSuggestion]:
    """Return page ID -> suggestion, sorted, for the author pages that have papers.

    Args:
        preview: all pages; without data, corpus statistics are computed from them.
        data: the Anthology's data, None for none.
        wanted: only these page IDs; None for all.
        jobs: worker processes; 1 groups in this process.
        executor: runs ``jobs`` tasks instead of worker processes of this machine, for example that of a Dask cluster.
        statements: what other sources say, by paper.

    Raises:
        WorkerError: a worker process ended before its work was done.
    """
    pages, blocks = preview.pages, page_ids_by_slug(preview.pages.values())
    chosen = {slug: ids for slug, ids in blocks.items() if wanted is None or not wanted.isdisjoint(ids)}
    contexts = block_contexts(pages, data, chosen, statements)
    work = [(context.block(), context.mentions_by_page()) for context in contexts]
    work = [item for item in work if item[0].instances]
    found = shipped_suggester().suggest_all(work, fit_corpus(pages, data, jobs), jobs, executor)
    return {page: suggestion for page, suggestion in found.items() if wanted is None or page in wanted}


def _page(found: PageSuggestion) -> dict[str, Any]:
    return {
        "groups": [_group(group) for group in found.groups],
        "chances": {mention.key: probability for mention, probability in found.probabilities.items()},
        "reasons": {mention.key: [_evidence(row) for row in rows] for mention, rows in found.paper_evidence.items()},
        "triage": _triage(found.triage),
    }


def _triage(triage: Triage) -> dict[str, Any]:
    return {
        "score": triage.score,
        "chance": triage.probability,
        "trouble": triage.trouble,
        "group": triage.group,
        "papers": triage.papers,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "confidence": round(group.confidence, 4),
        "mentions": [mention.key for mention in group.mentions],
        "evidence": [_evidence(row) for row in group.evidence],
        **({"suggested": list(group.suggested)} if group.suggested else {}),
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "signal": row.signal.value,
        "supports": row.supports,
        "values": list(row.values),
        "weight": round(row.weight, 4),
        "papers": row.papers,
        **({"other": row.other} if row.other else {}),
        **({"source": row.source} if row.source else {}),
    }
