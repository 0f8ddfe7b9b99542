"""The public interface: few names, typed, and used as the documentation shows."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import generator
from generator import Block, Corpus, Instance, Mention, Name, Suggester
from tests.conftest import DEMO, ROOT

NAMES = [name for name in generator.__all__ if name != "__version__"]
SUGGESTER = Suggester.load()


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


def test_the_documented_example_groups_another_catalogue() -> None:
    page = (ROOT / "content" / "docs" / "other-catalogues.md").read_text("utf-8")
    [example] = re.findall(r"```python\n(.*?)```", page, re.S)
    done = subprocess.run([sys.executable, "-W", "error", "-c", example], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    printed = [re.findall(r"'(p\d)'", line) for line in done.stdout.splitlines() if line.startswith("wei-zhang ")]
    assert sorted(printed) == [["p1", "p2"], ["p3", "p4"]]


NAME = Name("Ari", "Lanternby")


def paper(number: int, **known: Any) -> Instance:
    return Instance(Mention(f"paper {number}", 0), **{"name": NAME, **known})


@pytest.mark.parametrize(
    "block",
    [
        [],
        [paper(1)],
        [paper(n) for n in range(30)],
        [paper(n, name=Name("", "")) for n in range(3)],
        [paper(n, name=Name("?", "!")) for n in range(3)],
        [paper(n, name=Name("", "李雷"), coauthors=("李", "王"), title="机器翻译") for n in range(3)],
        [paper(n, name=Name(first, last)) for n, (first, last) in enumerate([("A", "B"), ("", "C"), ("D E", "F G")])],
        [paper(n, year=year) for n, year in enumerate([None, 0, -44, 10**6, 2020])],
        [paper(n, coauthors=("ari-lanternby", "", "x", "x"), title=" ", affiliation="???") for n in range(3)],
        [paper(n, coauthors=[f"colleague-{k}" for k in range(2000)]) for n in range(3)],
        [paper(1), paper(1), paper(2)],
        [Instance(Mention("paper", at), NAME) for at in range(4)],
        [paper(n, person=ids[0].strip(), orcid=ids[1]) for n, ids in enumerate(["ax", "bx", "ay", "by", " x"])],
    ],
)
@pytest.mark.parametrize("known", ["the block", "nothing", "something else"])
def test_mentions_of_which_little_or_odd_things_are_known_are_grouped(block: list[Instance], known: str) -> None:
    others = Instance.of_paper("another", ["Bo Li", "Greta Olufsen"], "Lanterns of the sea", year=2020)
    corpus = Corpus.build({"the block": block, "nothing": [], "something else": others}[known])
    clusters = SUGGESTER.suggest(Block("ari-lanternby", tuple(block)), corpus)
    assert sorted(m for c in clusters for m in c.mentions) == sorted(i.mention for i in block)
    assert all(0 <= cluster.confidence <= 1 for cluster in clusters)


def test_the_authors_of_a_paper_become_instances_in_the_blocks_of_their_names() -> None:
    authors: list[Name | str] = ["Zoë de la Cruz", "Bo Li", Name("Zoe", "de la Cruz"), "de la Cruz, Zoë"]
    instances = Instance.of_paper("p", authors, "Lanterns", year=2020, affiliations=["Uppsala", "", "", "Lagos"])
    assert [(i.name.first, i.name.last) for i in instances] == [
        ("Zoë de la", "Cruz"),
        ("Bo", "Li"),
        ("Zoe", "de la Cruz"),
        ("Zoë", "de la Cruz"),
    ]
    assert instances[1].coauthor_names == ("Zoë de la Cruz", "Zoe de la Cruz", "Zoë de la Cruz")
    assert [i.affiliation for i in instances] == ["Uppsala", "", "", "Lagos"]
    blocks = {block.slug: [i.mention.position for i in block.instances] for block in Block.by_name(instances)}
    assert blocks == {"bo-li": [1], "zoe-de-la-cruz": [0, 2, 3]}


def test_lists_of_authors_that_do_not_fit_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="p1: 2 authors with 1 affiliations"):
        Instance.of_paper("p1", ["Bo Li", "Ari Lanternby"], affiliations=["Uppsala"])
    with pytest.raises(ValueError, match="paper 1#0: 2 co-authors with 1 names"):
        paper(1, coauthors=("bo-li", "ada-example"), coauthor_names=("Bo Li",))


def test_importing_the_package_loads_nothing_else() -> None:
    code = (
        "import sys, generator; print([m for m in sys.modules if m.startswith('generator.')], 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[] False\n"
