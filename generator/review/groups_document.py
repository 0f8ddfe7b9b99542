"""The suggested groups as the ``groups`` command writes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from joblib import parallel_config

from generator.anthology.data import AnthologyData
from generator.errors import DataError, PreviewError
from generator.grouping.suggest.suggester import PageSuggestion, shipped_suggester
from generator.model import Evidence, Group
from generator.preview import Preview, read_preview
from generator.review.block_context import block_contexts, page_ids_by_slug
from generator.review.corpus_statistics import fit_corpus
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
        with _on_cluster(dask):
            found = suggest_groups(preview, data, set(pages) if pages else None, jobs)
        step(len(found))
    return {page: _page(suggestion) for page, suggestion in found.items()}


def suggest_groups(
    preview: Preview, data: AnthologyData | None, wanted: set[str] | None = None, jobs: int = 1
) -> dict[str, PageSuggestion]:
    """Page ID -> what is suggested, of author pages with a paper, sorted.

    Args:
        preview: all pages; every one of them counts for the statistics.
        data: the Anthology's data, None for none.
        wanted: only these page IDs; None for all.
        jobs: processes.
    """
    pages, blocks = preview.pages, page_ids_by_slug(preview.pages.values())
    asked = {slug: ids for slug, ids in blocks.items() if wanted is None or not wanted.isdisjoint(ids)}
    work = [(material.block(), material.mentions_by_page()) for material in block_contexts(pages, data, asked)]
    found = shipped_suggester().suggest_all([item for item in work if item[0].instances], fit_corpus(pages, data), jobs)
    return {page: said for page, said in found.items() if wanted is None or page in wanted}


@contextmanager
def _on_cluster(address: str | None) -> Iterator[None]:
    """Let joblib's tasks go to a Dask cluster instead of to processes of this machine."""
    if address is None:
        yield
        return
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise DataError(
            "A cluster needs Dask, which is not installed. Run: pip install 'anthology-review[dask]'"
        ) from error
    try:
        client = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise DataError(
            f"{address}: no Dask scheduler answers there ({error}). Start one with `dask scheduler`."
        ) from error
    with client, parallel_config(backend="dask"):
        yield


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
