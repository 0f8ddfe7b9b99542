"""The rooms of the house: imports go one way, and one module knows the upstream library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
MAY_IMPORT = {
    "preview": set(),
    "anthology": set(),
    "grouping": {"anthology"},
    "review": {"preview", "anthology", "grouping"},
    "patch": {"anthology"},
    "state": {"preview", "anthology", "grouping", "review"},
    "site": {"preview", "anthology", "grouping", "review", "state"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    if room not in MAY_IMPORT:
        return
    entered = {name.split(".")[1] for name in imports(path) if name.startswith("generator.") and "." in name}
    forbidden = entered & set(MAY_IMPORT) - MAY_IMPORT[room] - {room}
    assert not forbidden, f"{room} may not import {forbidden}"
    assert "cli" not in entered


def test_only_the_judge_imports_acl_anthology() -> None:
    users = {p.name for p in MODULES if any(name.split(".")[0] == "acl_anthology" for name in imports(p))}
    assert users == {"judge.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_stay_small_enough_to_read(path: Path) -> None:
    # The words of the trade stand together in one file.
    assert path.name == "model.py" or len(path.read_text("utf-8").splitlines()) <= 330
