"""Where the files that are not code lie: next to the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
PATCH_SCHEMA = _PACKAGE / "patch" / "schema.json"
"""JSON Schema of assignment patches."""


def root() -> Path:
    """Folder that holds ``mkdocs.yml``, ``site_templates/`` and ``content/``."""
    packaged = _PACKAGE / "_resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def demo() -> Path:
    """Folder of the demo: ``preview/`` and the ``data/`` that it was built from."""
    return root() / "content" / "demo"
