"""The structure of the package: imports go one way, nothing runs in a circle, modules stay small."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
MOST_LINES = 330

BASE: dict[str, set[str]] = {
    "errors": set(),
    "extras": {"errors"},
    "resources": set(),
    "words": {"resources"},
    "model": set(),
    "runtime": {"errors"},
}
"""What all other rooms may import -> what these may import themselves."""
ROOMS: dict[str, set[str]] = BASE | {
    room: {*BASE, *others}
    for room, others in {
        "preview": (),
        "anthology": (),
        "requests": ("anthology",),
        "evidence": ("anthology",),
        "grouping": ("anthology",),
        "review": ("preview", "anthology", "requests", "evidence", "grouping"),
        "site": ("anthology", "review"),
        "build": ("preview", "anthology", "requests", "evidence", "grouping", "review", "site", "patch"),
        "patch": ("anthology",),
        "cli": ("anthology", "evidence", "grouping", "review", "site", "build", "patch"),
        "reference": ("build", "cli"),
        "__main__": ("cli",),
    }.items()
}
"""Folders and modules right below the package -> those that they may import. All may import the package itself."""
INNER_ROOMS: dict[str, dict[str, set[str]]] = {
    "grouping": {
        "features": set(),
        "model": {"features"},
        "suggest": {"features", "model"},
        "training": {"features", "model", "suggest"},
    },
    "preview": {"html": {"limits"}, "files": {"limits"}, "layout": {"html", "limits"}},
    "build": {"state": set()},
}
"""Likewise for folders inside a folder."""
BUILDS_NEVER_LOAD = "grouping.training"
LIBRARY_USERS = {"acl_anthology": "anthology.library_check"}
"""Libraries that one module alone may import."""


def read_modules(package: Path) -> dict[str, str]:
    """Dotted name below the package -> source; a package's ``__init__`` has the name of its folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text("utf-8")
    return found


@cache
def imports(source: str) -> set[str]:
    """Full names of all that a module imports, at its top, in functions and for type checkers."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports with the package's name"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(modules: Mapping[str, str]) -> dict[str, set[str]]:
    """Module -> modules of the package that it imports."""
    graph = {}
    for name, source in modules.items():
        inner = {i.removeprefix("generator.") for i in imports(source) if i.startswith("generator.")}
        graph[name] = {i for i in inner if i in modules} - {name, ""}
    return graph


def faults(modules: Mapping[str, str]) -> list[str]:
    """What breaks a rule of the structure, a line each."""
    graph, found = own_imports(modules), []
    for name, imported in graph.items():
        room, *inner = name.split(".")
        if room and room not in ROOMS:
            found.append(f"{name}: give {room} a place in ROOMS")
        for other in sorted(imported):
            other_room, *other_inner = other.split(".")
            if room and other_room != room and other_room not in ROOMS.get(room, set()):
                found.append(f"{name}: {room} may not import {other_room} ({other})")
            rules = INNER_ROOMS.get(room, {})
            inside = other_room == room and inner and other_inner and inner[0] in rules
            if inside and other_inner[0] not in rules[inner[0]] | {inner[0]}:
                found.append(f"{name}: {room}.{inner[0]} may not import {other}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append(f"circle: {' -> '.join(error.args[1])}")
    for name, source in modules.items():
        for library, user in LIBRARY_USERS.items():
            if name != user and any(i.split(".")[0] == library for i in imports(source)):
                found.append(f"{name}: only {user} may import {library}")
        if (lines := len(source.splitlines())) > MOST_LINES:
            found.append(f"{name}: has {lines} lines, {MOST_LINES} at most")
    todo, reached = ["build.build_site"], set[str]()
    while todo:
        reached.add(name := todo.pop())
        todo += graph.get(name, set()) - reached
    found += [f"a build loads {name}" for name in sorted(reached) if name.startswith(BUILDS_NEVER_LOAD)]
    return found


def test_the_package_keeps_its_structure() -> None:
    assert faults(read_modules(PACKAGE)) == []


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("preview.read", "from generator.review.work_queue import queue", "preview may not import review"),
        ("model.names", "import generator.cli.main", "model may not import cli"),
        ("build.plan", "def later():\n    from generator.cli.main import main", "build may not import cli"),
        (
            "grouping.model.clusterer",
            "from generator.grouping.training import gold",
            "may not import grouping.training",
        ),
        ("preview.html.dom", "from generator.preview.layout import page_cutting", "preview.html may not import"),
        ("anthology.ids", "from generator.anthology.data import AnthologyData", "circle: "),
        ("patch.show", "import acl_anthology.people", "only anthology.library_check may import acl_anthology"),
        ("patch.model", "x = 1\n" * 331, "patch.model: has 331 lines"),
        ("model", "x = 1\n" * 331, "model: has 331 lines"),
        ("attic", "", "attic: give attic a place in ROOMS"),
        ("review.work_queue", "import generator.grouping.training.gold", "a build loads grouping.training.gold"),
    ],
)
def test_each_rule_sees_a_planted_fault(module: str, source: str, said: str) -> None:
    modules = read_modules(PACKAGE)
    modules[module] = f"{modules.get(module, '')}\n{source}" if "331" not in said else source
    assert any(said in fault for fault in faults(modules)), faults(modules)
