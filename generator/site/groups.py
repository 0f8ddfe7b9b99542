"""The suggested groups as the ``groups`` command writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.errors import PreviewError
from generator.model import Group
from generator.preview import read_preview
from generator.progress import progress
from generator.site.generate import read_data, suggest_groups
from generator.site.settings import Settings


def groups_document(preview_path: Path, data_dir: Path | None, pages: list[str] | None, jobs: int) -> dict[str, Any]:
    """``{"<page id>": {"groups": [{"id", "confidence", "mentions", "evidence"}]}}``, sorted by page ID.

    Args:
        preview_path: folder or archive.
        data_dir: the Anthology's data, None for none.
        pages: only these page IDs; None for all.
        jobs: processes.

    Raises:
        PreviewError: a page asked for is not in the preview, or nothing can be read.
    """
    with progress("Reading author pages") as step:
        preview = read_preview(preview_path, jobs, step)
    if pages and (missing := [page for page in pages if page not in preview.pages]):
        raise PreviewError(f"{preview_path}: has no author page {', '.join(missing)}. IDs are paths below people/.")
    data = read_data(Settings(preview_path, data_dir, jobs))
    with progress("Grouping") as step:
        found = suggest_groups(preview, data, set(pages) if pages else None, jobs)
        step(len(found))
    return {page: {"groups": [_group(group) for group in groups]} for page, groups in found.items()}


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "confidence": round(group.confidence, 4),
        "mentions": [mention.key for mention in group.mentions],
        "evidence": [
            {
                "signal": row.signal.value,
                "supports": row.supports,
                "values": list(row.values),
                "weight": round(row.weight, 4),
                "papers": row.papers,
                **({"other": row.other} if row.other else {}),
            }
            for row in group.evidence
        ],
        **({"suggested": list(group.suggested)} if group.suggested else {}),
    }
