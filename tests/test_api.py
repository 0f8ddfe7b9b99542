"""The public interface: few names, typed, and used as the documentation shows."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from tests.conftest import DEMO, ROOT

NAMES = [name for name in generator.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there_explained_and_typed(name: str) -> None:
    found = getattr(generator, name)
    assert inspect.getdoc(found)
    if inspect.isfunction(found):
        signature = inspect.signature(found)
        typed = [signature.return_annotation, *(p.annotation for p in signature.parameters.values())]
        assert inspect.Signature.empty not in typed


def test_the_documentation_lists_exactly_the_public_names() -> None:
    page = (ROOT / "content" / "docs" / "api.md").read_text("utf-8")
    assert set(re.findall(r"^::: api (\w+)$", page, re.M)) == set(NAMES)


def test_the_documented_example_runs(tmp_path: Path) -> None:
    page = (ROOT / "content" / "docs" / "api.md").read_text("utf-8")
    [example] = re.findall(r"```python\n(.*?)```", page, re.S)
    for name, folder in (("preview", DEMO / "preview"), ("data", DEMO / "data")):
        (tmp_path / name).symlink_to(folder)
    (tmp_path / "example.py").write_text(example, "utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "ari-lanternby/unverified" in done.stdout and (tmp_path / "site" / "index.html").is_file()


def test_mentions_from_anywhere_can_be_grouped_with_public_names_alone() -> None:
    from generator import Block, Corpus, Instance, Mention, Name, Suggester

    name = Name("Ari", "Lanternby")
    instances = tuple(
        Instance(Mention(f"2024.coil-main.{n}", 0), name, ("bo-li",), ("Bo Li",), "Lanterns of the sea", venue="coil")
        for n in range(1, 4)
    )
    [cluster] = Suggester.load().suggest(Block(name.slug, instances), Corpus.build(instances))
    assert set(cluster.mentions) == {instance.mention for instance in instances}


def test_importing_the_package_loads_nothing_else() -> None:
    code = (
        "import sys, generator; print([m for m in sys.modules if m.startswith('generator.')], 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[] False\n"
