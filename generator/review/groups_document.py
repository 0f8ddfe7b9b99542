"""The suggested groups as the ``groups`` command writes them."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.anthology.data import AnthologyData
from generator.errors import PreviewError
from generator.grouping.suggest.suggester import PageSuggestion, shipped_suggester
from generator.model import Evidence, Group
from generator.preview import Preview, read_preview
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.corpus_statistics import fit_corpus
from generator.runtime.dask_cluster import cluster_executor
from generator.runtime.progress import progress


def groups_document(
    preview_path: Path, data_dir: Path | None, pages: list[str] | None, jobs: int, dask: str | None = None
) -> dict[str, Any]:
    """``{"<page id>": {"groups": [{"id", "confidence", "mentions", "evidence"}], "chances", "reasons", "triage"}}``.

    Sorted by page ID; chances and reasons are those of single papers in their group, by mention.

    Args:
        preview_path: folder or archive.
        data_dir: the Anthology's data, None for none.
        pages: only these page IDs; None for all.
        jobs: processes; on a cluster, parts of the work.
        dask: address of a cluster's scheduler, where the grouping is done; None for here.

    Raises:
        PreviewError: a page asked for is not in the preview, or nothing can be read.
    """
    with progress("Reading author pages") as step:
        preview = read_preview(preview_path, jobs, step)
    if pages and (missing := [page for page in pages if page not in preview.pages]):
        raise PreviewError(f"{preview_path}: has no author page {', '.join(missing)}. IDs are paths below people/.")
    with progress("Reading the Anthology's data") as step:
        data = AnthologyData.read(data_dir) if data_dir else None
        step(len(data.items) if data else 0)
    with progress("Grouping") as step:
        with cluster_executor(dask) if dask else nullcontext() as executor:
            found = suggest_groups(preview, data, set(pages) if pages else None, jobs, executor)
        step(len(found))
    return {page: _page(suggestion) for page, suggestion in found.items()}


def suggest_groups(
    preview: Preview,
    data: AnthologyData | None,
    wanted: set[str] | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
) -> dict[str, PageSuggestion]:
    """Page ID -> what is suggested, of author pages with a paper, sorted.

    Args:
        preview: all pages; every one of them counts for the statistics.
        data: the Anthology's data, None for none.
        wanted: only these page IDs; None for all.
        jobs: worker processes; 1 groups in this process.
        executor: runs ``jobs`` tasks instead of worker processes of this machine, for example that of a Dask cluster.

    Raises:
        WorkerError: a worker process ended before its work was done.
    """
    pages, blocks = preview.pages, page_ids_by_slug(preview.pages.values())
    asked = {slug: ids for slug, ids in blocks.items() if wanted is None or not wanted.isdisjoint(ids)}
    work = [(context.block(), context.mentions_by_page()) for context in block_contexts(pages, data, asked)]
    work = [item for item in work if item[0].instances]
    found = shipped_suggester().suggest_all(work, fit_corpus(pages, data), jobs, executor)
    return {page: said for page, said in found.items() if wanted is None or page in wanted}


def _page(found: PageSuggestion) -> dict[str, Any]:
    return {
        "groups": [_group(group) for group in found.groups],
        "chances": {mention.key: chance for mention, chance in found.chances.items()},
        "reasons": {mention.key: [_evidence(row) for row in rows] for mention, rows in found.reasons.items()},
        "triage": asdict(found.triage),
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
    }
