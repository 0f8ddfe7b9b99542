"""Where the files beside the code are: in a checkout next to it, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
PATCH_SCHEMA = _PACKAGE / "patch" / "schema.json"
"""JSON Schema of assignment patches."""


def root() -> Path:
    """Folder that holds ``mkdocs.yml``, ``site_templates/`` and ``content/``."""
    packaged = _PACKAGE / "_resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent
