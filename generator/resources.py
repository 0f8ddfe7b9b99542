"""Where the files that are not code lie: next to the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
PATCH_SCHEMA = _PACKAGE / "patch" / "schema.json"
"""JSON Schema of assignment patches."""
QUEUE_SCHEMA = _PACKAGE / "site" / "shared_files" / "queue.schema.json"
"""JSON Schema of ``queue.json``, the work queue of a review site."""


def root() -> Path:
    """Folder that holds ``mkdocs.yml``, ``site_templates/`` and ``content/``."""
    packaged = _PACKAGE / "_resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent


@cache
def table(name: str) -> dict[str, Any]:
    """A table of ``site_templates/tables/``, which the browser's half reads, too.

    Args:
        name: of the file, without suffix.
    """
    path = root() / "site_templates" / "tables" / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def words(language: str) -> dict[str, str]:
    """The texts of ``site_templates/words/`` by key, of which the browser's half says some, too.

    Args:
        language: of the file, as in ``en``.
    """
    found: dict[str, str] = json.loads((root() / "site_templates" / "words" / f"{language}.json").read_text("utf-8"))
    return found


def demo() -> Path:
    """Folder of the demo: ``preview/`` and the ``data/`` that it was built from."""
    return root() / "content" / "demo"
