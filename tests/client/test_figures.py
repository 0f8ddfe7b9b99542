"""What the figures show: years by person, shared co-authors, pair scores, papers or persons compared, telling words."""

from __future__ import annotations

from typing import Any

from tests.client.conftest import Run

PILES = [
    {"letter": "A", "keys": ["P20-1#0", "P21-1#0", "P21-2#0"], "touched": False},
    {"letter": "B", "keys": ["P09-1#0"], "touched": False},
]


def paper(key: str, title: str, *coauthors: str) -> dict[str, Any]:
    return {
        "key": key, "paper": key.partition("#")[0], "title": title, "year": 2000 + int(key[1:3]),
        "authors": ["Song Wang", *coauthors], "coauthors": list(coauthors), "venue": "", "affiliation": "",
    }  # fmt: skip


FACTS = [
    paper("P20-1#0", "Parsing Treebanks", "Ada B", "Cy D"),
    paper("P21-1#0", "Parsing Speech", "Ada B", "Eve F"),
    paper("P21-2#0", "Speech Corpora", "Eve F"),
    paper("P09-1#0", "Machine Translation of Treebanks", "Cy D"),
]
YEARS = [[fact["key"], fact["year"]] for fact in FACTS]


def test_the_timeline_counts_papers_and_selected_ones_by_person_and_year(run: Run) -> None:
    found = run("return AR.figures.timeline(a[0], new Map(a[1]), new Set(a[2]))", PILES, YEARS, ["P21-2#0"])
    assert (found["first"], found["last"], found["top"]) == (2009, 2021, 2)
    assert found["rows"][0]["years"] == [
        {"year": 2020, "papers": 1, "chosen": 0},
        {"year": 2021, "papers": 2, "chosen": 1},
    ]
    assert found["rows"][1] == {"letter": "B", "papers": 1, "years": [{"year": 2009, "papers": 1, "chosen": 0}]}


def test_a_page_without_years_has_no_timeline(run: Run) -> None:
    found = run("return Number.isFinite(AR.figures.timeline(a[0], new Map(), new Set()).first)", PILES)
    assert found is False


def test_the_network_tells_whom_two_persons_share(run: Run) -> None:
    found = run("return AR.figures.network(a[0], a[1], new Set(a[2]))", PILES, FACTS, ["P20-1#0"])
    nodes = {node["name"]: node for node in found["nodes"]}
    assert {name: node["piles"] for name, node in nodes.items()} == {
        "Ada B": ["A"],
        "Cy D": ["A", "B"],
        "Eve F": ["A"],
    }
    assert nodes["Ada B"]["papers"] == 2 and nodes["Ada B"]["chosen"] == 1
    names = [node["name"] for node in found["nodes"]]
    edges = {frozenset((names[e["a"]], names[e["b"]])): (e["pile"], e["papers"]) for e in found["edges"]}
    assert edges == {frozenset(("Ada B", "Cy D")): ("A", 1), frozenset(("Ada B", "Eve F")): ("A", 1)}
    assert found["left"] == 0


def test_more_names_than_fit_are_counted_and_shared_ones_stay(run: Run) -> None:
    crowd = [paper("P22-1#0", "x", *(f"Person {n}" for n in range(60)), "Cy D"), FACTS[3]]
    found = run("return AR.figures.network(a[0], a[1], new Set())", PILES, crowd)
    assert len(found["nodes"]) + found["left"] == 61
    assert "Cy D" in [node["name"] for node in found["nodes"]]


def test_the_matrix_covers_each_pair_once_and_is_darkest_on_the_diagonal(run: Run) -> None:
    chance = "(x, y) => (x[1] === y[1] ? 0.9 : 0.05)"
    found = run(f"return AR.figures.matrix(a[0], {chance})", PILES)
    assert found["keys"] == ["P20-1#0", "P21-1#0", "P21-2#0", "P09-1#0"]
    dark = {(run_["row"], at) for run_ in found["runs"] if run_["shade"] == 5 for at in range(run_["from"], run_["to"])}
    assert {(0, 0), (0, 1), (3, 3)} <= dark and (0, 3) not in dark
    assert [(b["letter"], b["from"], b["to"]) for b in found["blocks"]] == [("A", 0, 3), ("B", 3, 4)]


def test_two_sides_show_what_they_share_and_what_not(run: Run) -> None:
    rows = run("return AR.contrast.of(a[0], a[1])", FACTS[:3], FACTS[3:])
    found = {row["what"]: (row["both"], row["left"], row["right"]) for row in rows}
    assert found["coauthors"] == (["Cy D"], ["Ada B", "Eve F"], [])
    assert found["venue"] == (["ACL"], [], [])
    assert found["words"][0] == ["treebanks"] and "machine" in found["words"][2]
    assert "affiliation" not in found


def test_words_of_an_abstract_point_to_their_person_or_to_others(run: Run) -> None:
    facts = [*FACTS, paper("P10-1#0", "Machine Translation")]
    piles = [PILES[0], {"letter": "B", "keys": ["P09-1#0", "P10-1#0"], "touched": False}]
    found = run(
        "const to = AR.contrast.pointer(a[0], a[1], a[2]); return a[3].map(to)",
        "P20-1#0", piles, facts, ["Speech", "machine", "neither", "treebanks"],
    )  # fmt: skip
    # One title of somebody else is not enough to point away.
    assert found == ["own", "other", "", ""]
